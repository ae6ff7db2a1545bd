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
    /// What was seen in the day that was looked at last; days before that are put away.
    var day: Span
    var earlierDays = ActivityTimeline.ofSightings
    /// The entry of the same bucket that was made before this one.
    let next: Int?

    mutating func see(at seconds: Int64) {
      if day.isOfDay(of: seconds) {
        day.extend(to: seconds)
      } else {
        earlierDays.insert(day.interval)
        day = Span(first: seconds, last: seconds)
      }
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
        if Self.isAccessPoint(text) {
          Self.set(.byResource, for: name, in: &ways)
        } else {
          let place = self.place(named: text)
          Self.set(.bucket(place), for: name, in: &ways)
          return (place, true)
        }
      }
    }
    return placeByResource(of: record).map { ($0, false) }
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
      ledger.see(sighting, during: seen.day.interval)
    }
    for claim in claims {
      ledger.claim(
        OwnershipClaim(
          bucket: buckets[claim.bucket].name, account: text(claim.account), isNamed: claim.isNamed),
        at: Instant(secondsSince1970: claim.last))
    }
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

  /// Access points stand where buckets do, by ARN or by alias. No bucket's name ends as theirs do.
  ///
  /// Source: Amazon S3 User Guide, "Referencing access points" and "Bucket naming rules".
  private static func isAccessPoint(_ name: String) -> Bool {
    name.hasPrefix("arn:") || aliasEndings.contains { name.hasSuffix($0) }
  }

  private static let aliasEndings = ["-s3alias", "--ol-s3", ".mrap"]

  /// The name in `arn:aws:s3:::name` or `arn:aws:s3:::name/key`, in any partition. The ARN of an
  /// access point has a Region or an account and names no bucket.
  private static func bucketName(inARN arn: String) -> String? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[2] == "s3", parts[3].isEmpty, parts[4].isEmpty else { return nil }
    let name = parts[5].prefix { $0 != "/" }
    return name.isEmpty ? nil : String(name)
  }
}
