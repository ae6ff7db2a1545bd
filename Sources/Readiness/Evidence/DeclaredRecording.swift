import Diagnostics
public import S3Access
public import Timeline

/// That somebody vouches for a class of events: whatever happened of it in a stretch of time would be in
/// the evidence, in every bucket.
///
/// The result of a query holds what was asked for and not that everything was recorded. Whoever ran it
/// knows over what it went, and can say so; the report then says who vouched.
public struct DeclaredRecording: Hashable, Sendable {
  /// The class.
  public var evidenceClass: EvidenceClass
  /// The stretch of time.
  public var interval: Interval

  /// A class that somebody vouches for, and the stretch of time.
  public init(_ evidenceClass: EvidenceClass, during interval: Interval) {
    self.evidenceClass = evidenceClass
    self.interval = interval
  }

  /// How the command line calls it.
  static let option = "--declared-window"

  var notice: Notice {
    Notice(
      kind: .declaredRecording,
      message: "\(evidenceClass.rawValue) events from \(interval.from) to \(interval.to) count as"
        + " recorded for every bucket because \(Self.option) says so, not because the evidence shows"
        + " it",
      location: SourceLocation(file: Self.option))
  }
}

extension BucketEvidence {
  /// The stretches that somebody vouches for.
  func declaredStretches(of evidenceClass: EvidenceClass) -> [RecordedStretch] {
    declared.filter { $0.evidenceClass == evidenceClass }.map {
      RecordedStretch(
        interval: $0.interval,
        source: "\(DeclaredRecording.option), for which nothing but it speaks",
        causeBefore: "\(DeclaredRecording.option) begins at \($0.interval.from)")
    }
  }
}
