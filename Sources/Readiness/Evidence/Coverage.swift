import Evidence
import PolicyFiles
import S3Access
import Timeline

extension BucketEvidence {
  /// In which parts of the window a class of the bucket's events was recorded, by everything that is
  /// known: by events that were seen, by event selectors, and by digests.
  ///
  /// A silence up to `max-gap` is no gap, at the window's beginning neither; the end of the logs may
  /// lie up to `freshness` behind the window's. What was taken out of a ledger is no silence: nothing
  /// counts before, not even for a moment. Records that another account received cover nothing,
  /// for callers from outside show in the owner's trail only.
  func coverage(
    of evidenceClass: EvidenceClass, in window: Interval,
    requirements: EvidenceRequirements
  ) -> ClassCoverage {
    let remembered = remembered(of: window)
    let proven = provenStretches(of: evidenceClass, requirements: requirements)
      .within(remembered)
    let parts =
      proven
      + (sightedStretches(of: evidenceClass, requirements: requirements)
      + selectedStretches(of: evidenceClass, requirements: requirements)
      + loggedStretches(of: evidenceClass, requirements: requirements)
      + declaredStretches(of: evidenceClass))
      .within(remembered)
    let recorded = parts.joined(overSilencesUpTo: requirements.maximumGap)
    let proofs = proven.joined(overSilencesUpTo: .hours(0)).map(\.interval)
    let gaps =
      recorded.isEmpty
      ? [ClassCoverage.Gap(window, cause: whyNothing(of: evidenceClass))]
      : gapOfForgotten(in: window)
        + Self.gaps(between: recorded, in: remembered, requirements: requirements)
    let isAccepted = requirements.notRecorded.classes.contains(evidenceClass)
    let isProven = proofs.contains {
      $0.from - remembered.from <= requirements.maximumGap
        && window.to - $0.to <= requirements.freshness
    }
    var coverage = ClassCoverage(
      evidenceClass: evidenceClass,
      grade: recorded.isEmpty ? .none : isProven ? .proven : .observed, window: window,
      recorded: recorded.map(\.interval),
      stretches: Self.graded(recorded.map(\.interval), proofs: proofs, parts: parts), gaps: gaps,
      acceptedReason: isAccepted ? requirements.notRecorded.reason : nil)
    if requirements.grade == .proven, coverage.grade == .observed {
      coverage.unproven = causesAgainstProof(
        of: evidenceClass, in: window, requirements: requirements)
      coverage.provenSince = proofs.last { window.to - $0.to <= requirements.freshness }?.from
    }
    return coverage
  }

  /// The part of a window of which it is known what was done.
  private func remembered(of window: Interval) -> Interval {
    let from = max(window.from, forgottenBefore ?? window.from)
    return Interval(from: from, to: max(from, window.to))
  }

  private func gapOfForgotten(in window: Interval) -> [ClassCoverage.Gap] {
    guard let forgottenBefore, forgottenBefore > window.from else { return [] }
    return [
      ClassCoverage.Gap(
        Interval(from: window.from, to: forgottenBefore),
        cause: "what was done before \(forgottenBefore) was taken out of the ledger (ledger prune)")
    ]
  }

  /// What was recorded, in parts of one grade.
  private static func graded(
    _ recorded: [Interval], proofs: [Interval], parts: [RecordedStretch]
  ) -> [ClassCoverage.Stretch] {
    func source(of interval: Interval) -> String {
      let sources = parts.filter {
        guard let shared = $0.interval.intersection(interval) else { return false }
        // That two stretches meet is not that one comes from the other.
        return shared.from < shared.to || shared == interval
      }.map(\.source)
      return Set(sources).sorted().joined(separator: "; ")
    }
    return recorded.flatMap { stretch -> [ClassCoverage.Stretch] in
      let proven = proofs.compactMap { $0.intersection(stretch) }.map {
        ClassCoverage.Stretch($0, grade: .proven, source: source(of: $0))
      }
      let observed = proofs.reduce([stretch]) { $1.taken(from: $0) }.map {
        ClassCoverage.Stretch($0, grade: .observed, source: source(of: $0))
      }
      return (proven + observed).sorted { $0.interval.from < $1.interval.from }
    }
  }

  private static func gaps(
    between recorded: [RecordedStretch], in window: Interval, requirements: EvidenceRequirements
  ) -> [ClassCoverage.Gap] {
    var gaps: [ClassCoverage.Gap] = []
    if let first = recorded.first, first.interval.from - window.from > requirements.maximumGap {
      gaps.append(
        ClassCoverage.Gap(
          Interval(from: window.from, to: first.interval.from), cause: first.causeBefore))
    }
    for (before, after) in zip(recorded, recorded.dropFirst()) {
      gaps.append(
        ClassCoverage.Gap(
          Interval(from: before.interval.to, to: after.interval.from),
          cause: before.ending ?? "nothing was logged for longer than \(requirements.maximumGap)"))
    }
    if let last = recorded.last, window.to - last.interval.to > requirements.freshness {
      gaps.append(
        ClassCoverage.Gap(
          Interval(from: last.interval.to, to: window.to),
          cause: last.ending
            ?? "the logs end more than \(requirements.freshness) before the as-of instant"))
    }
    return gaps
  }

  private func whyNothing(of evidenceClass: EvidenceClass) -> String {
    if let cause = whyNotWhole(evidenceClass) { return cause }
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
