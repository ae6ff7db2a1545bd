import S3Access
import Timeline

/// In which parts of the window one class of a bucket's events was really being recorded.
public struct ClassCoverage: Hashable, Sendable {
  /// The class.
  public var evidenceClass: EvidenceClass
  /// How well the recording is established.
  public var grade: Grade
  /// The window.
  public var window: Interval
  /// The parts of the window in which it was recorded, in order of time.
  public var recorded: [Interval]
  /// The same in parts of one grade each, with where they come from.
  public var stretches: [Stretch]
  /// Why parts that were recorded are not proven, where digests could prove them.
  public var unproven: [Gap] = []
  /// From when on it is proven up to the end of the window; `nil` where it is not proven there.
  var provenSince: Instant?
  /// The parts in which it was not, those left out that are short enough to be tolerated.
  public var gaps: [Gap]
  /// Why the policy accepts that the class is not recorded; `nil` where it does not.
  public var acceptedReason: String?

  /// How well a recording is established.
  public enum Grade: String, CaseIterable, Hashable, Sendable, Comparable {
    case none
    /// Log files came without a long silence, and events of the class were among them.
    case observed
    /// Digest files prove that nothing is missing.
    case proven

    public static func < (a: Grade, b: Grade) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .none: 0
      case .observed: 1
      case .proven: 2
      }
    }
  }

  /// A part of the window in which the class was recorded.
  public struct Stretch: Hashable, Sendable {
    /// The part.
    public var interval: Interval
    /// How well that is established.
    public var grade: Grade
    /// What shows it.
    public var source: String

    /// A part of the window, how well it is established and what shows it.
    public init(_ interval: Interval, grade: Grade, source: String) {
      self.interval = interval
      self.grade = grade
      self.source = source
    }
  }

  /// A part of the window without recording.
  public struct Gap: Hashable, Sendable {
    /// The part.
    public var interval: Interval
    /// Why nothing counts in it.
    public var cause: String

    /// A part of the window and why nothing counts in it.
    public init(_ interval: Interval, cause: String) {
      self.interval = interval
      self.cause = cause
    }
  }

  /// A coverage of these parts; where ``stretches`` are not given, everything is of one grade.
  public init(
    evidenceClass: EvidenceClass, grade: Grade, window: Interval, recorded: [Interval],
    stretches: [Stretch]? = nil, gaps: [Gap], acceptedReason: String? = nil
  ) {
    self.stretches = stretches ?? recorded.map { Stretch($0, grade: grade, source: "") }
    self.evidenceClass = evidenceClass
    self.grade = grade
    self.window = window
    self.recorded = recorded
    self.gaps = gaps
    self.acceptedReason = acceptedReason
  }

  /// Whether the whole window is covered.
  public var isComplete: Bool { gaps.isEmpty && grade != .none }

  /// From when on it is covered up to the end of the window without a gap; `nil` where it is not
  /// covered at the end.
  public var unbrokenSince: Instant? {
    if gaps.isEmpty { return recorded.isEmpty ? nil : window.from }
    guard let last = gaps.map(\.interval.to).max(), last < window.to else { return nil }
    return last
  }
}
