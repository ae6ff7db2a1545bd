import Diagnostics
import Readiness
import S3Access
import Timeline

/// What is to be said of one bucket. What is `nil` does not matter.
public struct ExpectedBucket: Hashable, Sendable {
  /// The bucket's name.
  public var bucket: String
  /// Where it stands.
  public var location: SourceLocation
  /// The verdict.
  public var verdict: Verdict?
  /// The status of settings, by setting; those that are left out do not matter.
  public var settings: [BlockPublicAccessSetting: ExpectedStatus] = [:]
  /// All findings, in any order.
  public var findings: [ExpectedFinding]?
  /// The day from which the bucket could be ready.
  public var earliestReady: Instant?
}

/// The status of a setting, by its name in reports.
public enum ExpectedStatus: String, CaseIterable, Hashable, Sendable {
  case safe, breaks, unknown, enabled
  case notAsked = "not-asked"
}

/// One finding, by as many of its features as the test cares for.
public struct ExpectedFinding: Hashable, Sendable {
  /// What was done.
  public var kind: Finding.Kind?
  /// A setting that it stands in the way of.
  public var setting: BlockPublicAccessSetting?
  /// Whether it would break for certain.
  public var certainty: Certainty?
  /// Whether it counts.
  public var state: State?
  /// The waiver that covers it, or did until it ran out, by its id.
  public var waiver: String?
  /// The operation.
  public var operation: String?
  /// The ACL, as reports call it: `public-read`, `grant:AllUsers`.
  public var acl: String?
  /// The caller, as reports call it: an ARN, `anonymous`, `account 999988887777`.
  public var caller: String?
  /// How many requests.
  public var count: Int?

  /// Whether a finding counts, by the name in reports.
  public enum State: String, CaseIterable, Hashable, Sendable {
    case active, waived
    case alreadyRefused = "already-refused"
    case expiredWaiver = "expired-waiver"
  }

  /// Whether a finding is certain, by the name in reports.
  public enum Certainty: String, CaseIterable, Hashable, Sendable {
    case certain, possible
  }

  init() {}
}
