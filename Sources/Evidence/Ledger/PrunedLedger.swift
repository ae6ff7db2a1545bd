import Timeline

extension Ledger {
  /// The ledger without what was done and heard before an instant.
  ///
  /// What is left says of the time from then on what it said before, and of the time before nothing:
  /// not that nothing was done, but that nobody looked. So both go, the uses and that logs kept coming,
  /// and a window that begins earlier is not covered, by however little. What became of configurations
  /// stays, for it holds until it is changed, and so does the last sight of what is recorded.
  ///
  /// Of a fact with more uses than are kept whole nobody can tell which were before: it stays whole
  /// while its last use is later.
  public func pruned(before instant: Instant) -> Ledger {
    var ledger = self
    ledger.facts = facts.compactMapValues { $0.pruned(before: instant) }
    ledger.activity = activity.compactMapValues { $0.clipped(before: instant) }
    ledger.managementWrites = managementWrites.mapValues { $0.lastOnes(from: instant) }
    ledger.accessLogs = accessLogs.compactMapValues { $0.clipped(before: instant) }
    ledger.digests = digests.pruned(before: instant)
    ledger.sightings = sightings.mapValues { $0.lastOnes(from: instant) }
    ledger.unreadable = unreadable.filter { ($0.deliveredAt ?? instant) >= instant }
    ledger.volume.extent = volume.extent?.pruned(before: instant)
    if ledger != self { ledger.prunings = [max(instant, prunings.max() ?? instant)] }
    return ledger
  }
}

extension Tally {
  fileprivate func pruned(before instant: Instant) -> Tally? {
    if extent.to < instant { return nil }
    if extent.from >= instant || isAbridged { return self }
    let earlier = content.uses.filter { $0.use.time < instant }
    return removing(Set(earlier.map(\.identity)))
  }
}

extension ActivityTimeline {
  /// What was heard from an instant on: of what says for how long something went on. It went on at the
  /// instant itself where the silence there is none by any policy.
  fileprivate func clipped(before instant: Instant) -> ActivityTimeline? {
    var timeline = ActivityTimeline(resolution: resolution)
    var before: Instant?
    for heard in heardByHour {
      guard heard.to >= instant else {
        before = heard.to
        continue
      }
      if timeline.isEmpty, let before, heard.from - before <= Self.resolution {
        timeline.insert(instant)
      }
      timeline.insert(Interval(from: max(heard.from, instant), to: heard.to))
    }
    return timeline.isEmpty ? nil : timeline
  }

  /// What was heard from an instant on, and last before it: of what says since when something is known,
  /// and when it was heard again after a change. Nothing is in it that was not heard.
  fileprivate func lastOnes(from instant: Instant) -> ActivityTimeline {
    var timeline = ActivityTimeline(resolution: resolution)
    let parts = heardByHour
    for heard in parts where heard.to >= instant { timeline.insert(heard) }
    if let last = parts.last(where: { $0.to < instant }) { timeline.insert(last.to) }
    return timeline
  }
}

extension Interval {
  fileprivate func pruned(before instant: Instant) -> Interval? {
    to < instant ? nil : Interval(from: max(from, instant), to: to)
  }
}
