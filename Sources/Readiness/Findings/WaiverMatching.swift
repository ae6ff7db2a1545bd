import Evidence
import PolicyFiles
import S3Access
import Timeline

/// A part of a judgement's uses, and whether it counts.
struct JudgedPart {
  var judgement: Judgement
  var state: Finding.State

  /// The part as it counts in the question for accounts, or in that for buckets, where what only the
  /// account's setting refuses breaks nothing.
  func judged(inAccounts: Bool) -> JudgedPart {
    guard judgement.isOfAccountOnly, !inAccounts, state.counts else { return self }
    return JudgedPart(judgement: judgement, state: .accountLevel)
  }
}

/// The waivers that may cover findings on one bucket.
struct WaiverMatching {
  private let inForce: [Waiver]
  private let expired: [Waiver]

  init(_ waivers: [Waiver], asOf: Instant) {
    inForce = waivers.filter { $0.isInForce(at: asOf) }
    expired = waivers.filter { !$0.isInForce(at: asOf) }
  }

  /// A judgement's uses, parted into those that waivers cover, those that waivers covered until they
  /// ran out, and those that count without more ado. `covering` is told each waiver that covers.
  func parts(of judgement: Judgement, covering: (Waiver) -> Void) -> [JudgedPart] {
    if let errorCode = judgement.alreadyRefused {
      return [JudgedPart(judgement: judgement, state: .alreadyRefused(errorCode: errorCode))]
    }
    var parts: [JudgedPart] = []
    var rest: UseSelection? = judgement.selection
    func take(_ waiver: Waiver, as state: Finding.State) -> Bool {
      guard let left = rest, waiver.covers(judgement) else { return false }
      let split = left.split(coveredBy: waiver.scope)
      guard let covered = split.fitting else { return false }
      var part = judgement
      part.selection = covered
      parts.append(JudgedPart(judgement: part, state: state))
      rest = split.others
      return true
    }
    for waiver in inForce where take(waiver, as: .waived(waiver.reference)) { covering(waiver) }
    for waiver in expired { _ = take(waiver, as: .expiredWaiver(waiver.reference)) }
    if let rest {
      var part = judgement
      part.selection = rest
      parts.append(JudgedPart(judgement: part, state: .active))
    }
    return parts
  }

  /// The uses of a judgement that count although those waivers are heeded that speak of these settings:
  /// a use is waived as a whole only where it is waived for each setting that stands against it.
  func counted(
    of judgement: Judgement, against settings: [BlockPublicAccessSetting],
    covering: (Waiver) -> Void
  ) -> [JudgedPart] {
    guard let setting = settings.first else {
      return parts(of: judgement, covering: covering).filter(\.state.counts)
    }
    var ofSetting = judgement
    ofSetting.setting = setting
    return parts(of: ofSetting, covering: covering).flatMap { part -> [JudgedPart] in
      guard !part.state.counts, settings.count > 1 else { return part.state.counts ? [part] : [] }
      return counted(
        of: part.judgement, against: Array(settings.dropFirst()), covering: covering)
    }
  }
}

extension Waiver {
  /// Whether the waiver may cover uses of this judgement, as far as they are all alike.
  fileprivate func covers(_ judgement: Judgement) -> Bool {
    let fact = judgement.fact
    if let setting = scope.setting, setting != judgement.setting { return false }
    if let principal = scope.principal, !principal.matches(fact.caller.principal) { return false }
    if let operation = scope.operation, !operation.matches(fact.operation) { return false }
    return covers(fact.subject.acl)
  }

  /// Whether the waiver speaks of a request with this ACL, or of any request.
  func covers(_ requested: RequestedACL?) -> Bool {
    guard let acl = scope.acl else { return true }
    guard let requested else { return false }
    return requested.isPublic ? acl.covers(requested) : acl.forbids(requested)
  }

  var reference: Finding.WaiverReference {
    Finding.WaiverReference(id: id, lastDay: expires.day, location: declaredAt)
  }
}

extension UseSelection {
  /// The uses that have what the scope asks of each one. A scope that asks nothing of single uses
  /// covers those too that are not known one by one.
  fileprivate func split(
    coveredBy scope: Waiver.Scope
  ) -> (fitting: UseSelection?, others: UseSelection?) {
    if scope.key == nil, scope.sourceAddress == nil, scope.userAgent == nil { return (self, nil) }
    return split { use in
      (scope.key?.matches(use.key) ?? true)
        && (scope.sourceAddress?.matches(use.sourceAddress) ?? true)
        && (scope.userAgent?.matches(use.userAgent) ?? true)
    }
  }
}
