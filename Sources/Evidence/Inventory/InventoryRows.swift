import JSON
import RawEvidence
import S3Access

/// Adds up the rows of an inventory: which objects have a public grant, and where they lie.
///
/// Most objects of a bucket have the same few ACLs, each of which is decoded once.
struct InventoryRows: ~Copyable {
  private var summary: InventorySummary
  private let columnCount: Int
  private let bucketColumn: Int?
  private let keyColumn: Int
  private let aclColumn: Int?
  private let deleteMarkerColumn: Int?
  private let bucketName: [UInt8]
  private var parser: JSONParser

  private var lastACL: (text: [UInt8], reading: ACLReading)?
  private var readings: [[UInt8]: ACLReading] = [:]
  private var prefixes: [String: Int] = [:]
  private var strange: (first: Int, count: Int)?

  /// What an ACL in the inventory comes to.
  private enum ACLReading {
    case notPublic, isPublic, notTold
  }

  /// `nil` where there is no memory for it.
  init?(_ manifest: InventoryManifest) {
    guard let parser = JSONParser() else { return nil }
    self.parser = parser
    summary = manifest.summary
    columnCount = manifest.columns.count
    func place(_ name: String) -> Int? { manifest.columns.firstIndex(of: name) }
    bucketColumn = place("Bucket")
    keyColumn = place("Key") ?? 1
    aclColumn = place("ObjectAccessControlList")
    deleteMarkerColumn = place("IsDeleteMarker")
    bucketName = Array(manifest.summary.bucket.utf8)
  }

  mutating func add(_ row: borrowing CSVRow) {
    guard row.count == columnCount, bucketColumn.map({ row.isEqual($0, bucketName) }) ?? true else {
      strange = (strange?.first ?? row.offset, (strange?.count ?? 0) + 1)
      return
    }
    if let deleteMarkerColumn, row.isEqual(deleteMarkerColumn, Self.yes) { return }
    summary.objects += 1
    switch acl(of: row) {
    case .notPublic: break
    case .notTold: summary.objectsWithoutACL += 1
    case .isPublic: addPublic(row[keyColumn]?.resolvingPercentEncoding ?? "")
    }
  }

  /// How many rows since the last call do not fit the columns, and where the first of them begins;
  /// `nil` where all do.
  mutating func takeStrange() -> (first: Int, count: Int)? {
    defer { strange = nil }
    return strange
  }

  private static let yes = Array("true".utf8)

  // MARK: ACLs

  private mutating func acl(of row: borrowing CSVRow) -> ACLReading {
    guard let aclColumn else { return .notTold }
    if let lastACL, row.isEqual(aclColumn, lastACL.text) { return lastACL.reading }
    let text = row.bytes(aclColumn)
    let reading: ACLReading
    if let known = readings[text] {
      reading = known
    } else {
      reading = read(text)
      // A bucket where nearly every object has an ACL of its own must not fill the memory.
      if readings.count >= Self.mostReadings { readings.removeAll(keepingCapacity: true) }
      readings[text] = reading
    }
    lastACL = (text, reading)
    return reading
  }

  private static let mostReadings = 10_000

  /// Reads base64 of `{"version": "2022-11-10", "status": "AVAILABLE", "grants": [...]}`.
  ///
  /// Source: Amazon S3 User Guide, "Using object ACLs in S3 Inventory".
  private mutating func read(_ text: [UInt8]) -> ACLReading {
    guard let bytes = Base64.decoded(text),
      let acl = parser.parse(String(decoding: bytes, as: UTF8.self)),
      acl["status"]?.string == "AVAILABLE", case .array(let grants)? = acl["grants"]
    else { return .notTold }
    var isTold = true
    for grant in grants {
      if let uri = grant["uri"]?.string {
        let grantee = Grantee(groupURI: uri)
        if grantee == .allUsers || grantee == .authenticatedUsers { return .isPublic }
      } else if grant["canonicalId"]?.string == nil {
        isTold = false
      }
    }
    return isTold ? .notPublic : .notTold
  }

  // MARK: Where

  private mutating func addPublic(_ key: String) {
    summary.publicObjects += 1
    if summary.samples.count < Self.mostSamples { summary.samples.append(key) }
    let prefix = key.firstIndex(of: "/").map { String(key[...$0]) } ?? ""
    if prefixes[prefix] != nil || prefixes.count < Self.mostPrefixes {
      prefixes[prefix, default: 0] += 1
    }
  }

  /// The summary with the prefixes of which it tells.
  func finished() -> InventorySummary {
    let most = prefixes.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    var summary = summary
    summary.publicPrefixes = most.prefix(Self.shownPrefixes).map {
      InventorySummary.Prefix(prefix: $0.key, count: $0.value)
    }
    return summary
  }

  private static let mostSamples = 3
  private static let mostPrefixes = 10_000
  private static let shownPrefixes = 10
}
