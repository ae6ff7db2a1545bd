import Evidence
import S3Access
import Timeline

extension BucketContext {
  /// With IgnorePublicAcls and RestrictPublicBuckets both on, nobody reads anonymously, whichever of
  /// the two had let them in: so no anonymous request that succeeded may be left, even if neither
  /// setting alone is certain to stop it.
  func judgeBothSettings() -> [Judgement] {
    if Self.both.allSatisfy({ configuration.enabled[$0] != nil }) { return [] }
    return accesses.compactMap { fact, selection in
      guard fact.caller.kind == .anonymous, !fact.onlyHintsAtAccess,
        case .access(let authorization) = fact.subject,
        let stopped = notStoppedYet(selection).flatMap({ notLetInByFixedAddress($0, authorization) }
        )
      else { return nil }
      return Judgement(
        fact: fact, selection: stopped, setting: nil, kind: .anonymousAccess, certainty: .certain,
        explanation: "with IgnorePublicAcls and RestrictPublicBuckets both on, no anonymous"
          + " \(fact.operation) is answered but with 403 AccessDenied")
    }
  }

  /// The two settings that the rule is about.
  static let both: [BlockPublicAccessSetting] = [.ignorePublicAcls, .restrictPublicBuckets]

  /// Where one of the two is on already, or ACLs are disabled, what went before is stopped by now.
  private func notStoppedYet(_ selection: UseSelection) -> UseSelection? {
    let since = Self.both.compactMap { configuration.enabled[$0]?.since }
    guard let last = (since + [configuration.aclsDisabledSince].compactMap(\.self)).max() else {
      return selection
    }
    return selection.notBefore(last)
  }

  /// A policy that is known not to be public may let unsigned requests in from fixed addresses, and
  /// goes on to do so. Where it is in force and no ACL was needed, nothing is stopped.
  private func notLetInByFixedAddress(
    _ selection: UseSelection, _ authorization: ACLAuthorization
  ) -> UseSelection? {
    guard let policy = configuration.policy, configuration.isKnownNotPublicByPolicy,
      policy.mayAdmitAnonymous
    else { return selection }
    if authorization == .notRequired { return selection.notSince(policy.since) }
    guard authorization == .notSaid,
      let withoutACL = [evidence.aclRequiredTellsSince, configuration.aclsDisabledSince]
        .compactMap(\.self).min()
    else { return selection }
    return selection.notSince(max(policy.since, withoutACL))
  }
}
