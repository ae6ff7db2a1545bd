import Evidence
import S3Access
import Timeline

/// The ledger by bucket, so that each bucket's evidence is found in one step.
struct EvidenceIndex {
  private var buckets: [String: BucketEvidence] = [:]
  private let ledger: Ledger
  private var accountChanges: [String: [ConfigurationChange]] = [:]

  init(_ ledger: Ledger) {
    self.ledger = ledger
    for (fact, tally) in ledger.facts { buckets[fact.bucket, default: .init()].facts[fact] = tally }
    for (sighting, interval) in ledger.sightings {
      buckets[sighting.bucket, default: .init()].sightings[sighting] = interval
    }
    for (claim, time) in ledger.ownership {
      buckets[claim.bucket, default: .init()].claims[claim] = time
    }
    for (bucket, time) in ledger.aclRequiredSince {
      buckets[bucket, default: .init()].aclRequiredSince = time
    }
    for change in ledger.changes.sorted() {
      switch change.scope {
      case .bucket(let name): buckets[name, default: .init()].changes.append(change)
      case .account(let account): accountChanges[account, default: []].append(change)
      }
    }
  }

  /// The buckets that the evidence speaks of, by name.
  var names: [String] { buckets.keys.sorted() }

  /// All that the evidence says of a bucket; `account` is its owner where the evidence does not say.
  func evidence(of bucket: String, account: String?) -> BucketEvidence {
    var evidence = buckets[bucket] ?? BucketEvidence()
    evidence.owner = evidence.claimedOwner ?? account
    guard let owner = evidence.owner else { return evidence }
    evidence.activity = ledger.activity.filter { $0.key.account == owner }
    evidence.accountChanges = accountChanges[owner] ?? []
    return evidence
  }

  /// The files that could not be read and may speak of the bucket inside the window: those of its
  /// account and Region, and those whose names tell neither.
  func unreadable(concerning evidence: BucketEvidence, in window: Interval) -> [UnreadableEvidence]
  {
    let regions = evidence.regions
    return ledger.unreadable.filter { file in
      if let deliveredAt = file.deliveredAt, deliveredAt < window.from { return false }
      guard let place = file.place, let owner = evidence.owner else { return true }
      return place.account == owner && (regions.isEmpty || regions.contains(place.region))
    }.sorted()
  }
}

/// All that the evidence says of one bucket.
struct BucketEvidence {
  var facts: [Fact: Tally] = [:]
  var sightings: [Sighting: Interval] = [:]
  var claims: [OwnershipClaim: Instant] = [:]
  var changes: [ConfigurationChange] = []
  var accountChanges: [ConfigurationChange] = []
  var activity: [TrailPlace: ActivityTimeline] = [:]
  var aclRequiredSince: Instant?
  var owner: String?

  /// Whether the evidence speaks of the bucket at all.
  var isEmpty: Bool { facts.isEmpty && sightings.isEmpty && changes.isEmpty }

  /// The account that the records name as the bucket's, the latest where several do; without one,
  /// the account that received the records.
  var claimedOwner: String? {
    let ranked = claims.sorted { a, b in
      if a.key.isNamed != b.key.isNamed { return a.key.isNamed }
      return a.value != b.value ? a.value > b.value : a.key.account < b.key.account
    }
    return ranked.first?.key.account
  }

  /// The Regions in which the bucket's owner heard of it.
  var regions: Set<String> {
    Set(sightings.keys.map(\.place).filter { $0.account == owner }.map(\.region))
  }

  /// Whether a record at this time that does not say `aclRequired` says thereby that no ACL was
  /// needed: the same bucket's records have shown the field, on that day or before.
  func absenceOfACLRequiredTells(at time: Instant) -> Bool {
    aclRequiredSince.map { time >= $0.startOfDay } ?? false
  }
}
