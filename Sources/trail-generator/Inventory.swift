import ArgumentParser
import Crypto
import JSON
import TrailFixtures

/// Writes an S3 Inventory of one large bucket.
struct Inventory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an S3 Inventory with the ACL of each object, as many rows as asked for.")

  @Option(help: ArgumentHelp("Where to write it.", valueName: "folder"))
  var output: String

  @Option(help: "How many rows.")
  var rows: Int

  @Option(help: "How many rows a file has at most.")
  var rowsPerFile: Int = 1_000_000

  @Flag(help: "Write into a folder that is not empty.")
  var force = false

  func validate() throws {
    if rowsPerFile < 1 { throw ValidationError("--rows-per-file must be at least 1.") }
  }

  func run() async throws {
    let folder = try OutputFolder(output, force: force)
    let compressor = try GzipCompressor(level: 1)
    var files: [JSONValue] = []
    for (number, start) in stride(from: 0, to: rows, by: rowsPerFile).enumerated() {
      var text: [UInt8] = []
      for row in start..<min(rows, start + rowsPerFile) { text += Self.row(row).utf8 }
      let packed = try compressor.compress(text)
      let checksum = Insecure.MD5.hash(data: packed).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      try folder.write(packed, to: "data/\(number).csv.gz")
      files.append([
        "key": .string("busy-bucket/all/data/\(number).csv.gz"),
        "size": .number("\(packed.count)"), "MD5checksum": .string(checksum.joined()),
      ])
    }
    let manifest: JSONValue = [
      "sourceBucket": "busy-bucket", "destinationBucket": "arn:aws:s3:::inventories",
      "version": "2016-11-30", "creationTimestamp": "1770000000000", "fileFormat": "CSV",
      "fileSchema":
        "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ObjectAccessControlList, ObjectOwner",
      "files": .array(files),
    ]
    try folder.write(Array(manifest.compactText.utf8), to: "2026-02-02T01-00Z/manifest.json")
  }

  /// One object in a thousand has a public grant.
  private static func row(_ number: Int) -> String {
    "\"busy-bucket\",\"reports/2026/\(number % 5_000)/part-\(number).parquet\",\"v\(number)\",\"true\","
      + "\"false\",\"52436\",\"2026-01-03T15:34:11.000Z\",\"\(number % 1_000 == 7 ? open : own)\","
      + "\"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"\n"
  }

  private static let own =
    "eyJ2ZXJzaW9uIjoiMjAyMi0xMS0xMCIsInN0YXR1cyI6IkFWQUlMQUJMRSIsImdyYW50cyI6W3siY2Fub25pY2FsSWQiOiJ"
    + "leGFtcGxlLWNhbm9uaWNhbC11c2VyLUlEIiwidHlwZSI6IkNhbm9uaWNhbFVzZXIiLCJwZXJtaXNzaW9uIjoiUkVBRCJ9XX0="
  private static let open =
    "eyJ2ZXJzaW9uIjoiMjAyMi0xMS0xMCIsInN0YXR1cyI6IkFWQUlMQUJMRSIsImdyYW50cyI6W3sidXJpIjoiaHR0cDovL2F"
    + "jcy5hbWF6b25hd3MuY29tL2dyb3Vwcy9nbG9iYWwvQWxsVXNlcnMiLCJwZXJtaXNzaW9uIjoiUkVBRCIsInR5cGUiOiJHcm91cCJ9XX0="
}
