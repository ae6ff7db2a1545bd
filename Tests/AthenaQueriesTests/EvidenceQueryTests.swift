import AthenaQueries
import S3Access
import Testing
import Timeline

@Suite("The query for Athena")
struct EvidenceQueryTests {
  private func query(dayPartition: String? = "timestamp") throws -> EvidenceQuery {
    EvidenceQuery(
      QueryExtent(
        try #require(AthenaTable(database: "audit", table: "cloudtrail_logs")),
        from: try #require(Instant(iso8601: "2019-12-30T12:00:00Z")),
        to: try #require(Instant(iso8601: "2020-01-31T12:00:00Z")), dayPartition: dayPartition))
  }

  @Test("asks for every public ACL, by all its names", arguments: CannedACL.allCases)
  func publicACLs(_ acl: CannedACL) throws {
    let words = try query().sql.split(separator: "\n").first { $0.contains("regexp_like") }
    #expect(try #require(words).contains(acl.rawValue) == acl.isPublic)
    #expect(try #require(words).contains("allusers|authenticatedusers"))
  }

  @Test("asks for the days whose folders hold the files, where the table knows days")
  func days() throws {
    #expect(
      try query().sql.contains(#"AND "timestamp" BETWEEN '2019/12/30' AND '2020/02/01'"#))
    #expect(!(try query(dayPartition: nil).sql.contains("BETWEEN")))
    #expect(
      try query().sql.contains(
        "eventtime >= '2019-12-30T12:00:00Z' AND eventtime < '2020-01-31T12:00:00Z'"))
  }

  @Test(
    "takes no name that could end its own",
    arguments: [
      "", "a b", "a\"b", "a'b", "a`b", "a;b", "a.b", "ä", String(repeating: "a", count: 256),
    ])
  func names(_ name: String) {
    #expect(AthenaTable(database: "audit", table: name) == nil)
    #expect(AthenaTable(database: name, table: "logs") == nil)
  }

  @Test("is over a table whose folders are the trail's")
  func table() throws {
    let definition = TableDefinition(
      try #require(AthenaTable(database: "audit", table: "logs")), at: "s3://trail/AWSLogs/",
      accounts: ["111122223333", "999988887777"], regions: ["us-east-1"],
      from: try #require(Instant(iso8601: "2020-01-01")))
    for line in [
      "CREATE EXTERNAL TABLE `audit`.`logs` (",
      "'projection.account.values' = '111122223333,999988887777'",
      "'projection.timestamp.range' = '2020/01/01,NOW'",
      "'s3://trail/AWSLogs/${account}/CloudTrail/${region}/${timestamp}'",
    ] {
      #expect(definition.ddl.contains(line))
    }
  }
}
