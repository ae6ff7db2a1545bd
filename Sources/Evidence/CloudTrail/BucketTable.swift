import RawEvidence
import S3Access
import Timeline

/// What every record says of its bucket: that a class of events was recorded, and who owns it.
struct BucketTable {
  private struct Span {
    var first: Int64
    var last: Int64

    mutating func extend(to seconds: Int64) {
      if seconds < first { first = seconds }
      if seconds > last { last = seconds }
    }

    /// Whether it is of the same day as this second, which most records of a file are.
    func isOfDay(of seconds: Int64) -> Bool {
      (first <= seconds && seconds <= last)
        || Instant(secondsSince1970: first).startOfDay
          == Instant(secondsSince1970: seconds).startOfDay
    }

    var interval: Interval {
      Interval(from: Instant(secondsSince1970: first), to: Instant(secondsSince1970: last))
    }
  }

  private struct Seen {
    let bucket: Int
    let evidenceClass: EvidenceClass
    let account: Symbol
    let region: Symbol
    let folder: Int
    /// What was seen in the day that was looked at last, and in the one before that: a file's records
    /// lie in one day or around midnight, but a file can repeat records of an earlier one. The others
    /// are put away.
    var day: Span
    var dayBefore: Span?
    var earlierDays = ActivityTimeline.ofSightings
    /// The entry of the same bucket that was made before this one.
    let next: Int?

    mutating func see(at seconds: Int64) {
      if day.isOfDay(of: seconds) { return day.extend(to: seconds) }
      let last = day
      if let before = dayBefore, before.isOfDay(of: seconds) {
        day = before
        day.extend(to: seconds)
      } else {
        if let dayBefore { earlierDays.insert(dayBefore.interval) }
        day = Span(first: seconds, last: seconds)
      }
      dayBefore = last
    }
  }

  private struct Claimed {
    let bucket: Int
    let account: Symbol
    let isNamed: Bool
    var last: Int64
    /// The entry of the same bucket that was made before this one.
    let next: Int?
  }

  /// What is known of a bucket. Most have two or three entries of each kind, and all entries of one
  /// kind stand in one array, for every record looks for its own.
  private struct Bucket {
    let name: String
    var seen: Int?
    var claim: Int?
    var aclRequiredSince: Int64?
  }

  /// How a record's `bucketName` leads to a bucket.
  private enum Way {
    case unknown
    case bucket(Int)
    /// It is the name of an access point: the bucket stands among the resources.
    case byResource
  }

  private var buckets: [Bucket] = []
  private var seen: [Seen] = []
  private var claims: [Claimed] = []
  private var places: [String: Int] = [:]
  private var ways: [Way] = []
  private var waysByARN: [Way] = []
  /// The bucket that each access point was last seen to lead to, by what stands as its name.
  private var attached: [Symbol: Int] = [:]
  private var attachments: Set<AccessPointAttachment> = []

  /// The bucket that a record is about, and whether `bucketName` is its name; `nil` where it is about
  /// none.
  mutating func place(of record: borrowing ScannedRecord) -> (place: Int, isByName: Bool)? {
    let name = record.bucketName
    if name.isPresent {
      switch Self.way(name, in: ways) {
      case .bucket(let place): return (place, true)
      case .byResource: break
      case .unknown:
        let text = record.text(of: name)
        if AccessPointName(text) != nil {
          Self.set(.byResource, for: name, in: &ways)
        } else {
          let place = self.place(named: text)
          Self.set(.bucket(place), for: name, in: &ways)
          return (place, true)
        }
      }
    }
    guard let place = placeByResource(of: record) else { return nil }
    if name.isPresent { noteAccessPoint(of: record, leadsTo: place) }
    return (place, false)
  }

  /// Notes that the access point which stands as the bucket's name leads to a bucket, once for each.
  private mutating func noteAccessPoint(of record: borrowing ScannedRecord, leadsTo place: Int) {
    let name = record.text(of: record.bucketName)
    guard attached[record.bucketName] != place, buckets[place].name != name else { return }
    attached[record.bucketName] = place
    let names = [name, AccessPointName(inARN: record.resourceARN)?.name].compactMap(\.self)
    for name in names {
      attachments.insert(AccessPointAttachment(accessPoint: name, bucket: buckets[place].name))
    }
  }

  /// Where what is told of an access point itself is added up.
  mutating func place(of accessPoint: AccessPointName) -> Int { place(named: accessPoint.name) }

  /// The name of the bucket among the record's resources; `nil` where there is none.
  func nameByResource(of record: borrowing ScannedRecord) -> String? {
    Self.bucketName(inARN: record.text(of: record.bucketARN))
  }

  private mutating func placeByResource(of record: borrowing ScannedRecord) -> Int? {
    let arn = record.bucketARN
    if case .bucket(let place) = Self.way(arn, in: waysByARN) { return place }
    if let name = Self.bucketName(inARN: record.text(of: arn)) {
      let place = self.place(named: name)
      Self.set(.bucket(place), for: arn, in: &waysByARN)
      return place
    }
    // The object's ARN names its bucket too; and better the access point's own name than none.
    if let name = Self.bucketName(inARN: record.resourceARN) { return place(named: name) }
    return record.bucketName.isPresent ? place(named: record.text(of: record.bucketName)) : nil
  }

  func name(of place: Int) -> String { buckets[place].name }

  mutating func see(
    _ evidenceClass: EvidenceClass, of bucket: Int, account: Symbol, region: Symbol, folder: Int,
    at seconds: Int64
  ) {
    var entry = buckets[bucket].seen
    while let place = entry {
      if seen[place].evidenceClass == evidenceClass, seen[place].region == region,
        seen[place].account == account, seen[place].folder == folder
      {
        seen[place].see(at: seconds)
        return
      }
      entry = seen[place].next
    }
    seen.append(
      Seen(
        bucket: bucket, evidenceClass: evidenceClass, account: account, region: region,
        folder: folder, day: Span(first: seconds, last: seconds), next: buckets[bucket].seen))
    buckets[bucket].seen = seen.count - 1
  }

  mutating func claim(_ bucket: Int, account: Symbol, isNamed: Bool, at seconds: Int64) {
    guard account.isPresent else { return }
    var entry = buckets[bucket].claim
    while let place = entry {
      if claims[place].account == account, claims[place].isNamed == isNamed {
        if seconds > claims[place].last { claims[place].last = seconds }
        return
      }
      entry = claims[place].next
    }
    claims.append(
      Claimed(
        bucket: bucket, account: account, isNamed: isNamed, last: seconds,
        next: buckets[bucket].claim))
    buckets[bucket].claim = claims.count - 1
  }

  mutating func noteACLRequired(_ bucket: Int, at seconds: Int64) {
    buckets[bucket].aclRequiredSince = min(buckets[bucket].aclRequiredSince ?? seconds, seconds)
  }

  func drain(
    into ledger: inout Ledger, folders: [String], resolving text: (Symbol) -> String
  ) {
    for seen in seen {
      let sighting = Sighting(
        bucket: buckets[seen.bucket].name, evidenceClass: seen.evidenceClass,
        place: TrailPlace(
          account: text(seen.account), region: text(seen.region), folder: folders[seen.folder]))
      ledger.see(sighting, seen.earlierDays)
      for day in [seen.day, seen.dayBefore].compactMap(\.self) {
        ledger.see(sighting, during: day.interval)
      }
    }
    for claim in claims {
      ledger.claim(
        OwnershipClaim(
          bucket: buckets[claim.bucket].name, account: text(claim.account), isNamed: claim.isNamed),
        at: Instant(secondsSince1970: claim.last))
    }
    for attachment in attachments { ledger.attach(attachment) }
    for bucket in buckets {
      if let since = bucket.aclRequiredSince {
        ledger.noteACLRequired(ofBucket: bucket.name, at: Instant(secondsSince1970: since))
      }
    }
  }

  private mutating func place(named name: String) -> Int {
    if let known = places[name] { return known }
    places[name] = buckets.count
    buckets.append(Bucket(name: name))
    return buckets.count - 1
  }

  private static func way(_ symbol: Symbol, in ways: [Way]) -> Way {
    let place = Int(symbol.rawValue)
    return place < ways.count ? ways[place] : .unknown
  }

  private static func set(_ way: Way, for symbol: Symbol, in ways: inout [Way]) {
    let place = Int(symbol.rawValue)
    if place >= ways.count {
      ways.append(contentsOf: repeatElement(.unknown, count: place + 1 - ways.count))
    }
    ways[place] = way
  }

  /// The name in `arn:aws:s3:::name` or `arn:aws:s3:::name/key`, in any partition. The ARN of an
  /// access point has a Region or an account and names no bucket.
  private static func bucketName(inARN arn: String) -> String? {
    guard let parts = ARN(arn), parts.service == "s3", parts.region.isEmpty, parts.account.isEmpty
    else { return nil }
    let name = parts.resource.prefix { $0 != "/" }
    return name.isEmpty ? nil : String(name)
  }
}
