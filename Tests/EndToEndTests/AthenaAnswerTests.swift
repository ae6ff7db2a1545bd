import Glibc
import Testing

/// The queries for Athena, run for real: sqlglot turns them into DuckDB's words, and DuckDB runs them over
/// the same log files that the local reader reads. Both give the same report, and the same ledger.
@Suite(
  "Athena's answer",
  .enabled(if: FakeAthena.isInstalled, "DuckDB and sqlglot are not installed: make test does it"))
struct AthenaAnswerTests {
  private static let python = "\(Golden.package).build/venv/bin/python"
  private static let script = "\(Golden.package)Tests/EndToEndTests/Readers/run_athena_query.py"

  @Test("is the answer from the logs: the example's")
  func example() throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    try folder.link("logs", to: "Examples/logs")
    try folder.link("Policies", to: "Examples/policies")
    try compare(in: folder)
  }

  @Test("is the answer from the logs: many files that tell the same twice")
  func repeated() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(12, in: folder)
    try compare(in: folder)
  }

  @Test("is the answer from the logs: every form of a record", arguments: AthenaRecords.all)
  func forms(_ records: AthenaRecords) throws {
    let folder = try Workspace(policy: Self.policy, events: Week.quiet("one"))
    for file in records.files {
      try folder.write("{\"Records\": [\(file.records.joined(separator: ",\n"))]}", to: file.path)
    }
    try compare(in: folder)
  }

  /// A team that forbids whatever can be forbidden, so that every ACL decides something.
  private static let policy = Policy(
    "{bucket: one, forbidden-acls: [private, bucket-owner-read, bucket-owner-full-control, public,"
      + " aws-exec-read, log-delivery-write, 'grant:other-account', 'grant:LogDelivery']}", "two")

  @Test("Records without a bucket are the trouble of their log file, and nobody else's")
  func lost() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let path = AthenaRecords.path("999988887777", "us-east-1", "a")
    try folder.write(
      "{\"Records\": [\(AthenaRecords.withoutBucket.joined(separator: ",\n"))]}", to: path)
    try query(in: folder)
    let queried = try ReportDocument(folder.report(Self.results))
    let read = try ReportDocument(folder.reportOfLogs())
    // The file is another account's, so that the bucket is ready all the same.
    #expect(read.verdict == "ready")
    #expect(queried.verdict == "ready")
    #expect(Set(queried.evidence.unreadable.map(\.file)) == [path])
    #expect(Set(read.evidence.unreadable.map(\.file)) == [path])
  }

  @Test("counts requests beyond those that are told one by one, and knows the first and the last")
  func manyRequests() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let uploads = (0..<50).map { number in
      AthenaRecords.record(
        "PutObject",
        parameters: #"{"bucketName": "one", "key": "\#(number)", "x-amz-acl": "public-read"}"#,
        at: "2020-02-05T10:00:\(10 + number)Z")
    }
    let reads = (0..<30).map { number in
      AthenaRecords.record(
        "GetObject", parameters: #"{"bucketName": "one", "key": "\#(number)"}"#,
        identity: AthenaRecords.anonymous, at: "2020-02-06T10:00:\(10 + number)Z",
        AthenaRecords.data)
    }
    // Every record is told twice.
    for (name, records) in [("a", uploads + reads), ("b", reads.reversed() + uploads)] {
      try folder.write(
        "{\"Records\": [\(records.joined(separator: ",\n"))]}",
        to: AthenaRecords.path("111122223333", "us-east-1", name))
    }
    try query(in: folder, ["--one-by-one", "3"])
    let queried = try ReportDocument(folder.report(Self.results))
    let read = try ReportDocument(folder.reportOfLogs())
    #expect(queried.verdicts == read.verdicts)
    let findings = queried.buckets.flatMap(\.findings)
    #expect(findings.map(\.extent) == read.buckets.flatMap(\.findings).map(\.extent))
    #expect(Set(findings.map(\.count)).isSuperset(of: [50, 30]))
    // Without those that are told together, fewer would be counted.
    let rows = try folder.text("result.csv").split(separator: "\n")
    #expect(rows.count == 1 + 3 + 1 + 3 + 1)
  }

  // MARK: Comparing

  private static let results = ["--evidence", "result.csv", "--evidence", "recording.csv"]

  /// Writes the results of both queries.
  private func query(in folder: Workspace, _ options: [String] = []) throws {
    for (option, file) in [(options, "result.csv"), (["--recording"], "recording.csv")] {
      let query = try folder.run(
        ["athena", "sql", "--database", "audit", "--table", "logs", "--day-partition", "none"]
          + ["--to", Week.end, "--lookback", "60d"] + option)
      #expect(query.exitCode == 0)
      let result = try Program.run(
        [Self.script, "logs"], in: folder, input: .bytes(Array(query.standardOutput.utf8)),
        executable: Self.python)
      try #require(result.exitCode == 0, "\(result.standardError)")
      try folder.write(result.standardOutput, to: file)
    }
  }

  /// Compares the report on the results of both queries with that on the logs, but for what was read;
  /// and what ledgers hold of both, which is nothing more when they are added up.
  private func compare(in folder: Workspace) throws {
    try query(in: folder)
    #expect(try folder.report(Self.results).buckets == folder.reportOfLogs().buckets)
    #expect(try diagnosis(Self.results, folder) == diagnosis(["--evidence", "logs"], folder))
    _ = try folder.run(["collect", "--ledger", "queried", "result.csv", "recording.csv"])
    _ = try folder.run(["collect", "--ledger", "read", "logs"])
    _ = try folder.run(["ledger", "merge", "both", "queried", "read"])
    let read = try facts(in: "read", folder)
    #expect(read.contains("sightings"))
    #expect(try facts(in: "queried", folder) == read)
    #expect(try facts(in: "both", folder) == read)
  }

  /// What `doctor` says of evidence, but for how much was read, and where in a file a record stands.
  private func diagnosis(_ evidence: [String], _ folder: Workspace) throws -> String {
    let outcome = try folder.run(["doctor", "--as-of", Week.end, "--format", "json"] + evidence)
    #expect(outcome.exitCode == 0)
    let volume = ["files", "events", "bytes", "bytesInflated", "offset"].map { "\"\($0)\":" }
    return outcome.standardOutput.split(separator: "\n")
      .filter { line in !volume.contains { line.contains($0) } }.joined(separator: "\n")
  }

  /// What a ledger holds, part by part.
  private func facts(in ledger: String, _ folder: Workspace) throws -> String {
    let info = try folder.run(["ledger", "info", ledger]).standardOutput
    // Queries see no bytes of files, whose hashes digests tell; and only from them are there results.
    let others = ["20", "digests", "queryResults"]
    return info.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in line.contains(": ") && !others.contains { line.hasPrefix($0) } }
      .joined(separator: "\n")
  }
}
