import Glibc
import Testing
import TrailFixtures

/// What happens to a ledger when something goes wrong for real.
@Suite("Ledger files under faults")
struct LedgerFaultTests {
  @Test("lose nothing and count nothing twice when the collector is killed")
  func killed() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(60, in: folder)
    let command = ["collect", "--ledger", "ledger", "--batch", "2", "logs"]
    var kills = 0
    for attempt in 0..<12 {
      let program = try Program.start(command, in: folder)
      usleep(UInt32.random(in: 5_000...(60_000 + 20_000 * UInt32(attempt))))
      program.send(SIGKILL)
      let outcome = try program.wait()
      if outcome.exitCode == 128 + SIGKILL { kills += 1 }
      if try folder.names.contains("ledger"), try !folder.bytes("ledger").isEmpty {
        let verified = try folder.run(["ledger", "verify", "ledger"])
        // Before the first transaction there is no ledger yet; afterwards it is always sound.
        #expect(
          verified.exitCode == 0 || verified.standardError.contains("is empty")
            || verified.standardError.contains("holds nothing yet")
            || verified.standardError.contains("was left in the middle of a change"),
          "\(verified.standardError)")
      }
      if outcome.exitCode == 0 { break }
    }
    #expect(kills > 0, "no run was killed")
    let last = try folder.run(command)
    #expect(last.exitCode == 0, "\(last.standardError)")
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
  }

  @Test("take what two collectors add at once")
  func twoAtOnce() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(30, in: folder)
    let collectors = try ["0", "1", "2", "3"].map { part in
      try Program.start(
        ["collect", "--ledger", "ledger", "--batch", "1", "logs/\(part)", "logs/0"], in: folder)
    }
    for collector in collectors {
      let outcome = try collector.wait()
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    }
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
  }

  @Test("are made once by many that begin at once", arguments: 1...5)
  func manyBeginners(_ round: Int) throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(4, in: folder)
    let collectors = try (0..<8).map { _ in
      try Program.start(["collect", "--ledger", "ledger", "logs/0"], in: folder)
    }
    for collector in collectors {
      let outcome = try collector.wait()
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    }
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
  }

  @Test("stay sound on a disk that is full, and go on when there is room")
  func diskFull() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(40, in: folder)
    try folder.makeFolder("small")
    guard mount("tmpfs", folder.path("small"), "tmpfs", 0, "size=256k") == 0 else {
      // Only root mounts: there is nothing to fill then.
      print("skipped: a small file system cannot be mounted (error \(errno))")
      return
    }
    defer { umount2(folder.path("small"), Int32(MNT_DETACH)) }
    let command = ["collect", "--ledger", "small/ledger", "--batch", "2", "logs"]
    let full = try folder.run(command)
    #expect(full.exitCode == 74, "\(full.standardError)")
    #expect(full.standardError.contains("no room left"))
    let verified = try folder.run(["ledger", "verify", "small/ledger"])
    #expect(
      verified.exitCode == 0 || verified.standardError.contains("is empty")
        || verified.standardError.contains("holds nothing yet"),
      "\(verified.standardError)")
    #expect(mount("tmpfs", folder.path("small"), "tmpfs", UInt(MS_REMOUNT), "size=64m") == 0)
    let outcome = try folder.run(command)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(try folder.reportOfLedger("small/ledger") == folder.reportOfLogs())
    #expect(try folder.run(["ledger", "verify", "small/ledger"]).exitCode == 0)
  }

  @Test("are read where nothing can be written")
  func unwritable() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(3, in: folder)
    #expect(try folder.run(["collect", "--ledger", "ledger", "logs"]).exitCode == 0)
    try folder.makeFolder("a %41 medium")
    guard mount("tmpfs", folder.path("a %41 medium"), "tmpfs", 0, "size=8m") == 0 else {
      print("skipped: no file system can be mounted (error \(errno))")
      return
    }
    defer { umount2(folder.path("a %41 medium"), Int32(MNT_DETACH)) }
    try folder.write(folder.bytes("ledger"), to: "a %41 medium/ledger")
    try folder.write(folder.bytes("ledger"), to: "a %41 medium/open")
    try folder.write("what was added last", to: "a %41 medium/open-wal")
    let flags = UInt(MS_REMOUNT | MS_RDONLY)
    #expect(mount("tmpfs", folder.path("a %41 medium"), "tmpfs", flags, nil) == 0)

    #expect(try folder.reportOfLedger("a %41 medium/ledger") == folder.reportOfLogs())
    let collected = try folder.run(["collect", "--ledger", "a %41 medium/ledger", "logs"])
    #expect(collected.exitCode == 74, "\(collected.standardError)")
    let open = try folder.run(["check", "--ledger", "a %41 medium/open"])
    #expect(open.exitCode == 74)
    #expect(open.standardError.contains("open-wal holds a part of it"), "\(open.standardError)")
  }

  @Test("are for their owner only, and so is what stands beside them")
  func permissions() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(40, in: folder)
    let program = try Program.start(
      ["collect", "--ledger", "ledger", "--batch", "1", "logs"], in: folder)
    for _ in 0..<500 where try !folder.names.contains("ledger-wal") { usleep(2_000) }
    var seen: Set<String> = []
    for name in try folder.names where name.hasPrefix("ledger") {
      var status = stat()
      guard stat(folder.path(name), &status) == 0 else { continue }
      seen.insert(name)
      #expect(status.st_mode & 0o777 == 0o600, "\(name)")
    }
    #expect(seen.contains("ledger"))
    #expect(try program.wait().exitCode == 0)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var content: [UInt8]?
    var command: [String]
    var exitCode: Int32
    var says: String

    init(
      _ testDescription: String, _ content: [UInt8]?, _ command: [String], exitCode: Int32,
      says: String
    ) {
      self.testDescription = testDescription
      self.content = content
      self.command = command
      self.exitCode = exitCode
      self.says = says
    }
  }

  private static let check = ["check", "--ledger", "ledger"]
  private static let collect = ["collect", "--ledger", "ledger", "logs"]
  private static let text = Array("something else altogether".utf8)

  @Test(
    "refuse what is no ledger, and leave it as it is",
    arguments: [
      Refusal("none", nil, check, exitCode: 66, says: "there is no such ledger"),
      Refusal(
        "none to prune", nil, ["ledger", "prune", "ledger", "--before", "2020-02-10"],
        exitCode: 66, says: "there is no such ledger"),
      Refusal("empty", [], check, exitCode: 65, says: "it is empty"),
      Refusal("text, read", text, check, exitCode: 65, says: "not an SQLite database"),
      Refusal("text, added to", text, collect, exitCode: 65, says: "not an SQLite database"),
      Refusal(
        "text, merged into", text, ["ledger", "merge", "ledger", "ledger"], exitCode: 65,
        says: "not an SQLite database"),
      Refusal(
        "a path that is not there", nil, ["collect", "--ledger", "ledger", "nowhere"],
        exitCode: 66, says: "nowhere: there is no such file"),
      Refusal("no path", nil, ["collect", "--ledger", "ledger"], exitCode: 64, says: "path"),
      Refusal(
        "a folder that is not there", nil, ["collect", "--ledger", "no/ledger", "logs"],
        exitCode: 74, says: "cannot be made"),
      Refusal("a folder", nil, ["check", "--ledger", "logs"], exitCode: 65, says: "is a folder"),
    ])
  func refused(_ refusal: Refusal) throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(1, in: folder)
    if let content = refusal.content { try folder.write(content, to: "ledger") }
    let before = try folder.names
    let outcome = try folder.run(refusal.command)
    #expect(outcome.exitCode == refusal.exitCode, "\(outcome.standardError)")
    #expect(outcome.standardError.contains(refusal.says), "\(outcome.standardError)")
    #expect(try folder.names == before)
    if let content = refusal.content {
      let isUntouched = try folder.bytes("ledger") == content
      #expect(isUntouched)
    }
  }
}
