import Evidence
import S3Access
import Timeline

/// The ledger by bucket, so that each bucket's evidence is found in one step.
struct EvidenceIndex {
  private var buckets: [String: BucketEvidence] = [:]
  private let ledger: Ledger
  private let unreadable: [UnreadableEvidence]
  private let trails: TrailEvidence
  private let declared: [DeclaredRecording]
  private var accountChanges: [String: [ConfigurationChange]] = [:]
  private var accountAnswers: [String: [ConfigurationAnswer]] = [:]
  /// Access points whose bucket no record names, with the account that they are known by.
  private var strays: [(name: AccessPointName, account: String?, facts: [Fact: Tally])] = []

  init(_ ledger: Ledger, digests: DigestValidation, declared: [DeclaredRecording]) {
    self.ledger = ledger
    self.declared = declared
    unreadable = ledger.unreadable.union(digests.problems.map(\.unreadable)).sorted()
    trails = TrailEvidence(of: ledger, digests: digests)
    for (fact, tally) in ledger.facts { buckets[fact.bucket, default: .init()].facts[fact] = tally }
    for (sighting, seen) in ledger.sightings {
      buckets[sighting.bucket, default: .init()].sightings[sighting] = seen
    }
    for (bucket, heard) in ledger.accessLogs {
      buckets[bucket, default: .init()].accessLog = heard
    }
    for inventory in ledger.inventories {
      buckets[inventory.bucket, default: .init()].inventories.append(inventory)
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
    for answer in ledger.answers {
      switch answer.scope {
      case .bucket(let name): buckets[name, default: .init()].answers.append(answer)
      case .account(let account): accountAnswers[account, default: []].append(answer)
      }
    }
    for attachment in ledger.accessPoints.sorted() {
      buckets[attachment.bucket]?.accessPoints.append(attachment)
    }
    strays = buckets.sorted { $0.key < $1.key }.compactMap { name, evidence in
      AccessPointName(name).map {
        (name: $0, account: $0.account ?? evidence.claimedOwner, facts: evidence.facts)
      }
    }
  }

  /// What was done through access points that may be this bucket's, for all that anybody knows: those
  /// of its account and Region whose bucket no record names.
  private func factsOfStrays(for evidence: BucketEvidence) -> [Fact: Tally] {
    strays.filter { stray in
      stray.account.map { $0 == evidence.owner } ?? true
        && stray.name.region.map {
          let regions = evidence.regions
          return regions.isEmpty || regions.contains("") || regions.contains($0)
        } ?? true
    }.reduce(into: [:]) { $0.merge($1.facts) { first, _ in first } }
  }

  /// The buckets that the evidence speaks of, by name.
  var names: [String] { buckets.keys.sorted() }

  /// All that the evidence says of a bucket; `account` is its owner where the evidence does not say.
  func evidence(of bucket: String, account: String?) -> BucketEvidence {
    var evidence = buckets[bucket] ?? BucketEvidence()
    evidence.bucket = bucket
    if !evidence.inventories.isEmpty {
      evidence.inventoryConfigurations = Array(ledger.inventoryConfigurations)
    }
    evidence.owner = evidence.claimedOwner ?? account
    evidence.unreadable = unreadable.filter { $0.bucket.map { $0 == bucket } ?? true }
    if AccessPointName(bucket) == nil { evidence.factsOfStrays = factsOfStrays(for: evidence) }
    evidence.trails = trails
    evidence.declared = declared
    evidence.forgottenBefore = ledger.prunings.max()
    evidence.lacksUsesOfQuery =
      ledger.queryResults.contains(.recording) && !ledger.queryResults.contains(.uses)
    evidence.declaresWithoutErrors =
      !declared.isEmpty && ledger.queryResults.contains(.withoutErrors)
    guard let owner = evidence.owner else { return evidence }
    evidence.placeCallers(seenFrom: owner)
    // What another account's snapshot says under this name is of another bucket, or of another time.
    evidence.answers.removeAll { $0.account != owner }
    evidence.activity = ledger.activity.filter { $0.key.account == owner }
    evidence.unreadable = evidence.unreadable.filter {
      $0.place.map { $0.account == owner } ?? true
    }
    // Whose bucket it is that no evidence mentions nobody knows but the policy file.
    if !evidence.isEmpty {
      evidence.accountChanges = accountChanges[owner] ?? []
      evidence.accountAnswers = accountAnswers[owner] ?? []
    }
    return evidence
  }
}

/// All that the evidence says of one bucket.
struct BucketEvidence {
  var bucket = ""
  var facts: [Fact: Tally] = [:]
  /// What was done through access points of which nobody knows whether they are this bucket's.
  var factsOfStrays: [Fact: Tally] = [:]
  /// The access points that are known to lead to the bucket.
  var accessPoints: [AccessPointAttachment] = []
  var sightings: [Sighting: ActivityTimeline] = [:]
  /// When requests to the bucket were heard of in its server access logs.
  var accessLog = ActivityTimeline()
  /// What inventories say of the ACLs of the bucket's objects, in no order.
  var inventories: [InventorySummary] = []
  /// How inventories were asked for, of any bucket, in no order.
  var inventoryConfigurations: [InventoryConfiguration] = []
  var claims: [OwnershipClaim: Instant] = [:]
  var changes: [ConfigurationChange] = []
  var accountChanges: [ConfigurationChange] = []
  /// What S3 answered when it was asked for the bucket's configuration, in no order.
  var answers: [ConfigurationAnswer] = []
  var accountAnswers: [ConfigurationAnswer] = []
  var activity: [TrailPlace: ActivityTimeline] = [:]
  /// What somebody vouches for, of every bucket.
  var declared: [DeclaredRecording] = []
  /// Until when nobody knows what was done, for it was taken out of the ledger; `nil` where nothing was.
  var forgottenBefore: Instant?
  /// Whether what was recorded is known from the result of a query while nothing tells of uses beside it.
  var lacksUsesOfQuery = false
  /// Whether somebody vouches for the result of a query that does not tell whom its records let in.
  var declaresWithoutErrors = false
  /// What is known of the trails, of whatever account.
  var trails = TrailEvidence()
  /// What could not be read, of the owner's account or of nobody knows which.
  var unreadable: [UnreadableEvidence] = []
  var aclRequiredSince: Instant?
  var owner: String?

  /// Whether the evidence speaks of the bucket at all.
  var isEmpty: Bool {
    facts.isEmpty && sightings.isEmpty && changes.isEmpty && answers.isEmpty && accessLog.isEmpty
      && inventories.isEmpty
  }

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

  /// From when on a record that does not say `aclRequired` says thereby that no ACL was needed: from
  /// the day on which the same bucket's records first show the field.
  var aclRequiredTellsSince: Instant? { aclRequiredSince?.startOfDay }

  /// The files that could not be read and may tell what was done to the bucket after an instant: those
  /// of its account and Region, or of any Region of the account, and those whose names tell neither.
  func unreadable(since start: Instant, inAnyRegion: Bool = false) -> [UnreadableEvidence] {
    let regions = self.regions
    return unreadable.filter { file in
      // The name tells the minute of delivery, which holds records to its end.
      if let deliveredAt = file.deliveredAt, deliveredAt + .minutes(1) <= start { return false }
      // Records that do not say their Region may be of any.
      guard let place = file.place, !inAnyRegion, !regions.isEmpty, !regions.contains("") else {
        return true
      }
      return regions.contains(place.region)
    }
  }
}
