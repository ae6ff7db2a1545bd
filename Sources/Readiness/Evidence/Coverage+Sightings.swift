import Evidence
import PolicyFiles
import S3Access
import Timeline

/// What events that were seen tell of recording.
extension BucketEvidence {
  /// The stretches in which the class was recorded by what was seen: in each folder of log files from
  /// the first event of the class on, while files of the owner's account and the bucket's Region kept
  /// coming, but for the time from a call that may have ended it to the next such event.
  func sightedStretches(
    of evidenceClass: EvidenceClass, requirements: EvidenceRequirements
  ) -> [RecordedStretch] {
    sightings.filter { sighting, _ in
      sighting.evidenceClass == evidenceClass && sighting.place.account == owner
    }.flatMap { sighting, seen -> [RecordedStretch] in
      guard let extent = seen.extent, let heard = activity[sighting.place] else { return [] }
      let selected = selectedNow(of: sighting)
      // Events of one prefix look like those of the whole bucket: only the selectors tell.
      if case .part? = selected { return [] }
      let holes = holes(of: sighting, seen, requirements: requirements)
      let stretches = heard.stretches(withoutSilenceLongerThan: requirements.maximumGap).compactMap
      {
        heard in
        heard.to < extent.from
          ? nil
          : RecordedStretch(
            interval: Interval(from: max(heard.from, extent.from), to: heard.to),
            source: "\(evidenceClass.rawValue) events of the bucket among the log files"
              + remark(on: sighting, selected),
            causeBefore: heard.from < extent.from
              ? "the first \(evidenceClass.rawValue) event of the bucket is of \(extent.from)"
              : "the first log file of account and Region after a silence is of \(heard.from)")
      }
      let left = holes.reduce(stretches) { $1.taken(from: $0) }
      return selected == .nothing ? left.compactMap { $0.ended(at: extent.to) } : left
    }
  }

  /// What is left to doubt of what was seen.
  ///
  /// A trail may record the management events that read and none that write, which are what Block Public
  /// Access is about. Its selectors tell, or an event that writes, of whatever service.
  ///
  /// Source: AWS CloudTrail User Guide, "Logging management events", Read and write events.
  private func remark(on sighting: Sighting, _ selected: EventSelection.Extent?) -> String {
    guard sighting.evidenceClass == .management, selected != .whole,
      trails.managementWrites[sighting.place] == nil
    else { return "" }
    return
      " (none there is a write: the trail's event selectors would tell whether it records them)"
  }

  /// What the selectors of the trail of a place say of a class of the bucket's events, now; `nil` where
  /// they are not known.
  ///
  /// Where nobody can tell which trail the place's files are of, they may be of one that records a part
  /// only.
  func selectedNow(of sighting: Sighting) -> EventSelection.Extent? {
    func extents(of trails: [KnownTrail]) -> [EventSelection.Extent] {
      trails.map { $0.extent(of: sighting.evidenceClass, ofBucket: sighting.bucket) }
    }
    let known = extents(of: trails.trails(of: sighting.place))
    guard known.isEmpty else {
      return known.contains(.whole) ? .whole : known.first { $0 != .nothing } ?? known.first
    }
    let possible = extents(of: trails.trailsPossibly(of: sighting.place))
    return possible.contains(.whole) ? nil : possible.first { $0 != .nothing }
  }

  /// The stretches after calls that may have ended the recording of a class.
  private func holes(
    of sighting: Sighting, _ seen: ActivityTimeline, requirements: EvidenceRequirements
  ) -> [RecordingHole] {
    let changes = trails.changes(concerning: sighting.place)
    return changes.compactMap { change in
      RecordingHole(after: change, among: changes, seen: seen) {
        $0.extent(of: sighting.evidenceClass, ofBucket: sighting.bucket)
      }
    }.filter { !$0.isTolerated(upTo: requirements.maximumGap) }
  }

  /// Whether nothing that the owner's trail records in these Regions can have been missed from an
  /// instant on, at which a change was seen: whether write events of the management class were recorded
  /// then, in some folder whose files kept coming.
  func isRecorded(
    from start: Instant, to end: Instant, in regions: Set<String>,
    requirements: EvidenceRequirements
  ) -> Bool {
    !regions.isEmpty
      && regions.allSatisfy { region in
        activity.contains { place, heard in
          place.region == region
            && isRecordingChanges(
              at: place, heard, from: start, to: end, requirements: requirements)
        }
      }
  }

  private func isRecordingChanges(
    at place: TrailPlace, _ heard: ActivityTimeline, from start: Instant, to end: Instant,
    requirements: EvidenceRequirements
  ) -> Bool {
    guard let writes = trails.managementWrites[place] else { return false }
    let stretch = heard.stretches(withoutSilenceLongerThan: requirements.maximumGap).first {
      $0.from <= start && end - $0.to <= requirements.freshness
    }
    guard let stretch, let first = writes.firstHeard(after: stretch.from - .hours(1)),
      first <= start
    else { return false }
    return !trails.managementHoles(at: place, writes, requirements: requirements).contains {
      start < $0.start && $0.start <= end
    }
  }

  /// Whether the owner's trail ever showed an event of the class.
  func hasSeen(_ evidenceClass: EvidenceClass) -> Bool {
    (evidenceClass != .management && !accessLog.isEmpty)
      || sightings.keys.contains {
        $0.evidenceClass == evidenceClass && $0.place.account == owner
      }
  }
}

extension RecordedStretch {
  /// The stretch up to an instant, after which selectors say that nothing was recorded.
  fileprivate func ended(at instant: Instant) -> RecordedStretch? {
    guard interval.from <= instant else { return nil }
    guard instant < interval.to else { return self }
    var stretch = self
    stretch.interval.to = instant
    stretch.ending = "the trail's event selectors do not select such events of the bucket"
    return stretch
  }
}
