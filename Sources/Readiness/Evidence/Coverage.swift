import Evidence
import PolicyFiles
import S3Access
import Timeline

extension BucketEvidence {
  /// In which parts of the window a class of the bucket's events was recorded: from the first sight
  /// of such an event on, while log files of the owner's account and the bucket's Region kept coming.
  ///
  /// A silence up to `max-gap` is no gap, at the window's beginning neither; the end of the logs may
  /// lie up to `freshness` behind the window's. Records that another account received cover nothing,
  /// for callers from outside show in the owner's trail only.
  func coverage(
    of evidenceClass: EvidenceClass, in window: Interval, requirements: EvidenceRequirements
  ) -> ClassCoverage {
    let recorded = recordedStretches(of: evidenceClass, requirements: requirements)
      .compactMap { $0.intersection(window) }
    let gaps =
      recorded.isEmpty
      ? [ClassCoverage.Gap(window, cause: whyNothing(of: evidenceClass))]
      : self.gaps(between: recorded, of: evidenceClass, in: window, requirements: requirements)
    let isAccepted = requirements.notRecorded.classes.contains(evidenceClass)
    return ClassCoverage(
      evidenceClass: evidenceClass, grade: recorded.isEmpty ? .none : .observed, window: window,
      recorded: recorded, gaps: gaps,
      acceptedReason: isAccepted ? requirements.notRecorded.reason : nil)
  }

  /// Whether nothing that the owner's trail records in these Regions can have been missed from an
  /// instant on: that a change was seen then shows that changes are recorded.
  func isRecorded(
    from start: Instant, to end: Instant, in regions: Set<String>,
    requirements: EvidenceRequirements
  ) -> Bool {
    let ending = endOfRecording(of: .management)
    return !regions.isEmpty && (ending.map { end < $0.time } ?? true)
      && regions.allSatisfy { region in
        activity.contains { place, heard in
          place.region == region
            && heard.stretches(withoutSilenceLongerThan: requirements.maximumGap).contains {
              $0.from <= start && end - $0.to <= requirements.freshness
            }
        }
      }
  }

  /// Whether the owner's trail ever showed an event of the class.
  func hasSeen(_ evidenceClass: EvidenceClass) -> Bool {
    (evidenceClass != .management && !accessLog.isEmpty)
      || sightings.keys.contains {
        $0.evidenceClass == evidenceClass && $0.place.account == owner
      }
  }

  /// The first call after which the class may be recorded no more: one since which no event of it was
  /// seen. `nil` where there is none.
  private func endOfRecording(of evidenceClass: EvidenceClass) -> RecordingChange? {
    let lastSeen = sightings.filter { sighting, _ in
      sighting.evidenceClass == evidenceClass && sighting.place.account == owner
    }.map(\.value.to).max()
    return recordingChanges.first { change in lastSeen.map { $0 <= change.time } ?? true }
  }

  private func recordedStretches(
    of evidenceClass: EvidenceClass, requirements: EvidenceRequirements
  ) -> [Interval] {
    let end = endOfRecording(of: evidenceClass)?.time
    let stretches = sightings.filter { sighting, _ in
      sighting.evidenceClass == evidenceClass && sighting.place.account == owner
    }.flatMap { sighting, seen in
      (activity[sighting.place] ?? ActivityTimeline())
        .stretches(withoutSilenceLongerThan: requirements.maximumGap)
        .filter { $0.to >= seen.from }
        .map { Interval(from: max($0.from, seen.from), to: $0.to) }
        .compactMap { heard in
          guard let end, end < heard.to else { return heard }
          return heard.from <= end ? Interval(from: heard.from, to: end) : nil
        }
    }
    let logged = loggedStretches(of: evidenceClass, requirements: requirements)
    return (stretches + logged).sorted { $0.from < $1.from }.reduce(into: []) { joined, next in
      if let last = joined.last, next.from - last.to <= requirements.maximumGap {
        joined[joined.count - 1].to = max(last.to, next.to)
      } else {
        joined.append(next)
      }
    }
  }

  private func gaps(
    between recorded: [Interval], of evidenceClass: EvidenceClass, in window: Interval,
    requirements: EvidenceRequirements
  ) -> [ClassCoverage.Gap] {
    var gaps: [ClassCoverage.Gap] = []
    if let first = recorded.first, first.from - window.from > requirements.maximumGap {
      gaps.append(
        ClassCoverage.Gap(
          Interval(from: window.from, to: first.from),
          cause: "the first \(evidenceClass.rawValue) event of the bucket is of \(first.from)"))
    }
    for (before, after) in zip(recorded, recorded.dropFirst()) {
      gaps.append(
        ClassCoverage.Gap(
          Interval(from: before.to, to: after.from),
          cause: "nothing was logged for longer than \(requirements.maximumGap)"))
    }
    if let last = recorded.last, window.to - last.to > requirements.freshness {
      let change = endOfRecording(of: evidenceClass).flatMap { $0.time == last.to ? $0 : nil }
      gaps.append(
        ClassCoverage.Gap(
          Interval(from: last.to, to: window.to),
          cause: change.map {
            "\($0.call) was called then, and no such event of the bucket was seen since; one would show"
              + " that they are still recorded"
          } ?? "the logs end more than \(requirements.freshness) before the as-of instant"))
    }
    return gaps
  }

  private func whyNothing(of evidenceClass: EvidenceClass) -> String {
    let places = sightings.keys.filter { $0.evidenceClass == evidenceClass }.map(\.place)
    let others = Set(places.map(\.account)).filter { $0 != owner && !$0.isEmpty }.sorted()
    if let other = others.first, !places.contains(where: { $0.account == owner }) {
      return "such events were seen in the trail of account \(other) only, which does not see"
        + " callers from outside"
    }
    return places.isEmpty
      ? "no \(evidenceClass.rawValue) event of the bucket was seen"
      : "no log of the window holds \(evidenceClass.rawValue) events of the bucket"
  }
}
