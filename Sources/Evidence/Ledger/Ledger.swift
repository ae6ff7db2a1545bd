import S3Access
import Timeline

/// All that the evidence says, added up.
///
/// Its size depends on buckets, callers and kinds of requests, and not on how many events there
/// are. Merging is associative and commutative, and settled ledgers of the same evidence are equal,
/// in whatever order and in however many parts it was read.
public struct Ledger: Hashable, Sendable {
  /// What was done, how often and when.
  public internal(set) var facts: [Fact: Tally] = [:]
  /// When anything was heard of each trail place: records of any service, and files that arrived.
  public internal(set) var activity: [TrailPlace: ActivityTimeline] = [:]
  /// When write events of the management class were heard of each trail place, of any service: a
  /// change of configuration would have been recorded there as well.
  public internal(set) var managementWrites: [TrailPlace: ActivityTimeline] = [:]
  /// When each class of a bucket's events was seen, day by day.
  public internal(set) var sightings: [Sighting: ActivityTimeline] = [:]
  /// When requests to each bucket were heard of in its server access logs, which hold reads and writes
  /// of objects alike.
  public internal(set) var accessLogs: [String: ActivityTimeline] = [:]
  /// What inventories say of the ACLs of objects.
  public internal(set) var inventories: Set<InventorySummary> = []
  /// How inventories were asked for.
  public internal(set) var inventoryConfigurations: Set<InventoryConfiguration> = []
  /// Who owns which bucket, and when that was last heard.
  public internal(set) var ownership: [OwnershipClaim: Instant] = [:]
  /// Which access points lead to which buckets.
  public internal(set) var accessPoints: Set<AccessPointAttachment> = []
  /// Changes of configuration.
  public internal(set) var changes: Set<ConfigurationChange> = []
  /// What S3 answered when it was asked for a configuration.
  public internal(set) var answers: Set<ConfigurationAnswer> = []
  /// Calls after which something else may be recorded.
  public internal(set) var recordingChanges: Set<RecordingChange> = []
  /// What AWS says of the configuration of trails.
  public internal(set) var trailDocuments: Set<TrailDocument> = []
  /// Digest files of trails, and what is needed to check them.
  public internal(set) var digests = DigestLedger()
  /// When `aclRequired` was first seen in each bucket's records: from then on its absence says that
  /// no ACL was needed.
  public internal(set) var aclRequiredSince: [String: Instant] = [:]
  /// Of which of the queries for Athena there are results.
  public internal(set) var queryResults: Set<QueryResultKind> = []
  /// Up to when things were taken out, so that nobody knows what was done before: see
  /// ``pruned(before:)``. Of several the last counts.
  public internal(set) var prunings: Set<Instant> = []
  /// What could not be read.
  public internal(set) var unreadable: Set<UnreadableEvidence> = []
  /// What was read, in numbers.
  public internal(set) var volume = EvidenceVolume()

  /// A ledger of no evidence at all.
  public init() {}
}

/// How much was read.
public struct EvidenceVolume: Hashable, Sendable {
  /// Files that were read as evidence, readable or not.
  public var files = 0
  /// Files in the folders given that hold no calls: digests, Insights.
  public var filesWithoutCalls = 0
  /// Files in the folders given whose names are of no kind of evidence.
  public var filesPassedOver = 0
  /// Documents of configuration snapshots, and single answers.
  public var snapshots = 0
  /// Records read, those that were told twice counted twice.
  public var events = 0
  /// Bytes of the files.
  public var bytes = 0
  /// Bytes of their text after inflating.
  public var bytesInflated = 0
  /// From the earliest record of any service to the latest.
  public var extent: Interval?

  /// Nothing read.
  public init() {}

  /// Adds the other's numbers.
  public mutating func add(_ other: EvidenceVolume) {
    files += other.files
    filesWithoutCalls += other.filesWithoutCalls
    filesPassedOver += other.filesPassedOver
    snapshots += other.snapshots
    events += other.events
    bytes += other.bytes
    bytesInflated += other.bytesInflated
    if let theirs = other.extent { extent = extent?.union(theirs) ?? theirs }
  }
}

// MARK: - Adding up

extension Ledger {
  /// Adds one use of a fact.
  public mutating func record(_ fact: Fact, _ use: Use, identity: UseIdentity) {
    facts[fact, default: Tally(at: use.time)].insert(use, identity: identity)
  }

  /// Adds all uses of a fact.
  public mutating func record(_ fact: Fact, _ tally: Tally) {
    guard let place = facts.index(forKey: fact) else {
      facts[fact] = tally
      return
    }
    facts.values[place].merge(tally)
  }

  /// Adds what was heard of a trail place.
  public mutating func hear(of place: TrailPlace, _ heard: ActivityTimeline) {
    activity[place, default: ActivityTimeline()].formUnion(heard)
  }

  /// Adds that something was heard of a trail place.
  mutating func hear(of place: TrailPlace, at time: Instant) {
    activity[place, default: ActivityTimeline()].insert(time)
  }

  /// Adds when write events of the management class were heard of a trail place.
  public mutating func hearManagementWrites(of place: TrailPlace, _ heard: ActivityTimeline) {
    managementWrites[place, default: ActivityTimeline()].formUnion(heard)
  }

  /// Adds when requests to a bucket were heard of in its server access logs.
  public mutating func hear(ofAccessLogOf bucket: String, _ heard: ActivityTimeline) {
    accessLogs[bucket, default: ActivityTimeline()].formUnion(heard)
  }

  /// Adds that a class of a bucket's events was recorded, at both ends of an interval.
  public mutating func see(_ sighting: Sighting, during interval: Interval) {
    sightings[sighting, default: .ofSightings].insert(interval)
  }

  /// Adds that a class of a bucket's events was recorded.
  public mutating func see(_ sighting: Sighting, _ seen: ActivityTimeline) {
    sightings[sighting, default: .ofSightings].formUnion(seen)
  }

  /// Adds what AWS says of a trail.
  public mutating func note(_ document: TrailDocument) {
    trailDocuments.insert(document)
  }

  /// Adds who owns a bucket.
  public mutating func claim(_ claim: OwnershipClaim, at time: Instant) {
    ownership[claim] = max(ownership[claim] ?? time, time)
  }

  /// Adds a change of configuration.
  public mutating func note(_ change: ConfigurationChange) {
    changes.insert(change)
  }

  /// Adds what S3 answered when it was asked for a configuration.
  public mutating func note(_ answer: ConfigurationAnswer) {
    answers.insert(answer)
  }

  /// Adds what an inventory says of the ACLs of a bucket's objects.
  public mutating func note(_ inventory: InventorySummary) {
    inventories.insert(inventory)
  }

  /// Adds how an inventory was asked for.
  public mutating func note(_ configuration: InventoryConfiguration) {
    inventoryConfigurations.insert(configuration)
  }

  /// Adds a call after which something else may be recorded.
  public mutating func note(_ change: RecordingChange) {
    recordingChanges.insert(change)
  }

  /// Adds that a bucket's records show `aclRequired` at this time.
  public mutating func noteACLRequired(ofBucket bucket: String, at time: Instant) {
    aclRequiredSince[bucket] = min(aclRequiredSince[bucket] ?? time, time)
  }

  /// Adds that there is a result of a query.
  public mutating func note(_ result: QueryResultKind) {
    queryResults.insert(result)
  }

  /// Adds that what was done before an instant was taken out.
  public mutating func notePruning(before instant: Instant) {
    prunings.insert(instant)
  }

  /// Adds evidence that could not be read.
  public mutating func note(_ unreadable: UnreadableEvidence) {
    self.unreadable.insert(unreadable)
  }

  /// Adds to the numbers of what was read.
  public mutating func count(_ volume: EvidenceVolume) {
    self.volume.add(volume)
  }

  /// Adds all that another ledger holds.
  public mutating func merge(_ other: Ledger) {
    for (fact, tally) in other.facts { record(fact, tally) }
    for (place, heard) in other.activity { hear(of: place, heard) }
    for (place, heard) in other.managementWrites { hearManagementWrites(of: place, heard) }
    for (sighting, seen) in other.sightings { see(sighting, seen) }
    for (bucket, heard) in other.accessLogs { hear(ofAccessLogOf: bucket, heard) }
    for (ownership, time) in other.ownership { claim(ownership, at: time) }
    for (bucket, time) in other.aclRequiredSince { noteACLRequired(ofBucket: bucket, at: time) }
    accessPoints.formUnion(other.accessPoints)
    inventories.formUnion(other.inventories)
    inventoryConfigurations.formUnion(other.inventoryConfigurations)
    changes.formUnion(other.changes)
    answers.formUnion(other.answers)
    recordingChanges.formUnion(other.recordingChanges)
    trailDocuments.formUnion(other.trailDocuments)
    digests.merge(other.digests)
    queryResults.formUnion(other.queryResults)
    prunings.formUnion(other.prunings)
    unreadable.formUnion(other.unreadable)
    volume.add(other.volume)
  }
}

extension ActivityTimeline {
  /// Sightings are kept by day, for there is one timeline for each bucket and class: three of 90 days
  /// take 6 kB a bucket. Within the day of a change of recording, the time up to the day's last event
  /// then counts as not seen.
  static let ofSightings = ActivityTimeline(resolution: .hours(24))
}
