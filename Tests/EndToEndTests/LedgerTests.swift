import Glibc
import JSON
import Testing
import TrailFixtures

@Suite("Ledger files")
struct LedgerTests {
  /// The ways in which the same evidence comes to a check, as commands that come before it, and the
  /// evidence that the check is then given.
  static let ways: [(name: String, way: @Sendable ([String]) -> (before: [[String]], [String]))] = [
    ("one collection", { files in ([["collect", "--ledger", "l"] + files], ["--ledger", "l"]) }),
    (
      "files one by one",
      { files in
        ([["collect", "--ledger", "l", "--batch", "1"] + files], ["--ledger", "l"])
      }
    ),
    (
      "ten collections, shuffled",
      { files in
        let shuffled = files.shuffled()
        return (
          (0..<10).map { part in
            ["collect", "--ledger", "l"]
              + shuffled.enumerated().filter { $0.offset % 10 == part }.map(\.element)
          }, ["--ledger", "l"]
        )
      }
    ),
    (
      "every file twice",
      { files in
        (
          [
            ["collect", "--ledger", "l"] + files, ["collect", "--ledger", "l"] + files,
          ], ["--ledger", "l"]
        )
      }
    ),
    (
      "three ledgers that overlap, merged",
      { files in
        (thirds(files) + [["ledger", "merge", "all", "l2", "l0", "l1"]], ["--ledger", "all"])
      }
    ),
    (
      "merged twice",
      { files in
        (
          thirds(files) + [
            ["ledger", "merge", "all", "l0", "l1"], ["ledger", "merge", "all", "l1", "l2", "all"],
          ], ["--ledger", "all"]
        )
      }
    ),
    (
      "three ledgers, given all",
      { files in (thirds(files), ["--ledger", "l0", "--ledger", "l1", "--ledger", "l2"]) }
    ),
    (
      "a ledger, and logs beside it that it has in part",
      { files in
        (
          [["collect", "--ledger", "l"] + files.prefix(12)],
          ["--ledger", "l"] + files.suffix(12).flatMap { ["--evidence", $0] }
        )
      }
    ),
  ]

  /// Three collections that share a few files.
  private static func thirds(_ files: [String]) -> [[String]] {
    (0..<3).map { part in
      ["collect", "--ledger", "l\(part)"]
        + files.enumerated().filter { $0.offset % 3 == part || $0.offset % 5 == 0 }.map(\.element)
    }
  }

  @Test("give the bytes that the logs give", arguments: ways.indices)
  func sameBytes(_ index: Int) throws {
    let folder = try Workspace()
    let files = try LedgerLogs.write(20, in: folder)
    let (before, evidence) = Self.ways[index].way(files)
    for command in before {
      let outcome = try folder.run(command)
      try #require(outcome.exitCode == 0, "\(Self.ways[index].name): \(outcome.standardError)")
    }
    let expected = try folder.report(files.flatMap { ["--evidence", $0] })
    #expect(expected.contains("\"events\""))
    #expect(try folder.report(evidence) == expected, "\(Self.ways[index].name)")
    for name in try folder.names where ["l", "l0", "l1", "l2", "all"].contains(name) {
      #expect(try folder.run(["ledger", "verify", name]).exitCode == 0)
    }
  }

  @Test("give explain, lint and init the evidence as well")
  func otherCommands() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(3, in: folder)
    #expect(try folder.run(["collect", "--ledger", "l", "logs"]).exitCode == 0)
    for command in [["explain", "one", "--as-of", Week.end], ["lint"], ["init"]] {
      let logs = try folder.run(command + ["--evidence", "logs"])
      let ledger = try folder.run(command + ["--ledger", "l"])
      #expect(logs.exitCode == ledger.exitCode)
      #expect(logs.standardOutput == ledger.standardOutput)
      #expect(!logs.standardOutput.isEmpty || command == ["lint"])
    }
  }

  @Test("count copies and moved files once, and passed-over ones by name")
  func copies() throws {
    let folder = try Workspace()
    let files = try LedgerLogs.write(4, in: folder)
    try folder.write("no log", to: "logs/notes.txt")
    #expect(try folder.run(["collect", "--ledger", "ledger", "logs"]).exitCode == 0)
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())

    try folder.write(folder.bytes(files[0]), to: "logs/z/copy.json")
    let copied = try folder.run(["collect", "--ledger", "ledger", "logs"])
    #expect(copied.standardError.contains("1 file read"))
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())

    let before = try folder.reportOfLedger()
    #expect(rename(folder.path("logs/z/copy.json"), folder.path("logs/z/moved.json")) == 0)
    #expect(try folder.run(["collect", "--ledger", "ledger", "logs"]).exitCode == 0)
    #expect(try folder.reportOfLedger() == before)
  }

  @Test("try again what could not be read, and forget what is gone")
  func unreadable() throws {
    let folder = try Workspace()
    let files = try LedgerLogs.write(4, in: folder)
    let whole = try folder.bytes(files[1])
    try folder.write(Array(whole.prefix(whole.count / 2)), to: files[1])
    try folder.write("<html>", to: "logs/error.json")
    func collect() throws -> Outcome { try folder.run(["collect", "--ledger", "ledger", "logs"]) }

    let first = try collect()
    #expect(first.exitCode == 0)
    #expect(first.standardError.contains("error.json"))
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())
    let second = try collect()
    #expect(second.standardError.contains("2 files read"), "both are tried again")
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())

    try folder.write(whole, to: files[1])
    unlink(folder.path("logs/error.json"))
    let third = try collect()
    #expect(third.standardError.contains("logs/error.json: could not be read before"))
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
  }

  @Test("leave verdicts alone when they are pruned, and prove nothing of the time before")
  func prune() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(7, in: folder)
    try folder.write(logFile(Week.quiet("still")), to: "logs/still.json")
    try folder.write(Policy(team: "still", "still").text, to: "Policies/still.yaml")
    #expect(try folder.run(["collect", "--ledger", "ledger", "logs"]).exitCode == 0)
    func verdict() throws -> String {
      try folder.run(["--ledger", "ledger", "--bucket", "still", "--as-of", Week.end])
        .standardError
    }
    #expect(try verdict().contains("READY (exit code 0"))
    let early = try folder.run(["ledger", "prune", "ledger", "--before", "2020-02-03"])
    #expect(early.exitCode == 0, "\(early.standardError)")
    #expect(try verdict().contains("READY (exit code 0"))
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())
    #expect(
      try folder.run(["ledger", "prune", "ledger", "--before", "2020-02-06"]).exitCode == 0)
    #expect(try verdict().contains("UNKNOWN (exit code 3"))
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
    #expect(
      try folder.run(["collect", "--ledger", "ledger", "logs"]).standardError
        .contains("0 files read"))
  }

  @Test("are not ready for a window in which they were pruned, however little of it is missing")
  func pruneWithinWindow() throws {
    let upload = Event.putObject(bucket: "one", acl: "public-read", at: "2020-02-03T10:00:00Z")
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one") + [upload])
    #expect(try folder.run(["collect", "--ledger", "ledger", "logs"]).exitCode == 0)
    let check = ["check", "--ledger", "ledger", "--as-of", Week.end]
    #expect(try folder.run(check).exitCode == 1)
    let prune = ["ledger", "prune", "ledger", "--before", "2020-02-03T11:00:00Z"]
    #expect(try folder.run(prune).exitCode == 0)
    let outcome = try folder.run(check)
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardOutput.contains("was taken out of the ledger"))
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
  }

  @Test("keep a bucket ready that was seen to be recorded before they are pruned")
  func pruneSeldomSeen() throws {
    let folder = try Workspace()
    try folder.write(Policy("rare").text, to: "Policies/payments.yaml")
    // A call on the bucket's configuration in January, and none in the window.
    let events =
      [
        Event.readConfiguration(
          "GetBucketPolicy", subresource: "policy", bucket: "rare", at: "2020-01-31T12:00:00Z"),
        Event.call("CreateRole", "iam", at: "2020-01-31T12:00:00Z"),
        .putObject(bucket: "rare", at: "2020-02-01T12:00:00Z"),
        .getObject(bucket: "rare", at: "2020-02-02T12:00:00Z"),
        .getObject(bucket: "rare", at: "2020-02-02T23:50:00Z"),
      ] + Week.quiet("rare").filter { !$0.text.contains("GetBucketPolicy") }
    try folder.write(logFile(events), to: "logs/a.json")
    #expect(try folder.run(["collect", "--ledger", "ledger", "logs"]).exitCode == 0)
    let check = ["check", "--ledger", "ledger", "--as-of", Week.end, "--format", "csv"]
    let before = try folder.run(check)
    #expect(before.exitCode == 0, "\(before.standardOutput)")
    let prune = ["ledger", "prune", "ledger", "--before", "2020-02-03"]
    #expect(try folder.run(prune).exitCode == 0)
    #expect(try folder.run(check).all == before.all)
  }

  @Test("say what they hold")
  func info() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(3, in: folder)
    #expect(try folder.run(["collect", "--ledger", "ledger", "logs"]).exitCode == 0)
    let text = try folder.run(["ledger", "info", "ledger"])
    #expect(text.standardOutput.contains("3 files with"))
    #expect(text.standardOutput.contains("collect: 3 files"))
    let json = try folder.run(["ledger", "info", "ledger", "--format", "json"])
    #expect(json.standardOutput.contains("\"schema\": \"bpa-ready/ledger-info/v1\""))
    #expect(json.standardOutput.contains("\"buckets\": 3"))
  }
}
