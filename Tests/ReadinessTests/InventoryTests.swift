import Evidence
import Readiness
import S3Access
import Testing
import Timeline

extension Told {
  /// An inventory of every version, with the configuration that asked for it.
  static func inventory(
    ago days: Double, prefix: String? = "",
    _ change: @escaping @Sendable (inout InventorySummary) -> Void = { _ in }
  ) -> Told {
    Told { ledger in
      var summary = InventorySummary(
        bucket: bucket, destination: "arn:aws:s3:::inventories", configurationID: "all",
        createdAt: .daysAgo(days), listsAllVersions: true)
      summary.objects = 10
      change(&summary)
      ledger.note(summary)
      if let prefix {
        ledger.note(
          InventoryConfiguration(
            id: "all", destination: "arn:aws:s3:::inventories", prefix: prefix))
      }
    }
  }

  /// S3 showed the bucket's ACL while nothing hid public grants, half a day before the as-of instant.
  static func acl(_ grants: Set<Grant>) -> Told {
    all(
      snapshot(.bucketACL(grants), .allOff, .objectOwnership(nil), ago: 0.5),
      accountSnapshot(.allOff, ago: 0.5))
  }

  /// The same of a bucket with BlockPublicAcls on.
  static func blockedSnapshot(ago days: Double) -> Told {
    snapshot(
      .bucketACL([]), .objectOwnership(nil),
      .publicAccessBlock(PublicAccessBlockConfiguration(enabled: [.blockPublicAcls])), ago: days)
  }

  static let privateACL = acl([])
  /// Writes were recorded, reads never.
  static let writesRecorded = all(logs(), seen([.objectWrites]))
}

@Suite("IgnorePublicAcls by an inventory")
struct InventoryEvidenceTests {
  static let policy = teamFile("settings: [IgnorePublicAcls]")

  @Test(
    "it takes all of the parts",
    arguments: [
      SettingCase("all of them", .privateACL, .inventory(ago: 5), .writesRecorded, gives: "safe"),
      SettingCase("no inventory", .privateACL, .writesRecorded, gives: "unknown"),
      SettingCase("no snapshot", .inventory(ago: 5), .writesRecorded, gives: "unknown"),
      SettingCase("nothing recorded since", .privateACL, .inventory(ago: 5), gives: "unknown"),
      SettingCase(
        "BlockPublicAcls on all the time since, by snapshots and logs", .inventory(ago: 5),
        .blockedSnapshot(ago: 10), .blockedSnapshot(ago: 0.5),
        .accountSnapshot(.allOff, ago: 0.5), .all(.logs(), .seen([.management])), gives: "safe"),
      SettingCase(
        "BlockPublicAcls on since a time after it", .inventory(ago: 5), .blockedSnapshot(ago: 0.5),
        .accountSnapshot(.allOff, ago: 0.5), .all(.logs(), .seen([.management])),
        gives: "unknown"),
      SettingCase(
        "a public bucket ACL", .acl([Grant(.allUsers, .read)]), .inventory(ago: 5),
        .writesRecorded, gives: "unknown"),
      SettingCase(
        "a snapshot that hides public grants",
        .all(
          .snapshot(.bucketACL([]), .allOff, ago: 0.5), .accountSnapshot(.allOff, ago: 0.5)),
        .inventory(ago: 5), .writesRecorded, gives: "unknown"),
      SettingCase(
        "public grants hidden at the time", .privateACL, .turnOn(.ignorePublicAcls, ago: 6),
        .inventory(ago: 5), .writesRecorded, gives: "unknown"),
      SettingCase(
        "a public upload since", .privateACL, .inventory(ago: 5), .writesRecorded,
        .acl(.publicRead, ago: 3), gives: "unknown"),
      SettingCase(
        "a public upload shortly before, which it may lack", .privateACL, .inventory(ago: 5),
        .writesRecorded, .acl(.publicRead, ago: 6), gives: "unknown"),
      SettingCase(
        "a public upload long before", .privateACL, .inventory(ago: 5), .writesRecorded,
        .acl(.publicRead, ago: 20), gives: "safe"),
      SettingCase(
        "an inventory from before the window", .privateACL, .inventory(ago: 95), .writesRecorded,
        gives: "unknown"),
      SettingCase(
        "a newer inventory with a public object", .privateACL, .inventory(ago: 5),
        .inventory(ago: 4) { $0.publicObjects = 1 }, .writesRecorded, gives: "unknown"),
      SettingCase(
        "an inventory of the future", .privateACL, .inventory(ago: -1), .writesRecorded,
        gives: "unknown"),
      SettingCase(
        "one that is not whole", .privateACL, .inventory(ago: 5) { $0.isWhole = false },
        .writesRecorded, gives: "unknown"),
      SettingCase(
        "one without the ACLs", .privateACL, .inventory(ago: 5) { $0.objectsWithoutACL = 1 },
        .writesRecorded, gives: "unknown"),
      SettingCase(
        "one of current versions", .privateACL, .inventory(ago: 5) { $0.listsAllVersions = false },
        .writesRecorded, gives: "unknown"),
      SettingCase(
        "one of a part of the bucket", .privateACL, .inventory(ago: 5, prefix: "reports/"),
        .writesRecorded, gives: "unknown"),
      SettingCase(
        "one of nobody knows what part", .privateACL, .inventory(ago: 5, prefix: nil),
        .writesRecorded, gives: "unknown"),
    ])
  func parts(_ c: SettingCase) throws {
    let verdict = try verdict(c.told, Self.policy)
    #expect(
      verdict.status(of: .ignorePublicAcls) == c.status,
      "\(verdict.reasons(for: .ignorePublicAcls))")
  }

  @Test("public grants are told with where they lie, whatever the logs show")
  func told() throws {
    let found = Told.inventory(ago: 5) { summary in
      summary.publicObjects = 3
      summary.publicPrefixes = [.init(prefix: "reports/", count: 3)]
      summary.samples = ["reports/a.csv"]
    }
    let words = "3 objects with a public grant (3 below 'reports/', such as 'reports/a.csv')"
    let unknown = try verdict([found, .writesRecorded], Self.policy)
    #expect(unknown.reasons(for: .ignorePublicAcls).contains(words))
    let safe = try verdict([found, .recorded], Self.policy)
    #expect(safe.status(of: .ignorePublicAcls) == "safe")
    #expect(safe.reasons(for: .ignorePublicAcls).contains(words))
  }
}
