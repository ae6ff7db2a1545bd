import S3Access
import Timeline

/// Whether the settings can be switched on for a whole account: for every bucket that it has, those
/// that nobody declared included.
///
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage": the account's
/// settings hold for all of its buckets, those that are made later too.
public struct AccountVerdict: Hashable, Sendable {
  /// The account, as 12 digits.
  public var account: String
  /// The answer: `not-ready`, `unknown` or `ready`.
  public var verdict: Verdict
  /// The answer for each of the four settings.
  public var settings: [BlockPublicAccessSetting: AccountSettingAssessment]
  /// The buckets of which nobody reads anonymously any more once IgnorePublicAcls and
  /// RestrictPublicBuckets are both on, though somebody does now; by name.
  public var stoppedByBoth: [BlockingBucket]
  /// What is open of the account as a whole, rather than of one of its buckets.
  public var questions: [OpenQuestion]
  /// The buckets of the account that are known, by name.
  public var buckets: [String]
  /// Those of them that no policy claims, by name.
  public var undeclared: [String]
  /// The day from which the account could be ready if nothing more happens; `nil` where it is ready,
  /// and where more than time is needed.
  public var earliestReady: Instant?

  /// A verdict of these parts.
  public init(
    account: String, verdict: Verdict,
    settings: [BlockPublicAccessSetting: AccountSettingAssessment],
    stoppedByBoth: [BlockingBucket] = [], questions: [OpenQuestion] = [], buckets: [String],
    undeclared: [String], earliestReady: Instant?
  ) {
    self.account = account
    self.verdict = verdict
    self.settings = settings
    self.stoppedByBoth = stoppedByBoth
    self.questions = questions
    self.buckets = buckets
    self.undeclared = undeclared
    self.earliestReady = earliestReady
  }

  /// The buckets that stand in the way of any of the settings, by name. No smaller set would do: each
  /// of them stands in the way by itself.
  public var blockingBuckets: [String] {
    Set((settings.values.flatMap(\.blocking) + stoppedByBoth).map(\.bucket)).sorted()
  }
}

/// The answer for one setting of an account.
public struct AccountSettingAssessment: Hashable, Sendable {
  /// What switching it on would do.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case safe, breaks, unknown, enabled
    case notAsked = "not-asked"
  }

  /// The answer.
  public var status: Status
  /// The buckets that stand in the way: those that break first, then by name.
  public var blocking: [BlockingBucket]

  /// An answer, and the buckets that it is due to.
  public init(_ status: Status, blocking: [BlockingBucket] = []) {
    self.status = status
    self.blocking = blocking
  }
}

/// A bucket that stands in the way of switching a setting on for its account.
public struct BlockingBucket: Hashable, Sendable {
  /// The bucket's name.
  public var bucket: String
  /// Who answers for it.
  public var claim: Claim
  /// Whether something would stop working for certain; otherwise nobody can say.
  public var breaks: Bool
  /// Why.
  public var reasons: [String]

  /// Who answers for a bucket.
  public enum Claim: Hashable, Sendable {
    /// The team that claims it and means it to be private.
    case team(String)
    /// The team that claims it and expects it to be public.
    case exempt(team: String)
    /// Nobody.
    case undeclared

    /// What it can be called in reports.
    public enum Name: String, CaseIterable, Hashable, Sendable {
      case declared, exempt, undeclared
    }

    /// How it is called in reports.
    public var name: String {
      let name: Name =
        switch self {
        case .team: .declared
        case .exempt: .exempt
        case .undeclared: .undeclared
        }
      return name.rawValue
    }

    /// The team; `nil` where there is none.
    public var team: String? {
      switch self {
      case .team(let team), .exempt(let team): team
      case .undeclared: nil
      }
    }
  }

  /// A bucket, and why it stands in the way.
  public init(bucket: String, claim: Claim, breaks: Bool, reasons: [String]) {
    self.bucket = bucket
    self.claim = claim
    self.breaks = breaks
    self.reasons = reasons
  }
}
