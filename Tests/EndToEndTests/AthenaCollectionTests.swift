import Glibc
import Testing
import TrailFixtures

@Suite(
  "Collecting from Athena",
  .enabled(if: FakeAthena.isInstalled, "DuckDB and sqlglot are not installed: make test does it"))
struct AthenaCollectionTests {
  private static let folder = "logs/AWSLogs/111122223333/CloudTrail/us-east-1"
  private static let collect = [
    "collect", "--ledger", "ledger", "--athena", "--database", "audit", "--table", "logs",
    "--output-location", "s3://results/",
  ]

  /// The name of a file that was delivered at a time of a day of February 2020.
  private static func name(_ day: Int, _ clock: String = "1200") -> String {
    "\(folder)/2020/02/0\(day)/111122223333_CloudTrail_us-east-1_2020020\(day)T\(clock)Z_a.json.gz"
  }

  /// A week of logs, a file a day.
  private func week() throws -> Workspace {
    let folder = try Workspace()
    try folder.write(Policy("one").text, to: "Policies/payments.yaml")
    for day in 3...9 {
      let events = Week.quiet("one").filter { $0.eventTime.hasPrefix("2020-02-0\(day)T") }
      try folder.write(try gzip(logFile(events)), to: Self.name(day, "2359"))
    }
    return folder
  }

  private func collect(
    _ options: [String] = [], in folder: Workspace, _ athena: FakeAthena
  ) throws -> Outcome {
    try Program.run(
      Self.collect + ["--from", "2020-02-03", "--to", "2020-02-08T12:00:00Z"] + options,
      in: folder, environment: athena.environment)
  }

  @Test("gives the verdicts of the files, asks for each day once, and says what it cost")
  func incremental() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    let nothingNew =
      "bpa-ready: ledger: 0 days of Athena's table added with 0 records, 7 known already\n"
    // Four days first, in two queries of three days at most.
    let part = try Program.run(
      Self.collect
        + ["--from", "2020-02-03", "--to", "2020-02-05T12:00:00Z", "--days-at-once", "3"],
      in: folder, environment: athena.environment)
    #expect(part.exitCode == 0, "\(part.standardError)")
    #expect(part.standardError.contains("4 days of Athena's table added with 36 records"))
    #expect(part.standardError.contains("4 queries scanned"))
    #expect(part.standardError.contains("about 0.01 USD at 5.00 USD a TB"))
    #expect(part.standardError.contains("how much they scan is not known before"))
    #expect(
      try athena.asked() == [
        "recording 2020/02/03 2020/02/05", "recording 2020/02/06 2020/02/06",
        "uses 2020/02/03 2020/02/05", "uses 2020/02/06 2020/02/06",
      ])
    let rest = try collect(in: folder, athena)
    #expect(rest.exitCode == 0)
    #expect(rest.standardError.contains("3 days of Athena's table added"))
    #expect(
      try athena.asked() == ["recording 2020/02/07 2020/02/09", "uses 2020/02/07 2020/02/09"])
    #expect(try collect(in: folder, athena).standardError == nothingNew)
    #expect(try athena.asked() == [])
    #expect(try folder.reportOfLedger().buckets == folder.reportOfLogs().buckets)

    // A file that came late is found where days are asked for again, and only there.
    try folder.write(try gzip(logFile([Week.publicUpload("one")])), to: Self.name(5))
    #expect(try collect(in: folder, athena).standardError == nothingNew)
    #expect(try collect(["--ask-again"], in: folder, athena).exitCode == 0)
    #expect(try collect(["--ask-again"], in: folder, athena).exitCode == 0)
    #expect(try folder.reportOfLedger().buckets == folder.reportOfLogs().buckets)
    let verified = try folder.run(["ledger", "verify", "ledger"])
    #expect(verified.exitCode == 0)
  }

  @Test("What was not asked for is not covered")
  func coverage() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    let part = try Program.run(
      Self.collect + ["--from", "2020-02-03", "--to", "2020-02-04"], in: folder,
      environment: athena.environment)
    #expect(part.exitCode == 0)
    let check = ["check", "--ledger", "ledger", "--as-of", Week.end]
    #expect(try folder.run(check).exitCode == 3)
    #expect(try collect(in: folder, athena).exitCode == 0)
    #expect(try folder.run(check).exitCode == 0)
  }

  @Test("Days that may still grow are asked for again, and their records counted once")
  func growing() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    // So long after its end that each day of the week may still grow.
    let options = ["--lateness", "36500d"]
    for _ in 0..<2 {
      #expect(try collect(options, in: folder, athena).exitCode == 0)
      #expect(try athena.asked().count == 14)
    }
    let info = try folder.run(["ledger", "info", "ledger"])
    #expect(info.standardOutput.contains("8 files with 63 records"), "\(info.standardOutput)")
    #expect(try collect(in: folder, athena).exitCode == 0)
    #expect(try athena.asked().count == 2)
    #expect(try folder.reportOfLedger().buckets == folder.reportOfLogs().buckets)
  }

  @Test("What was recorded is asked for before what was done, so that nothing comes between unseen")
  func order() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    #expect(try collect(["--days-at-once", "1"], in: folder, athena).exitCode == 0)
    let asked = try athena.askedInOrder()
    for day in 3...9 {
      let days = "2020/02/0\(day) 2020/02/0\(day)"
      let recording = try #require(asked.firstIndex(of: "recording \(days)"))
      let uses = try #require(asked.firstIndex(of: "uses \(days)"))
      #expect(recording < uses)
    }
  }

  @Test("A day whose uses could not be read is not ready until they were, whatever days are")
  func cutAnswer() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    try folder.write(try gzip(logFile([Week.publicUpload("one")])), to: Self.name(5))
    func verdict() throws -> Int32 {
      try folder.run(["check", "--ledger", "ledger", "--as-of", Week.end]).exitCode
    }
    try athena.cutUses(to: 700)
    #expect(try collect(in: folder, athena).standardError.contains("uses.csv"))
    #expect(try verdict() == 3)
    try athena.cutUses(to: nil)
    let one = try collect(["--days-at-once", "1", "--max-bytes", "1"], in: folder, athena)
    #expect(one.standardError.contains("6 days are left"), "\(one.standardError)")
    #expect(try verdict() == 3)
    #expect(try collect(in: folder, athena).exitCode == 0)
    #expect(try folder.reportOfLedger().buckets == folder.reportOfLogs().buckets)
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
  }

  @Test("A day without calls is asked for again where its partition may not be there yet")
  func partitions() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    try athena.setProjected(false)
    let from = ["--from", "2020-02-02", "--to", "2020-02-03"]
    for asked in [3, 1] {
      let outcome = try Program.run(
        Self.collect + from, in: folder, environment: athena.environment)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      #expect(try athena.asked().count == asked * 2)
      #expect(outcome.standardError.contains("told of no record") == (asked == 1))
    }
  }

  @Test("Days are asked for anew where other files may belong to the table, and counted once")
  func changedTable() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    #expect(try collect(in: folder, athena).exitCode == 0)
    #expect(try athena.asked().count == 2)
    try athena.setProjected(false)
    #expect(try collect(in: folder, athena).exitCode == 0)
    // Day by day, for the partitions are no longer computed.
    #expect(try athena.asked().count == 14)
    #expect(try folder.reportOfLedger().buckets == folder.reportOfLogs().buckets)
  }

  @Test("Says where results lie that a workgroup writes elsewhere")
  func enforcedLocation() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    let outcome = try collect(["--output-location", "s3://other/"], in: folder, athena)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.contains("the workgroup writes results elsewhere"))
    #expect(outcome.standardError.contains("s3://results/bpa-ready-"))
  }

  @Test("A table without partitions is asked once, for the time of the calls")
  func unpartitioned() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    #expect(try collect(["--day-partition", "none"], in: folder, athena).exitCode == 0)
    #expect(
      try athena.asked() == ["recording 2020-02-03 2020-02-10", "uses 2020-02-03 2020-02-10"])
    #expect(try folder.reportOfLedger().buckets == folder.reportOfLogs().buckets)
  }

  @Test("Only says what it would ask")
  func estimate() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    let outcome = try collect(["--estimate"], in: folder, athena)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.contains("7 days to ask Athena for, in 2 queries"))
    #expect(try athena.asked() == [])
  }

  @Test("Ends when so much was scanned, and goes on from there")
  func limit() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    let outcome = try collect(["--max-bytes", "1", "--days-at-once", "2"], in: folder, athena)
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("5 days are left"), "\(outcome.standardError)")
    #expect(try collect(in: folder, athena).standardError.contains("5 days of Athena's"))
  }

  @Test("A day counts as known with both answers only, and a failure says Athena's own reason")
  func failure() throws {
    let folder = try week()
    let athena = try FakeAthena(over: "logs")
    try athena.fail("TABLE_NOT_FOUND: line 1:1: Table 'x' does not exist")
    let outcome = try collect(in: folder, athena)
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("TABLE_NOT_FOUND: line 1:1"))
    #expect(outcome.standardError.contains("bpa-ready athena ddl"))
    try athena.fail("")
    _ = try athena.asked()
    #expect(try collect(in: folder, athena).exitCode == 0)
    #expect(try athena.asked().count == 2)
  }
}
