import Diagnostics
import S3Access
import Timeline

/// The answer for one bucket.
public struct BucketVerdict: Sendable {
  /// The bucket's name.
  public var bucket: String
  /// The account that owns it; `nil` where neither evidence nor policy says.
  public var account: String?
  /// The policy that claims it; `nil` for an undeclared bucket.
  public var declaration: Declaration?
  /// The answer.
  public var verdict: Verdict
  /// Why, where it is not the settings alone that say so: the rule of both settings together, a
  /// forbidden ACL, the declared reason of an exempt bucket.
  public var reasons: [String]
  /// The answer for each of the four settings.
  public var settings: [BlockPublicAccessSetting: SettingAssessment]
  /// What was found, in a fixed order: what breaks first.
  public var findings: [Finding]
  /// The stretch of time in which evidence counts.
  public var window: Interval
  /// The day from which the bucket could be ready if nothing more happens; `nil` where the verdict is
  /// neither `not-ready` nor `unknown`.
  public var earliestReady: Instant?
  /// Whether somebody is shut out once IgnorePublicAcls and RestrictPublicBuckets are both on, though
  /// neither alone is certain to do so.
  public var isStoppedByBoth: Bool

  /// The claim of a policy on a bucket.
  public struct Declaration: Hashable, Sendable {
    /// The team that claims it.
    public var team: String
    /// The team's owner, as the file names it; `nil` where it names none.
    public var owner: String?
    /// Where the rule stands.
    public var location: SourceLocation
    /// The name or pattern that claims it.
    public var pattern: String

    /// The claim of a team's rule.
    public init(team: String, owner: String?, location: SourceLocation, pattern: String) {
      self.team = team
      self.owner = owner
      self.location = location
      self.pattern = pattern
    }
  }

  /// A verdict of these parts.
  public init(
    bucket: String, account: String?, declaration: Declaration?, verdict: Verdict,
    reasons: [String], settings: [BlockPublicAccessSetting: SettingAssessment],
    findings: [Finding], window: Interval, earliestReady: Instant?, isStoppedByBoth: Bool = false
  ) {
    self.bucket = bucket
    self.account = account
    self.declaration = declaration
    self.verdict = verdict
    self.reasons = reasons
    self.settings = settings
    self.findings = findings
    self.window = window
    self.earliestReady = earliestReady
    self.isStoppedByBoth = isStoppedByBoth
  }
}

/// The answer for one setting on one bucket, with the coverage that it rests on.
public struct SettingAssessment: Hashable, Sendable {
  /// The answer.
  public var status: SettingStatus
  /// How each class of events that the setting needs was recorded.
  public var coverage: [ClassCoverage]

  /// An answer and its coverage.
  public init(_ status: SettingStatus, coverage: [ClassCoverage]) {
    self.status = status
    self.coverage = coverage
  }
}

/// What switching a setting on would do. A status that needs a reason cannot be made without one.
public enum SettingStatus: Hashable, Sendable {
  /// Nothing breaks; with what is to be said all the same, such as evidence that was accepted as
  /// missing.
  case safe(remarks: [String])
  /// Something breaks: a sentence for each kind of use.
  case breaks(NonEmpty<String>)
  /// Nobody can say: what is missing, or what cannot be told.
  case unknown(NonEmpty<OpenQuestion>)
  /// The setting is on already.
  case enabled(since: Instant)
  /// The policy does not ask about it.
  case notAsked

  /// The statuses' names in reports.
  public enum Name: String, CaseIterable, Hashable, Sendable {
    case safe, breaks, unknown, enabled
    case notAsked = "not-asked"
  }

  /// The status's name in reports.
  public var name: String {
    let name: Name =
      switch self {
      case .safe: .safe
      case .breaks: .breaks
      case .unknown: .unknown
      case .enabled: .enabled
      case .notAsked: .notAsked
      }
    return name.rawValue
  }

  /// The sentences that explain it.
  public var reasons: [String] {
    switch self {
    case .safe(let remarks): remarks
    case .breaks(let reasons): reasons.elements
    case .unknown(let questions): questions.elements.map(\.question)
    case .enabled(let since): ["on since \(since)"]
    case .notAsked: []
    }
  }
}

/// Something that the evidence leaves open, and how to settle it.
public struct OpenQuestion: Hashable, Sendable {
  /// What is missing or cannot be told.
  public var question: String
  /// What to do to find out; `nil` where only time will tell.
  public var remedy: String?

  /// An open question and how to settle it.
  public init(_ question: String, remedy: String?) {
    self.question = question
    self.remedy = remedy
  }
}

/// A list with at least one element.
public struct NonEmpty<Element> {
  /// The first element.
  public var first: Element
  /// The others.
  public var rest: [Element]

  /// The elements of a list; `nil` where it has none.
  public init?(_ elements: [Element]) {
    guard let first = elements.first else { return nil }
    self.first = first
    rest = Array(elements.dropFirst())
  }

  /// A list of one element, or of more.
  public init(_ first: Element, _ rest: Element...) {
    self.first = first
    self.rest = rest
  }

  /// The list with these elements behind its own.
  public func adding(_ elements: [Element]) -> NonEmpty {
    var list = self
    list.rest += elements
    return list
  }

  /// All elements.
  public var elements: [Element] { [first] + rest }
}

extension NonEmpty: Sendable where Element: Sendable {}
extension NonEmpty: Equatable where Element: Equatable {}
extension NonEmpty: Hashable where Element: Hashable {}
