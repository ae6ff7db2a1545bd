import Evidence
import PolicyFiles
import S3Access
import Timeline

/// What stands behind the verdict on one bucket: the rule that governs it and the waivers that could
/// have covered what was found.
public struct Explanation: Sendable {
  /// The verdict.
  public var verdict: BucketVerdict
  /// The instant that it speaks of.
  public var asOf: Instant
  /// The rule that governs; `nil` where no policy claims the bucket.
  public var rule: BucketRule?
  /// The team's waivers that speak of the bucket.
  public var waivers: [Waiver]

  /// The explanation of a verdict that these policies gave.
  public init(of verdict: BucketVerdict, in policies: PolicySet, asOf: Instant) {
    self.verdict = verdict
    self.asOf = asOf
    rule = policies.rules.first { $0.declaredAt == verdict.declaration?.location }
    waivers = policies.waivers(for: verdict.bucket, account: verdict.account)
  }

  /// A waiver that does not cover a finding, and why.
  public struct NearMiss: Hashable, Sendable {
    /// The waiver.
    public var waiver: Waiver
    /// What it asks for and the finding does not have, in words; one at least.
    public var differences: [String]
  }

  /// The waiver that comes nearest to covering a finding that counts; `nil` where no waiver speaks of
  /// the bucket, or the finding does not count.
  public func nearestWaiver(to finding: Finding) -> NearMiss? {
    guard finding.state.counts else { return nil }
    return waivers.map {
      NearMiss(waiver: $0, differences: $0.differences(from: finding, at: asOf))
    }
    .filter { !$0.differences.isEmpty }
    .min { a, b in
      a.differences.count == b.differences.count
        ? a.waiver.declaredAt < b.waiver.declaredAt
        : a.differences.count < b.differences.count
    }
  }
}

extension Waiver {
  /// What the waiver asks for that a finding does not have. Of keys, addresses and tools a finding
  /// holds samples only: those that a waiver covers are taken out of it already.
  fileprivate func differences(from finding: Finding, at asOf: Instant) -> [String] {
    var differences: [String] = []
    if !isInForce(at: asOf) { differences.append("it ended on \(expires.day)") }
    if let setting = scope.setting, !finding.settings.contains(setting) {
      differences.append("its setting is \(setting.rawValue)")
    }
    func compare(_ pattern: GlobPattern?, with values: [String], _ name: String) {
      guard let pattern, !values.contains(where: { pattern.matches($0) }) else { return }
      differences.append("its \(name) is '\(pattern.text)'")
    }
    compare(scope.principal, with: [finding.caller.principal], "principal")
    compare(scope.operation, with: [finding.operation], "operation")
    if let acl = scope.acl, !covers(finding.acl) { differences.append("its acl is '\(acl.name)'") }
    compare(scope.key, with: finding.samples.map(\.key), "key")
    compare(scope.sourceAddress, with: finding.sourceAddresses, "source-address")
    compare(scope.userAgent, with: finding.userAgents, "user-agent")
    return differences
  }
}
