import Evidence
import Timeline

/// The time after a call to CloudTrail in which a class of events may not have been recorded.
struct RecordingHole {
  let start: Instant
  /// `nil` where nothing shows that recording went on.
  let end: Instant?
  /// Whether it is known that a trail did not record.
  let isCertain: Bool
  let cause: String

  /// `nil` where the call ends nothing: it only adds, or selects the whole class.
  ///
  /// - Parameter seen: when events were seen that show that the class is recorded.
  init?(
    after change: RecordingChange, among changes: [RecordingChange], seen: ActivityTimeline,
    extent: (EventSelection) -> EventSelection.Extent
  ) {
    if change.onlyAdds { return nil }
    func later(_ isMeant: (RecordingChange) -> Bool) -> Instant? {
      changes.first { $0.time > change.time && $0.trail == change.trail && isMeant($0) }?.time
    }
    start = change.time
    let trail = change.trail.isEmpty ? "" : " for trail \(change.trail)"
    let name = "\(change.call) was called\(trail) at \(change.time)"
    switch change.selection.map(extent) {
    case .whole?: return nil
    case .part(let which)?:
      // What is seen after it may be of the part.
      end = later { $0.selection.map(extent) == .whole }
      isCertain = true
      cause = "\(name), after which the trail records \(which)"
    case .nothing?, nil:
      let next = seen.firstHeard(after: change.time + Self.timeToTakeEffect)
      let restart =
        change.call == "StopLogging" ? later { $0.call == "StartLogging" } : nil
      if let restart, next.map({ restart < $0 }) ?? true {
        (end, isCertain) = (restart, true)
        cause = "\(name), and StartLogging at \(restart)"
      } else {
        (end, isCertain) = (next, false)
        cause =
          next == nil
          ? "\(name), and no such event of the bucket was seen since; one would show that they are"
            + " still recorded"
          : "\(name), and no such event of the bucket was seen until \(next?.description ?? "")"
      }
    }
  }

  /// For how long after a call events may still be recorded that show nothing of what comes. AWS gives
  /// no number.
  private static let timeToTakeEffect = TimeSpan.minutes(15)

  /// Whether it is no longer than a silence may be. Where a trail is known to have been stopped, it was
  /// no silence.
  func isTolerated(upTo longest: TimeSpan) -> Bool {
    guard !isCertain, let end else { return false }
    return end - start <= longest
  }

  /// What is left of a stretch.
  func taken(from stretch: Interval) -> [Interval] {
    let hole = Interval(from: start, to: max(start, end ?? stretch.to))
    return hole.to < stretch.from || stretch.to < start ? [stretch] : hole.taken(from: [stretch])
  }

  /// What is left of stretches.
  func taken(from stretches: [RecordedStretch]) -> [RecordedStretch] {
    stretches.flatMap { stretch -> [RecordedStretch] in
      let (from, to) = (stretch.interval.from, stretch.interval.to)
      guard start <= to, end.map({ $0 >= from }) ?? true else { return [stretch] }
      var left: [RecordedStretch] = []
      if from <= start {
        left.append(stretch)
        left[0].interval.to = start
        left[0].ending = cause
      }
      if let end, end <= to {
        var after = stretch
        after.interval.from = max(from, end)
        after.causeBefore = cause
        left.append(after)
      }
      return left
    }
  }
}
