import Evidence
import PolicyFiles
import S3Access
import Timeline

/// What the evidence says of the trails that the records come from.
struct TrailEvidence {
  private(set) var trails: [KnownTrail] = []
  private(set) var proofs: [DigestStream: DigestProof] = [:]
  /// Changes of what is recorded, by time.
  private(set) var changes: [RecordingChange] = []
  private(set) var managementWrites: [TrailPlace: ActivityTimeline] = [:]
  private var activity: [TrailPlace: ActivityTimeline] = [:]
  private var placesOfDataEvents: Set<TrailPlace> = []

  init() {}

  init(of ledger: Ledger, digests: DigestValidation) {
    proofs = digests.proofs
    changes = ledger.recordingChanges.sorted()
    managementWrites = ledger.managementWrites
    activity = ledger.activity
    placesOfDataEvents = Set(
      ledger.sightings.keys.filter { $0.evidenceClass != .management }.map(\.place))
    trails = KnownTrail.all(
      in: ledger.trailDocuments, changes: changes, places: activity.keys, proofs: proofs)
  }

  /// The trails whose files are those of a place.
  func trails(of place: TrailPlace) -> [KnownTrail] {
    trails.filter { $0.delivers(to: place) }
  }

  /// The trails whose files may be those of a place.
  func trailsPossibly(of place: TrailPlace) -> [KnownTrail] {
    trails.filter { $0.mayDeliver(to: place) }
  }

  /// Changes that may concern the files of a place: those of its account's trails, and those that
  /// another account made where the files may be of its organization's trail.
  func changes(concerning place: TrailPlace) -> [RecordingChange] {
    changes.filter {
      $0.account == place.account || TrailFolder.mayBeOfOrganization(place.folder)
    }
  }

  /// Whether the files of a place's folder hold what a trail with these selectors would record: where
  /// not a single such event is among them, they are likely to be another trail's.
  func showsTrail(recording evidenceClass: EvidenceClass, at place: TrailPlace) -> Bool {
    func isAlike(_ other: TrailPlace) -> Bool {
      other.account == place.account && other.folder == place.folder
    }
    return evidenceClass == .management
      ? managementWrites.keys.contains(where: isAlike) : placesOfDataEvents.contains(where: isAlike)
  }

  // MARK: What a trail selects, and when

  /// A stretch of time in which a trail's selectors are known.
  struct Segment {
    var interval: Interval
    /// What it selects; where several are told, none of them is known to be wrong.
    var selections: [EventSelection]

    func extent(of evidenceClass: EvidenceClass, ofBucket bucket: String) -> EventSelection.Extent {
      selections.extent(of: evidenceClass, ofBucket: bucket)
    }
  }

  /// When which selectors of a trail were in force, as far as that is known: only while a change of them
  /// would have been seen.
  func segments(of trail: KnownTrail, requirements: EvidenceRequirements) -> [Segment] {
    let visible = stretchesShowingChanges(of: trail, requirements: requirements)
    let history = history(of: trail)
    return history.flatMap { segment in
      visible.compactMap { stretch in
        segment.interval.intersection(stretch).map {
          Segment(interval: $0, selections: segment.selections)
        }
      }
    }.flatMap(trail.limitedByStatus)
  }

  /// In which stretches a change of a trail would have been seen: from a write event of the management
  /// class on, in its account and home Region, for as long as log files kept coming.
  private func stretchesShowingChanges(
    of trail: KnownTrail, requirements: EvidenceRequirements
  ) -> [Interval] {
    managementWrites.filter { place, _ in
      place.account == trail.arn.account && place.region == trail.arn.homeRegion
    }.flatMap { place, writes -> [Interval] in
      let stretches = (activity[place] ?? ActivityTimeline())
        .stretches(withoutSilenceLongerThan: requirements.maximumGap)
        .compactMap { stretch -> Interval? in
          let first = writes.firstHeard(after: stretch.from - .hours(1)).map {
            max($0, stretch.from)
          }
          guard let first, first <= stretch.to else { return nil }
          return Interval(from: first, to: stretch.to + requirements.freshness)
        }
      return managementHoles(at: place, writes, requirements: requirements).reduce(stretches) {
        left, hole in left.flatMap(hole.taken)
      }
    }
  }

  /// The stretches in which changes of configuration at a place may have been missed.
  func managementHoles(
    at place: TrailPlace, _ writes: ActivityTimeline, requirements: EvidenceRequirements
  ) -> [RecordingHole] {
    let changes = changes(concerning: place)
    return changes.compactMap { change in
      RecordingHole(after: change, among: changes, seen: writes) {
        $0.extent(of: .management, ofBucket: "")
      }
    }.filter { !$0.isTolerated(upTo: requirements.maximumGap) }
  }

  /// The selectors between the changes of a trail. What AWS answered when it was asked is taken for the
  /// state after the last of them.
  private func history(of trail: KnownTrail) -> [Segment] {
    let changes = changes.filter { $0.account == trail.arn.account && $0.trail == trail.arn.name }
    var segments: [Segment] = []
    var selections: [EventSelection]? = changes.isEmpty ? trail.selections : nil
    var isStopped = false
    var start = Instant(secondsSince1970: Int64.min / 4)
    func close(at end: Instant) {
      guard !isStopped, let selections, start < end else { return }
      segments.append(Segment(interval: Interval(from: start, to: end), selections: selections))
    }
    for (place, change) in changes.enumerated() {
      close(at: change.time)
      start = change.time
      switch change.call {
      case "StopLogging": isStopped = true
      case "StartLogging": isStopped = false
      case "PutEventSelectors": selections = change.selection.map { [$0] }
      case "UpdateTrail": break
      default: selections = nil
      }
      if place == changes.count - 1, change.call != "DeleteTrail" {
        selections = trail.selections + (selections ?? [])
      }
    }
    close(at: Instant(secondsSince1970: Int64.max / 4))
    return segments
  }
}
