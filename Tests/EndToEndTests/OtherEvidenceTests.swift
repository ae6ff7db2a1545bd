import Testing
import TrailFixtures

@Suite("Evidence that is not CloudTrail's")
struct OtherEvidenceTests {
  private static let owner = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"

  private static func line(_ time: String, _ id: String, _ operation: String, _ acl: String)
    -> String
  {
    "\(owner) one [\(time) +0000] 203.0.113.7 - \(id) \(operation) a.csv \"GET /a.csv HTTP/1.1\" 200 - 1"
      + " 1 1 1 \"-\" \"curl\" - h= SigV4 - AuthHeader one.s3.amazonaws.com TLSv1.2 - \(acl) us-east-1\n"
  }

  @Test("An access log in a folder, by its name: an anonymous reader whom an ACL let in")
  func accessLog() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write(
      Self.line("05/Feb/2020:10:00:00", "A1", "REST.GET.OBJECT", "Yes"),
      to: "logs/access/2020-02-05-11-00-00-ABCDEF0123456789")
    let outcome = try folder.check("--setting", "IgnorePublicAcls")
    #expect(outcome.exitCode == 1, "\(outcome.standardError)")
    #expect(outcome.standardOutput.contains("an ACL let this anonymous GetObject in"))
  }

  @Test(
    "An access log of more than 8 MiB is read piece by piece, compressed or not",
    arguments: [false, true])
  func largeAccessLog(isCompressed: Bool) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    var generator = SeededGenerator(seed: 1)
    // Ids that compress badly, so that the file stays large.
    let count = isCompressed ? 320_000 : 40_000
    let lines = (0..<count).map { number in
      let id =
        String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
        + String(generator.next(), radix: 36)
      return Self.line("05/Feb/2020:10:00:00", id, "REST.GET.OBJECT", number == 7 ? "Yes" : "-")
    }
    var bytes = Array(lines.joined().utf8)
    if isCompressed { bytes = try GzipCompressor().compress(bytes) }
    #expect(bytes.count > 8 << 20)
    try folder.write(
      bytes,
      to: "logs/access/2020-02-05-11-00-00-ABCDEF0123456789" + (isCompressed ? ".gz" : ""))
    let outcome = try folder.check("--setting", "IgnorePublicAcls")
    #expect(outcome.exitCode == 1, "\(outcome.standardError)")
    #expect(outcome.standardOutput.contains("an ACL let this anonymous GetObject in"))
  }

  @Test("A torn line keeps its bucket from being ready, and no other")
  func tornLine() throws {
    let folder = try Workspace(
      policy: Policy("one", "two"), events: Week.quiet("one") + Week.quiet("two"))
    try folder.write(
      Self.line("05/Feb/2020:10:00:00", "A1", "REST.GET.OBJECT", "-").prefix(120) + "\n",
      to: "logs/2020-02-05-11-00-00-ABCDEF0123456789")
    let outcome = try folder.check("--setting", "BlockPublicAcls", "--format", "json")
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardError.contains("byte 0: 1 line is torn"))
    #expect(
      try ReportDocument(outcome.standardOutput).verdicts == ["one": "unknown", "two": "ready"])
  }

  @Test("What was recorded, added up by a query, is no word on what was done")
  func recordingWithoutUses() throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    let calls = [
      ("GetObject", "true", "Data"), ("PutObject", "false", "Data"),
      ("PutBucketTagging", "false", "Management"),
    ]
    let rows = (3...9).flatMap { day in
      calls.map { name, isRead, category in
        let time = "2020-02-0\(day)T23:00:00Z"
        let path =
          "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/0\(day)/"
          + "111122223333_CloudTrail_us-east-1_2020020\(day)T2305Z_mWYz4Ukpbtv8QjOT.json.gz"
        return [
          time, time, "1", path, "us-east-1", "111122223333", isRead, category, "s3.amazonaws.com",
          name, "one",
        ].map { "\"\($0)\"" }.joined(separator: ",")
      }
    }
    let names =
      "eventTime,lastEventTime,events,path,awsRegion,recipientAccountId,readOnly,eventCategory,"
      + "eventSource,eventName,bucketName"
    try folder.write(([names] + rows).joined(separator: "\n"), to: "recording.csv")
    // That of the query that has been in use tells of some uses only.
    try folder.write("eventtime,eventname,requestparameters\n", to: "some.csv")
    try folder.write(
      "eventTime,eventName,awsRegion,recipientAccountId,errorCode,userIdentity_type,"
        + "userIdentity_accountId,requestParameters,additionalEventData,resources,path\n",
      to: "uses.csv")
    func verdict(_ files: String...) throws -> String? {
      let outcome = try folder.run(
        files.flatMap { ["--evidence", $0] } + ["--as-of", Week.end, "--format", "json"])
      return try ReportDocument(outcome.standardOutput).verdicts["one"]
    }
    #expect(try verdict("recording.csv") == "unknown")
    #expect(try verdict("recording.csv", "some.csv") == "unknown")
    #expect(try verdict("recording.csv", "uses.csv") == "ready")
    #expect(
      try folder.run(["--evidence", "recording.csv", "--as-of", Week.end]).standardOutput
        .contains("none tells what was done"))
  }

  @Test("A query's result proves a use, and covers nothing")
  func queryResult() throws {
    let folder = try Workspace(policy: Policy("one", "two"), events: [])
    try folder.write(
      """
      "eventtime","arn","eventname","sourceipaddress","useragent","requestparameters"
      "2020-02-05T10:00:00Z","arn:aws:iam::111122223333:role/app","PutObject","203.0.113.7","[aws-cli]",\
      "{""bucketName"":""one"",""x-amz-acl"":""public-read"",""key"":""a.csv""}"
      """, to: "logs/result.csv")
    let outcome = try folder.check("--setting", "BlockPublicAcls", "--format", "json")
    #expect(outcome.exitCode == 1, "\(outcome.standardError)")
    #expect(
      try ReportDocument(outcome.standardOutput).verdicts == ["one": "not-ready", "two": "unknown"])

    func vouching(_ options: String...) throws -> Outcome {
      try folder.run(
        ["--evidence", "logs", "--as-of", Week.end, "--setting", "BlockPublicAcls"]
          + ["--format", "json"] + options)
    }
    let vouched = try vouching(
      "--declared-window", "2020-02-03/2020-02-10", "--declared-class", "object-writes",
      "--declared-class", "management")
    #expect(
      try ReportDocument(vouched.standardOutput).verdicts == ["one": "not-ready", "two": "ready"])
    #expect(vouched.standardOutput.contains("because --declared-window says so"))
    #expect(try vouching("--declared-window", "2020-02-03/2020-02-10").exitCode == 64)
    #expect(try vouching("--declared-class", "management").exitCode == 64)
    #expect(
      try vouching("--declared-window", "2020-02-10/2020-02-03", "--declared-class", "management")
        .exitCode == 64)
  }
}
