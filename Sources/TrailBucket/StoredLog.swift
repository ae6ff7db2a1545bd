import Evidence
import JSON
import Timeline

/// A log file of a trail, as its bucket lists it.
public struct StoredLog: Hashable, Sendable {
  /// The bucket that it lies in.
  public var bucket: String
  /// Its key.
  public var key: String
  /// Its size in bytes.
  public var size: Int
  /// The tag that changes with its content, without quotes.
  public var etag: String
  /// Its storage class, where it is not S3 Standard.
  public var storageClass: String?

  /// A file of these properties.
  public init(
    bucket: String, key: String, size: Int, etag: String, storageClass: String? = nil
  ) {
    self.bucket = bucket
    self.key = key
    self.size = size
    self.etag = etag
    self.storageClass = storageClass
  }

  /// What it is called as evidence: `s3://BUCKET/KEY`.
  public var uri: String { "s3://\(bucket)/\(key)" }

  /// The last part of its key.
  public var name: Substring { key.split(separator: "/").last ?? "" }

  /// Whether it has to be restored before it can be fetched.
  ///
  /// Source: Amazon S3 User Guide, "Understanding archive storage".
  public var isArchived: Bool { storageClass == "GLACIER" || storageClass == "DEEP_ARCHIVE" }
}

extension StoredLog {
  /// One entry of a listing: `[Key, Size, ETag, StorageClass]`.
  init?(_ entry: JSONValue, in bucket: String) {
    let fields = entry.elements
    guard fields.count == 4, let key = fields[0].string, case .number(let digits) = fields[1],
      let size = Int(digits), let etag = fields[2].string
    else { return nil }
    self.init(
      bucket: bucket, key: key, size: size, etag: etag.filter { $0 != "\"" },
      storageClass: fields[3].string)
  }

  /// The day of the folder that the file lies in, where it is a log file below a Region's folder.
  func day(below region: S3Location) -> Instant? {
    guard key.hasPrefix(region.prefix), LogFileName(path: key) != nil, key.hasSuffix(".json.gz")
    else { return nil }
    let folders = key.dropFirst(region.prefix.count).split(
      separator: "/", omittingEmptySubsequences: false)
    guard folders.count == 4 else { return nil }
    return Instant(iso8601: folders.prefix(3).joined(separator: "-"))
  }
}
