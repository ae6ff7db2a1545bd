import Timeline

extension Ledger {
  /// The ledger without what was done and heard before an instant.
  ///
  /// What is left says of the time from then on what it said before, and of the time before nothing:
  /// not that nothing was done, but that nobody looked. So both go, the uses and the sights of their
  /// being recorded, and a window that begins earlier is not covered. What became of configurations
  /// stays, for it holds until it is changed.
  ///
  /// Of a fact with more uses than are kept whole nobody can tell which were before: it stays whole
  /// while its last use is later.
  public func pruned(before instant: Instant) -> Ledger {
    var ledger = self
    ledger.facts = facts.compactMapValues { $0.pruned(before: instant) }
    ledger.activity = activity.compactMapValues { $0.pruned(before: instant) }
    ledger.managementWrites = managementWrites.compactMapValues { $0.pruned(before: instant) }
    ledger.accessLogs = accessLogs.compactMapValues { $0.pruned(before: instant) }
    ledger.digests = digests.pruned(before: instant)
    ledger.sightings = sightings.compactMapValues { $0.pruned(before: instant) }
    ledger.unreadable = unreadable.filter { ($0.deliveredAt ?? instant) >= instant }
    ledger.volume.extent = volume.extent?.pruned(before: instant)
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
  fileprivate func pruned(before instant: Instant) -> ActivityTimeline? {
    var timeline = ActivityTimeline(resolution: resolution)
    for heard in heardByHour where heard.to >= instant {
      timeline.insert(Interval(from: max(heard.from, instant), to: heard.to))
    }
    return timeline.isEmpty ? nil : timeline
  }
}

extension Interval {
  fileprivate func pruned(before instant: Instant) -> Interval? {
    to < instant ? nil : Interval(from: max(from, instant), to: to)
  }
}
