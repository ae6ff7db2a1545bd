import JSON
import Timeline

/// A digest file of CloudTrail: what it says of the log files that were delivered in its hour.
///
/// Source: CloudTrail User Guide, "CloudTrail digest file structure".
public struct LogDigest: Hashable, Codable, Sendable {
  /// The file, as it was read.
  public var file: String
  /// The SHA-256 of its uncompressed content, in hexadecimal.
  public var contentHash: String
  /// Whose digests it is one of.
  public var stream: DigestStream
  /// The hour of delivery that it speaks of.
  public var hour: Interval
  /// `digestEndTime` as it is written, for it is signed so.
  public var endText: String
  /// The bucket and the key under which it was delivered.
  public var object: String
  /// Which public key checks its signature.
  public var keyFingerprint: String
  /// The digest before it; `nil` in the first of a chain.
  public var previous: Link?
  /// The log files that were delivered.
  public var logFiles: [LogFile]
  /// Whether it was delivered later, and adds files to an hour that had its digest already.
  public var isBackfill: Bool

  /// What a digest says of the one before it.
  public struct Link: Hashable, Codable, Sendable {
    /// Its bucket and key.
    public var object: String
    /// The SHA-256 of its uncompressed content, in hexadecimal.
    public var contentHash: String
    /// Its signature, in hexadecimal.
    public var signature: String
  }

  /// A log file that a digest names.
  public struct LogFile: Hashable, Codable, Sendable {
    /// Its name, without folders.
    public var name: String
    /// The SHA-256 of its uncompressed content, in hexadecimal.
    public var contentHash: String
    /// When the earliest of its events happened; `nil` where the digest does not say.
    public var oldestEvent: Instant?
  }
}

/// The digests of one trail in one account and Region.
public struct DigestStream: Hashable, Codable, Sendable, Comparable {
  /// The account whose calls are recorded, which in an organization's trail may not be the trail's.
  public var account: String
  /// The Region.
  public var region: String
  /// The trail's name.
  public var trail: String
  /// The trail's home Region.
  public var homeRegion: String

  public static func < (a: DigestStream, b: DigestStream) -> Bool {
    (a.account, a.region, a.trail, a.homeRegion) < (b.account, b.region, b.trail, b.homeRegion)
  }
}

extension DigestStream {
  /// What a digest's name tells:
  /// `111122223333_CloudTrail-Digest_us-east-2_TRAIL_us-east-1_20150817T150131Z.json.gz`; `nil` where
  /// it is no digest's name. A trail's name may hold underscores.
  init?(digestName path: String) {
    let parts = path.fileName.utf8
      .split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false).map { Substring($0) }
    let tail = parts.last?.hasPrefix("backfill") ?? false ? 2 : 1
    guard parts.count >= 5 + tail, parts[1] == "CloudTrail-Digest", parts[0].count == 12 else {
      return nil
    }
    self.init(
      account: String(parts[0]), region: String(parts[2]),
      trail: parts[3..<(parts.count - tail - 1)].joined(separator: "_"),
      homeRegion: String(parts[parts.count - tail - 1]))
  }
}

extension LogDigest {
  /// A digest of this content; `nil` where something of it is missing.
  init?(_ document: EvidenceDocument) {
    let value = document.value
    func text(_ name: String) -> String? { value[name]?.string }
    guard let hash = document.contentHash, let key = text("digestS3Object"),
      let bucket = text("digestS3Bucket"), let stream = DigestStream(digestName: key),
      let endText = text("digestEndTime"), let end = Instant(iso8601: endText),
      let start = text("digestStartTime").flatMap({ Instant(iso8601: $0) }), start <= end,
      text("awsAccountId") == stream.account, case .array(let entries)? = value["logFiles"]
    else { return nil }
    let files = entries.compactMap(LogFile.init)
    guard files.count == entries.count else { return nil }
    self.init(
      file: document.path, contentHash: hash, stream: stream, hour: Interval(from: start, to: end),
      endText: endText, object: "\(bucket)/\(key)",
      keyFingerprint: text("digestPublicKeyFingerprint") ?? "", previous: nil, logFiles: files,
      isBackfill: key.contains("_backfill"))
    guard let previousKey = text("previousDigestS3Object") else { return }
    guard let previousBucket = text("previousDigestS3Bucket"),
      let previousHash = text("previousDigestHashValue")
    else { return nil }
    previous = Link(
      object: "\(previousBucket)/\(previousKey)", contentHash: previousHash.lowercased(),
      signature: text("previousDigestSignature") ?? "")
  }
}

extension LogDigest.LogFile {
  fileprivate init?(_ value: JSONValue) {
    guard let name = value["s3Object"]?.string?.fileName, !name.isEmpty,
      let hash = value["hashValue"]?.string, value["hashAlgorithm"]?.string == "SHA-256"
    else { return nil }
    self.init(
      name: String(name), contentHash: hash.lowercased(),
      oldestEvent: value["oldestEventTime"]?.string.flatMap { Instant(iso8601: $0) })
  }
}
