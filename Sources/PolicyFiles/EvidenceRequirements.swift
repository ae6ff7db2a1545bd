import S3Access
import Timeline

/// How well recorded a class of events has to be.
public enum EvidenceGrade: String, CaseIterable, Hashable, Sendable, Comparable {
  /// Log files arrived without a long silence.
  case observed
  /// Digest files prove that no log file is missing.
  case proven

  public static func < (a: EvidenceGrade, b: EvidenceGrade) -> Bool {
    a == .observed && b == .proven
  }
}

/// What evidence a bucket needs before silence in it says that nobody would notice.
public struct EvidenceRequirements: Hashable, Sendable {
  /// How far back the window reaches; longer than ``freshness`` and than ``maximumGap``.
  public var lookback: TimeSpan
  /// How far the end of the evidence may lie behind the instant of the verdict.
  public var freshness: TimeSpan
  /// The longest silence that still counts as recording; an hour at least.
  public var maximumGap: TimeSpan
  /// How well recorded the evidence has to be.
  public var grade: EvidenceGrade
  /// The classes that the team accepts as missing.
  public var notRecorded: NotRecorded

  /// Classes of events that are accepted as missing.
  public struct NotRecorded: Hashable, Sendable {
    /// The classes; none where every class is needed.
    public var classes: Set<EvidenceClass>
    /// Why, in the team's words; empty where there are no classes.
    public var reason: String

    /// Every class is needed.
    public static let nothing = NotRecorded(classes: [], reason: "")

    /// Classes that are accepted as missing for a reason.
    public init(classes: Set<EvidenceClass>, reason: String) {
      self.classes = classes
      self.reason = reason
    }
  }

  /// Requirements; those that are left out are the ones that hold where a policy says nothing.
  public init(
    lookback: TimeSpan = .days(90), freshness: TimeSpan = .hours(24),
    maximumGap: TimeSpan = .hours(24), grade: EvidenceGrade = .observed,
    notRecorded: NotRecorded = .nothing
  ) {
    self.lookback = lookback
    self.freshness = freshness
    self.maximumGap = maximumGap
    self.grade = grade
    self.notRecorded = notRecorded
  }
}
