import Evidence
import PolicyFiles
import Timeline

/// One thing that was told of a part of a configuration.
struct Telling<Value: Hashable> {
  var time: Instant
  var value: Value
  /// Whether S3 answered so when it was asked; otherwise a record tells of a change.
  var isAnswer: Bool
}

/// What a part of a configuration came to be, as far as it was told.
struct Standing<Value: Hashable> {
  /// What it is; several values where nobody can tell which of them was the last.
  private(set) var values: Set<Value>
  /// When it was told to be so, without having been told to be anything else since, in order of time.
  private var tellings: [Moment]

  private struct Moment {
    var time: Instant
    var isChange: Bool
    var isAnswer: Bool
  }

  /// The standing after all that was told; `nil` where nothing was. What was told of one second is told
  /// together, for nobody knows its order.
  ///
  /// - Parameter isSame: whether what was told next comes to the same as what was told before.
  init?(after told: [Telling<Value>], isSame: (Set<Value>, Set<Value>) -> Bool = { $0 == $1 }) {
    var standing: Self?
    for (time, told) in Dictionary(grouping: told, by: \.time).sorted(by: { $0.key < $1.key }) {
      let next = Self(told, at: time)
      standing = standing?.followed(by: next, isSame: isSame) ?? next
    }
    guard let standing else { return nil }
    self = standing
  }

  private init(_ told: [Telling<Value>], at time: Instant) {
    values = Set(told.map(\.value))
    tellings = [
      Moment(
        time: time, isChange: told.contains { !$0.isAnswer },
        isAnswer: told.contains(where: \.isAnswer))
    ]
  }

  private consuming func followed(
    by next: Self, isSame: (Set<Value>, Set<Value>) -> Bool
  ) -> Self {
    if isSame(values, next.values) {
      values = next.values
      tellings += next.tellings
      return self
    }
    guard let lastChange, let answer = next.lastAnswer, answer - lastChange <= Self.clockTolerance
    else { return next }
    var both = next
    both.values.formUnion(values)
    return both
  }

  /// How far the clock that dates an answer may be off: a change that little before an answer that does
  /// not show it may have come after it. AWS refuses requests whose clock is further off.
  ///
  /// Source: Amazon S3 API Reference, "Error responses", RequestTimeTooSkewed.
  private static var clockTolerance: TimeSpan { .minutes(15) }

  /// The last change that made it so; `nil` where only answers tell.
  var lastChange: Instant? { tellings.last(where: \.isChange)?.time }

  /// The last answer that showed it so; `nil` where only changes tell.
  var lastAnswer: Instant? { tellings.last(where: \.isAnswer)?.time }

  /// Since when it has been so: from the first time that it was told, if nothing else can have been in
  /// between.
  ///
  /// - Parameter isUnbroken: whether a change between what was told at one time (by an answer, or by a
  ///   change) and another time would be known.
  func since(isUnbroken: (Instant, _ isAnswer: Bool, Instant) -> Bool) -> Instant {
    guard let last = tellings.last?.time else { preconditionFailure("a standing was told once") }
    var (low, high) = (0, tellings.count - 1)
    while low < high {
      let middle = (low + high) / 2
      let first = tellings[middle]
      if isUnbroken(first.time, !first.isChange, last) { high = middle } else { low = middle + 1 }
    }
    return tellings[high].time
  }
}

/// That what was told of a configuration still is so at an instant.
struct StandingProof: Hashable {
  /// From when on whatever may have changed it has to be looked for.
  var from: Instant
  /// Whether an answer shows it that is as fresh as evidence has to be, whatever the logs show.
  var isFreshAnswer: Bool
}

/// Whether the logs would show what changes a bucket's configuration, or its account's.
struct ChangeRecording {
  let evidence: BucketEvidence
  let requirements: EvidenceRequirements
  /// The Regions of the changes that were recorded.
  let regionsOfChanges: Set<String>
  /// The Regions in which any change would be recorded; empty where nobody can tell, as of an
  /// account's, which can be changed in any Region.
  let regions: Set<String>

  /// What shows that a standing still is so; `nil` where nothing does.
  func proof<Value>(of standing: Standing<Value>, at asOf: Instant) -> StandingProof? {
    if let answer = standing.lastAnswer {
      if stillHolds(answerOf: answer, at: asOf) {
        return StandingProof(from: answer, isFreshAnswer: isFresh(answerOf: answer, at: asOf))
      }
    }
    if let change = standing.lastChange, isUnbroken(from: change, isAnswer: false, to: asOf) {
      return StandingProof(from: change, isFreshAnswer: false)
    }
    return nil
  }

  /// Whether an answer is as fresh as evidence has to be, or the logs would show what changed since.
  func stillHolds(answerOf time: Instant, at asOf: Instant) -> Bool {
    isFresh(answerOf: time, at: asOf) || isUnbroken(from: time, isAnswer: true, to: asOf)
  }

  private func isFresh(answerOf time: Instant, at asOf: Instant) -> Bool {
    asOf - time <= requirements.freshness
  }

  /// Whether the logs go on without a gap between two times, so that they would show a change. That
  /// management events are recorded at all a change shows by itself; after an answer, the bucket's own
  /// have to.
  func isUnbroken(from start: Instant, isAnswer: Bool, to end: Instant) -> Bool {
    guard isAnswer else {
      return evidence.isRecorded(
        from: start, to: end, in: regionsOfChanges, requirements: requirements)
    }
    let coverage = evidence.coverage(
      of: .management, in: Interval(from: start, to: end), requirements: requirements)
    return coverage.isComplete && coverage.recorded.first?.from == start
      && evidence.isRecorded(from: start, to: end, in: regions, requirements: requirements)
  }
}
