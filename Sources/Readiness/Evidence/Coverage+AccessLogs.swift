import Evidence
import PolicyFiles
import S3Access
import Timeline

/// What server access logs tell of recording.
///
/// S3 writes a line for each request to the bucket, reads and writes of objects alike, whoever calls, and
/// nobody can select some of them. So any line shows that both are logged. Delivery is best effort: lines
/// may be missing, so that this is never more than observed. No log tells of a bucket without requests,
/// and a silence longer than `max-gap` is a gap. Changes of configuration are told without what they
/// change, so that the logs cover no management events.
///
/// Source: Amazon S3 User Guide, "Logging requests with server access logging", Best-effort server log
/// delivery.
extension BucketEvidence {
  /// The stretches in which the bucket's requests of a class were logged.
  func loggedStretches(
    of evidenceClass: EvidenceClass, requirements: EvidenceRequirements
  ) -> [RecordedStretch] {
    guard evidenceClass != .management else { return [] }
    return accessLog.stretches(withoutSilenceLongerThan: requirements.maximumGap).map {
      RecordedStretch(
        interval: $0, source: "lines of the bucket's server access logs",
        causeBefore: "the first line of the bucket's access logs after a silence is of \($0.from)")
    }
  }

  /// The parts of a window in which a class was recorded by trails, access logs left aside.
  func recordedByTrails(
    _ evidenceClass: EvidenceClass, in window: Interval, requirements: EvidenceRequirements
  ) -> [Interval] {
    var withoutLogs = self
    withoutLogs.accessLog = ActivityTimeline()
    return withoutLogs.coverage(of: evidenceClass, in: window, requirements: requirements).recorded
  }

  /// Says of callers whose account was not known at the time of reading what they are to the owner.
  mutating func placeCallers(seenFrom owner: String) {
    for (fact, tally) in facts where fact.caller.kind == .unknown {
      var placed = fact
      placed.caller = fact.caller.seen(fromAccount: owner)
      guard placed != fact else { continue }
      facts[fact] = nil
      facts[placed] = facts[placed]?.adding(tally) ?? tally
    }
  }
}
