import Evidence
import JSON
import RawEvidence
import Testing
import Timeline
import TrailFixtures

/// An inventory in a folder, laid out as `aws s3 sync` of its destination leaves it.
private struct InventoryFolder {
  let folder: TemporaryFolder
  static let manifest = "invoices/all/2020-02-09T01-00Z/manifest.json"
  static let schema =
    "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, ObjectAccessControlList"

  /// - Parameter damage: what becomes of the compressed rows after their checksum was taken.
  init(
    _ rows: String, schema: String = Self.schema, format: String = "CSV",
    level: Int = 6, damage: Damage = .none
  ) throws {
    folder = try TemporaryFolder()
    let packed = try GzipCompressor(level: level).compress(Array(rows.utf8))
    guard var file = InflatedFile(limits: .standard) else { throw NoMemory() }
    _ = try file.load("rows", content: packed)
    let manifest: JSONValue = [
      "sourceBucket": "invoices", "destinationBucket": "arn:aws:s3:::inventories",
      "version": "2016-11-30", "creationTimestamp": "1581210000000", "fileFormat": .string(format),
      "fileSchema": .string(schema),
      "files": [
        [
          "key": "lists/invoices/all/data/0b.csv.gz", "size": .number("\(packed.count)"),
          "MD5checksum": .string(file.checksum),
        ]
      ],
    ]
    try folder.write(Array(manifest.compactText.utf8), to: Self.manifest)
    if let data = damage.applied(to: packed) {
      try folder.write(data, to: "invoices/all/data/0b.csv.gz")
    }
  }

  func ledger() async -> Ledger {
    let files = EvidenceFiles(below: [folder.path])
    var ledger = await EvidenceCollection(files.files).ledger(workers: 1)
    ledger.merge(files.ledger)
    return ledger.settled()
  }
}

private struct NoMemory: Error {}

/// What becomes of the rows after their checksum was taken.
private enum Damage: Sendable {
  case none, missing, altered, cut, emptied

  func applied(to bytes: [UInt8]) -> [UInt8]? {
    switch self {
    case .none: bytes
    case .missing: nil
    case .altered: bytes + [0]
    case .cut: bytes.dropLast(9)
    case .emptied: []
    }
  }
}

/// A row of the usual columns.
private func row(
  _ key: String, _ acl: String, bucket: String = "invoices", isDeleteMarker: Bool = false
) -> String {
  "\"\(bucket)\",\"\(key)\",\"v1\",\"true\",\"\(isDeleteMarker)\",\"13\",\"\(acl)\"\n"
}

private let toAllUsers =
  "eyJ2ZXJzaW9uIjoiMjAyMi0xMS0xMCIsInN0YXR1cyI6IkFWQUlMQUJMRSIsImdyYW50cyI6W3sidXJpIjoiaHR0cDovL2Fjcy"
  + "5hbWF6b25hd3MuY29tL2dyb3Vwcy9nbG9iYWwvQWxsVXNlcnMiLCJwZXJtaXNzaW9uIjoiUkVBRCIsInR5cGUiOiJHcm91cCJ9"
  + "XX0="
/// AWS's own example: one grant to a canonical user.
private let toOneUser =
  "eyJ2ZXJzaW9uIjoiMjAyMi0xMS0xMCIsInN0YXR1cyI6IkFWQUlMQUJMRSIsImdyYW50cyI6W3siY2Fub25pY2FsSWQiOiJleGF"
  + "tcGxlLWNhbm9uaWNhbC11c2VyLUlEIiwidHlwZSI6IkNhbm9uaWNhbFVzZXIiLCJwZXJtaXNzaW9uIjoiUkVBRCJ9XX0="
/// `{"version":"2022-11-10","status":"UNAVAILABLE"}`
private let unavailable = "eyJ2ZXJzaW9uIjoiMjAyMi0xMS0xMCIsInN0YXR1cyI6IlVOQVZBSUxBQkxFIn0="

@Suite("S3 Inventory")
struct InventoryTests {
  @Test("objects with a public grant, by where they lie")
  func publicGrants() async throws {
    let rows =
      row("reports/2019.csv", toAllUsers) + row("reports%2F2020.csv", toAllUsers)
      + row("img/a+b%20c.png", toAllUsers) + row("index.html", toAllUsers)
      + row("private.csv", toOneUser) + row("gone.csv", "", isDeleteMarker: true)
    let said = try await InventoryFolder(rows).ledger()
    let summary = try #require(said.inventories.first)
    #expect(said.unreadableLines == [])
    #expect(summary.bucket == "invoices")
    #expect(summary.configurationID == "all")
    #expect(summary.createdAt == Instant(iso8601: "2020-02-09T01:00:00Z"))
    #expect((summary.objects, summary.publicObjects, summary.objectsWithoutACL) == (5, 4, 0))
    #expect(
      summary.publicPrefixes.map { "\($0.prefix) \($0.count)" } == ["reports/ 2", " 1", "img/ 1"])
    #expect(summary.samples == ["reports/2019.csv", "reports/2020.csv", "img/a+b c.png"])
    #expect(summary.tellsEveryACL && summary.listsAllVersions)
    #expect(said.volume.files == 2 && said.volume.filesPassedOver == 0)
  }

  @Test(
    "an ACL that is not told",
    arguments: [unavailable, "", "e30=", "no base64!", "W10=", "eyJzdGF0dXMiOiJBVkFJTEFCTEUifQ=="])
  func untold(_ acl: String) async throws {
    let said = try await InventoryFolder(row("a", acl) + row("b", toOneUser)).ledger()
    let summary = try #require(said.inventories.first)
    #expect((summary.objects, summary.objectsWithoutACL) == (2, 1))
    #expect(!summary.tellsEveryACL)
  }

  @Test("an inventory without the column, and of current versions only")
  func columns() async throws {
    let said = try await InventoryFolder("\"invoices\",\"a\"\n", schema: "Bucket, Key").ledger()
    let summary = try #require(said.inventories.first)
    #expect((summary.objects, summary.objectsWithoutACL) == (1, 1))
    #expect(!summary.listsAllVersions)
  }

  @Test(
    "files that are not what the manifest names",
    arguments: [
      (.missing, "names 0b.csv.gz, a file of the inventory, which is not there"),
      (.altered, "MD5 differs"), (.cut, "MD5 differs"), (.emptied, "MD5 differs"),
    ] as [(Damage, String)])
  fileprivate func damage(_ damage: Damage, _ reason: String) async throws {
    let said = try await InventoryFolder(row("a", toOneUser), damage: damage).ledger()
    #expect(said.unreadable.count == 1 && said.unreadable.allSatisfy { $0.bucket == "invoices" })
    #expect(said.unreadableLines.first?.hasSuffix(reason) == true, "\(said.unreadableLines)")
    #expect(said.inventories.first?.isWhole == false)
  }

  @Test(
    "rows that do not fit",
    arguments: [
      ("of another bucket", row("a", toOneUser, bucket: "ledger")),
      ("too short", "\"invoices\",\"a\"\n"),
      ("torn", "\"invoices\"x,\"a\"\n"), ("without an end", "\"invoices\",\"a"),
    ])
  func rows(_ name: String, _ odd: String) async throws {
    let said = try await InventoryFolder(row("a", toOneUser) + odd).ledger()
    let place = row("a", toOneUser).utf8.count
    #expect(said.unreadable.count == 1, "\(said.unreadableLines)")
    #expect(said.unreadableLines.first?.hasPrefix("\(place) inflated: ") == true)
    #expect(said.inventories.first?.isWhole == false)
    #expect(said.inventories.first?.objects == 1)
  }

  @Test(
    "a file of many megabytes, which is read piece by piece",
    arguments: [Damage.none, .altered, .cut])
  fileprivate func large(_ damage: Damage) async throws {
    let name = String(repeating: "x", count: 10_000)
    let rows = (0..<1_000).map { row("\($0)/\(name)", $0 % 100 == 0 ? toAllUsers : toOneUser) }
    // Not compressed at all, so that the file is as large as its text.
    let text = rows.joined() + "\"invoices\",\"short\"\n"
    let said = try await InventoryFolder(text, level: 0, damage: damage).ledger()
    let summary = try #require(said.inventories.first)
    if damage == .none {
      #expect((summary.objects, summary.publicObjects) == (1_000, 10))
      let place = rows.joined().utf8.count
      #expect(
        said.unreadableLines == ["\(place) inflated: 1 row does not fit the inventory's columns"])
    } else {
      #expect((summary.objects, summary.publicObjects) == (0, 0))
      #expect(said.unreadableLines.first?.hasSuffix("MD5 differs") == true)
    }
    #expect(!summary.isWhole)
  }

  @Test("formats that are not read are named", arguments: ["ORC", "Parquet"])
  func formats(_ format: String) async throws {
    let said = try await InventoryFolder("", format: format).ledger()
    #expect(
      said.unreadableLines == [
        "0: is the manifest of an inventory in \(format), which this version does not read: ask for CSV"
          + " in the inventory's configuration"
      ])
    #expect(said.inventories.isEmpty)
  }

  @Test("how an inventory was asked for")
  func configuration() async throws {
    let text = """
      {"InventoryConfiguration": {"Id": "all", "IsEnabled": true, "Filter": {"Prefix": "reports/"},
       "Destination": {"S3BucketDestination": {"Bucket": "arn:aws:s3:::inventories", "Format": "CSV"}}}}
      """
    let said = try await ledger(reading: text, named: "get-bucket-inventory-configuration.json")
    #expect(
      said.inventoryConfigurations == [
        InventoryConfiguration(
          id: "all", destination: "arn:aws:s3:::inventories", prefix: "reports/")
      ])
  }
}
