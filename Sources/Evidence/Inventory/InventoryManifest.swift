import JSON
import Timeline

/// What `manifest.json` says of an inventory.
///
/// Source: Amazon S3 User Guide, "Locating your inventory list", Inventory manifest.
struct InventoryManifest {
  let summary: InventorySummary
  /// The names of the columns, in order.
  let columns: [String]
  let files: [File]

  /// A file of the inventory's rows.
  struct File {
    let key: String
    let checksum: String
    let size: Int?
  }

  /// Why a manifest cannot be used, to be read after "is the manifest of an inventory".
  struct Shortcoming: Error {
    let reason: String
  }

  /// Whether a document looks like a manifest.
  static func isManifest(_ value: JSONValue) -> Bool {
    value["sourceBucket"] != nil && value["fileFormat"] != nil && value["files"] != nil
  }

  init(_ value: JSONValue) throws(Shortcoming) {
    guard let bucket = value["sourceBucket"]?.string, !bucket.isEmpty else {
      throw Shortcoming(reason: "without the bucket that it lists ('sourceBucket')")
    }
    let format = value["fileFormat"]?.string ?? "no format"
    guard format == "CSV" else {
      throw Shortcoming(
        reason: "in \(format), which this version does not read: ask for CSV in the inventory's"
          + " configuration")
    }
    guard let created = value["creationTimestamp"]?.digits, let milliseconds = Int64(created) else {
      throw Shortcoming(reason: "without the time at which it was begun ('creationTimestamp')")
    }
    guard let schema = value["fileSchema"]?.string, case .array(let files)? = value["files"] else {
      throw Shortcoming(reason: "without 'fileSchema' or 'files'")
    }
    columns = schema.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
    self.files = files.compactMap { File($0) }
    guard self.files.count == files.count else {
      throw Shortcoming(reason: "whose 'files' have no 'key' or no 'MD5checksum'")
    }
    summary = InventorySummary(
      // An ARN in older manifests.
      bucket: bucket.split(separator: ":").last.map(String.init) ?? bucket,
      destination: value["destinationBucket"]?.string ?? "",
      configurationID: self.files.first.flatMap { Self.configurationID(inKey: $0.key) },
      createdAt: Instant(secondsSince1970: milliseconds / 1_000),
      listsAllVersions: columns.contains("VersionId"))
  }

  /// The third last folder of `prefix/bucket/configuration/data/file.csv.gz`.
  private static func configurationID(inKey key: String) -> String? {
    let parts = key.split(separator: "/")
    guard parts.count >= 4, parts[parts.count - 2] == "data" else { return nil }
    return String(parts[parts.count - 3])
  }
}

extension InventoryManifest.File {
  fileprivate init?(_ value: JSONValue) {
    guard let key = value["key"]?.string, let checksum = value["MD5checksum"]?.string,
      !key.isEmpty, !checksum.isEmpty
    else { return nil }
    self.key = key
    self.checksum = checksum.lowercased()
    size = value["size"]?.digits.flatMap { Int($0) }
  }
}

extension JSONValue {
  /// A number, or the text of one.
  fileprivate var digits: String? {
    switch self {
    case .number(let text), .string(let text): text
    default: nil
    }
  }
}
