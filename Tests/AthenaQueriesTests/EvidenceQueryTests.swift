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

  @Test("asks for every ACL, by the names of all parameters that hold one")
  func parameters() throws {
    let sql = try query().sql
    #expect(
      sql.contains("regexp_like(lower(requestparameters), 'x-amz-acl|x-amz-grant-|accesscontrol|"))
  }

  @Test("asks for calls whose ACL may not show", arguments: S3Operation.aclCarriers.sorted())
  func carriers(_ operation: String) throws {
    let sql = try query().sql
    let carriers = sql.split(separator: "\n").first { $0.contains("OR (eventname IN (") }
    #expect(try #require(carriers).contains("'\(operation)'"))
    let setters = sql.split(separator: "\n").first { $0.contains("  OR eventname IN (") }
    #expect(
      try #require(setters).contains("'\(operation)'") == S3Operation(operation).setsOnlyACL)
  }

  @Test("scans the table once")
  func scans() throws {
    let extent = try query().extent
    for sql in [EvidenceQuery(extent).sql, RecordingQuery(extent).sql] {
      #expect(sql.ranges(of: "\"audit\".\"cloudtrail_logs\"").count == 1)
      #expect(sql.ranges(of: "FROM record\n").count == 1)
    }
  }

  @Test("asks for the folders of days, whenever the calls were")
  func folders() throws {
    let table = try #require(AthenaTable(database: "audit", table: "logs"))
    let extent = QueryExtent(
      table,
      .delivered(
        first: try #require(Instant(iso8601: "2020-01-31")),
        last: try #require(Instant(iso8601: "2020-02-01")), dayPartition: "dt"))
    for sql in [EvidenceQuery(extent).sql, RecordingQuery(extent).sql] {
      #expect(sql.contains("WHERE \"dt\" BETWEEN '2020/01/31' AND '2020/02/01'\n"))
    }
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
