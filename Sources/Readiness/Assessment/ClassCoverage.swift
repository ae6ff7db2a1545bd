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
  /// The parts in which it was not, those left out that are short enough to be tolerated.
  public var gaps: [Gap]
  /// Why the policy accepts that the class is not recorded; `nil` where it does not.
  public var acceptedReason: String?

  /// How well a recording is established.
  public enum Grade: String, Hashable, Sendable, Comparable {
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

  /// A coverage of these parts.
  public init(
    evidenceClass: EvidenceClass, grade: Grade, window: Interval, recorded: [Interval],
    gaps: [Gap], acceptedReason: String? = nil
  ) {
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
