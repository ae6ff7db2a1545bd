import Evidence
import S3Access
import Timeline

extension BucketContext {
  /// With IgnorePublicAcls and RestrictPublicBuckets both on, nobody reads anonymously, whichever of
  /// the two had let them in: so no anonymous request that succeeded may be left, even if neither
  /// setting alone is certain to stop it.
  ///
  /// One exception: a policy that is known not to be public may let unsigned requests in from fixed
  /// addresses, and goes on to do so. Where it is in force and the record tells that no ACL was
  /// needed, the request stays possible.
  func isStoppedByBothSettings(_ fact: Fact, _ use: Use) -> Bool {
    guard fact.caller.kind == .anonymous, case .access(let authorization) = fact.subject else {
      return false
    }
    if let policy = configuration.policy, policy.isKnownNotPublic, policy.mayAdmitAnonymous,
      policy.since <= use.time, authorization == .notSaid,
      evidence.absenceOfACLRequiredTells(at: use.time)
    {
      return false
    }
    return true
  }

  /// Anonymous requests that both settings together stop. Where one of them is on already, those
  /// from before that time are stopped by now.
  func judgeBothSettings() -> [Judgement] {
    let both: [BlockPublicAccessSetting] = [.ignorePublicAcls, .restrictPublicBuckets]
    let since = both.compactMap { configuration.enabledSince[$0] }
    if since.count == both.count { return [] }
    return uses.compactMap { fact, selection in
      let stopped = selection.split { use in
        isStoppedByBothSettings(fact, use) && since.allSatisfy { $0 <= use.time }
      }
      guard let stopped = stopped.fitting else { return nil }
      return Judgement(
        fact: fact, selection: stopped, setting: nil, kind: .anonymousAccess, certainty: .certain,
        explanation: "with IgnorePublicAcls and RestrictPublicBuckets both on, no anonymous"
          + " \(fact.operation) is answered")
    }
  }
}
