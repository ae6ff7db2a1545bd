import S3Access

// Of two baselines that a file extends, both hold: whichever asks for more decides.
extension DeclaredRequirements {
  /// What holds where both are to be met.
  func tightened(by other: DeclaredRequirements) -> DeclaredRequirements {
    var result = self
    result.expectsPublic = tighter(expectsPublic, other.expectsPublic) { !$0 && $1 }
    result.settings = union(settings, other.settings) { $0.isSuperset(of: $1) }
    result.forbiddenACLs = union(forbiddenACLs, other.forbiddenACLs) {
      $0.leavesOut(of: $1).isEmpty
    }
    result.lookback = tighter(lookback, other.lookback, >)
    result.freshness = tighter(freshness, other.freshness, <)
    result.maximumGap = tighter(maximumGap, other.maximumGap, <)
    result.grade = tighter(grade, other.grade, >)
    result.notRecorded = commonlyAccepted(notRecorded, other.notRecorded)
    return result
  }

  private func tighter<Value>(
    _ a: Declared<Value>?, _ b: Declared<Value>?, _ isTighter: (Value, Value) -> Bool
  ) -> Declared<Value>? {
    guard let a, let b else { return a ?? b }
    return isTighter(b.value, a.value) ? b : a
  }

  /// The list that asks for all that the other does, or both together.
  private func union<Element>(
    _ a: Declared<Set<Element>>?, _ b: Declared<Set<Element>>?,
    _ contains: (Set<Element>, Set<Element>) -> Bool
  ) -> Declared<Set<Element>>? {
    guard let a, let b else { return a ?? b }
    if contains(a.value, b.value) { return a }
    if contains(b.value, a.value) { return b }
    var both = a
    both.value.formUnion(b.value)
    both.alsoAt += [b.location] + b.alsoAt
    return both
  }

  /// Missing evidence is accepted where both accept it.
  private func commonlyAccepted(
    _ a: Declared<EvidenceRequirements.NotRecorded>?,
    _ b: Declared<EvidenceRequirements.NotRecorded>?
  ) -> Declared<EvidenceRequirements.NotRecorded>? {
    guard let a, let b else { return a ?? b }
    if a.value.classes.isSubset(of: b.value.classes) { return a }
    var both = b
    both.value.classes.formIntersection(a.value.classes)
    if both.value.classes.isEmpty { both.value = .nothing }
    return both
  }
}

extension Set<ForbiddenACL> {
  /// The values of another list whose requests this one lets pass: `public` has all in it that Block
  /// Public Access refuses, and `grant:AllUsers` every canned ACL that grants to AllUsers.
  func leavesOut(of other: Set<ForbiddenACL>) -> [ForbiddenACL] {
    other.filter { !forbidsAll(of: $0) }.sorted()
  }

  private func forbidsAll(of acl: ForbiddenACL) -> Bool {
    if contains(acl) { return true }
    switch acl {
    case .canned(let canned):
      return canned.isPublic && contains(.anyPublic)
        || canned.grants.contains { contains(.grant($0.grantee)) }
    case .grant(let grantee):
      return (grantee == .allUsers || grantee == .authenticatedUsers) && contains(.anyPublic)
    case .anyPublic:
      return contains(.grant(.allUsers)) && contains(.grant(.authenticatedUsers))
    }
  }
}
