import Evidence
import PolicyFiles
import S3Access
import Timeline

/// What event selectors and digests tell of recording.
extension BucketEvidence {
  /// The stretches in which the owner's trail recorded the whole class by its event selectors, whether an
  /// event of the bucket was seen or not, while log files of the bucket's Region kept coming.
  func selectedStretches(
    of evidenceClass: EvidenceClass, requirements: EvidenceRequirements
  ) -> [RecordedStretch] {
    guard let owner, let region = onlyRegion else { return [] }
    return trails.trails.flatMap { trail -> [RecordedStretch] in
      guard let folder = trail.folder else { return [] }
      let place = TrailPlace(account: owner, region: region, folder: folder)
      guard trail.delivers(to: place), let heard = activity[place],
        trail.isTiedByDigests || trails.showsTrail(recording: evidenceClass, at: place)
      else { return [] }
      let stretches = heard.stretches(withoutSilenceLongerThan: requirements.maximumGap)
      return wholeSegments(of: trail, evidenceClass, requirements).flatMap { segment in
        stretches.compactMap { stretch in
          stretch.intersection(segment).map {
            RecordedStretch(
              interval: $0, source: "event selectors of trail \(trail.arn.name)",
              causeBefore: "what trail \(trail.arn.name) selected before \($0.from) is not known")
          }
        }
      }
    }
  }

  /// The stretches in which digests prove that every log file is here, of a trail whose selectors select
  /// the whole class.
  func provenStretches(
    of evidenceClass: EvidenceClass, requirements: EvidenceRequirements
  ) -> [RecordedStretch] {
    proofsAtHand.flatMap { trail, proof in
      wholeSegments(of: trail, evidenceClass, requirements).flatMap { segment in
        proof.proven.compactMap { proven in
          proven.intersection(segment).map {
            RecordedStretch(
              interval: $0,
              source: "digests and event selectors of trail \(trail.arn.name)"
                + " (\(proof.signatureRemark))",
              causeBefore: "nothing before \($0.from) is proven by digests")
          }
        }
      }
    }
  }

  /// Why the class is not proven all the time, as far as digests speak of it.
  func causesAgainstProof(
    of evidenceClass: EvidenceClass, in window: Interval,
    requirements: EvidenceRequirements
  ) -> [ClassCoverage.Gap] {
    let streams = trails.proofs.keys.filter { $0.account == owner && regions.contains($0.region) }
    guard !streams.isEmpty else {
      return [
        ClassCoverage.Gap(
          window, cause: "no digest files of the account and Region are among the evidence")
      ]
    }
    let known = proofsAtHand
    guard !known.isEmpty else {
      let names = Set(streams.map(\.trail)).sorted().joined(separator: ", ")
      return [
        ClassCoverage.Gap(
          window,
          cause: "the event selectors of trail \(names) are not among the evidence, so that nothing"
            + " proves what its logs should hold")
      ]
    }
    let gaps = known.flatMap(\.1.gaps).filter { $0.interval.intersection(window) != nil }.map {
      ClassCoverage.Gap($0.interval, cause: $0.cause)
    }
    guard gaps.isEmpty else { return gaps }
    let isSelected = known.contains {
      !wholeSegments(of: $0.0, evidenceClass, requirements).isEmpty
    }
    return [
      ClassCoverage.Gap(
        window,
        cause: isSelected
          ? "the digests, or what is known of the event selectors, do not reach over the window"
          : "the event selectors of the trail with digests are not known to select the class of this"
            + " bucket")
    ]
  }

  /// Why sightings of the class count for nothing, where selectors say so.
  func whyNotWhole(_ evidenceClass: EvidenceClass) -> String? {
    for sighting in sightings.keys.sorted(by: { $0.place < $1.place })
    where sighting.evidenceClass == evidenceClass && sighting.place.account == owner {
      if case .part(let which)? = selectedNow(of: sighting) {
        return "the trail records \(which), by its event selectors"
      }
    }
    return nil
  }

  /// The Region of the bucket; `nil` where the records name none, or several.
  private var onlyRegion: String? {
    let regions = self.regions
    return regions.count == 1 ? regions.first.flatMap { $0.isEmpty ? nil : $0 } : nil
  }

  private var proofsAtHand: [(KnownTrail, DigestProof)] {
    guard let region = onlyRegion else { return [] }
    return trails.proofs.filter {
      $0.key.account == owner && $0.key.region == region
    }.sorted { $0.key < $1.key }.flatMap { stream, proof in
      trails.trails.filter {
        $0.arn.name == stream.trail && $0.arn.homeRegion == stream.homeRegion
          && ($0.arn.account == owner || $0.isOfOrganization == true)
      }.map { ($0, proof) }
    }
  }

  /// When a trail is known to have selected the whole class.
  private func wholeSegments(
    of trail: KnownTrail, _ evidenceClass: EvidenceClass,
    _ requirements: EvidenceRequirements
  ) -> [Interval] {
    trails.segments(of: trail, requirements: requirements).filter {
      $0.extent(of: evidenceClass, ofBucket: bucket) == .whole
    }.map(\.interval)
  }
}
