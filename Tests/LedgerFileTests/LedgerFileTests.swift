import Evidence
import Foundation
import GRDB
import RawEvidence
import Testing
import Timeline

@testable import LedgerFile

@Suite("Ledger files")
struct LedgerFileTests {
  @Test("hold every part of a ledger")
  func roundTrip() throws {
    let folder = Folder()
    let file = try LedgerFile(folder.ledger, for: .making)
    try file.add(collected(.full(), "a.json", content: "a", events: 7), run: file.begin(run))
    var expected = Ledger.full()
    expected.count(collected(.full(), "a.json", content: "a", events: 7).files[0].volume)
    #expect(try file.ledger() == expected)
    #expect(try LedgerFile(folder.ledger, for: .reading).ledger() == expected)
    #expect(try file.problems() == [])
  }

  @Test("add up as ledgers do, in any order and any number of times", arguments: 0..<6)
  func mergeLaws(_ order: Int) throws {
    let parts = [(0, "a"), (3, "b"), (7, "c")].map { seed, name in
      collected(.full(seed: seed), name, content: name)
    }
    var expected = Ledger()
    for part in parts {
      expected.merge(part.ledger)
      expected.count(part.files[0].volume)
    }
    let orders = [
      [0, 1, 2], [2, 1, 0], [1, 0, 2, 1], [0, 0, 1, 2], [2, 2, 1, 1, 0, 0], [1, 2, 0],
    ]
    let direct = try LedgerFile()
    let merged = try LedgerFile()
    for place in orders[order] {
      try direct.add(parts[place], run: direct.begin(run))
      let one = try LedgerFile()
      try one.add(parts[place], run: one.begin(run))
      try merged.merge(one)
    }
    #expect(try direct.ledger().settled() == expected.settled())
    #expect(try merged.ledger().settled() == expected.settled())
    #expect(try merged.problems() == [])
  }

  @Test("are for their owner only, and so is what stands beside them")
  func permissions() throws {
    let folder = Folder()
    let file = try LedgerFile(folder.ledger, for: .making)
    _ = try file.begin(run)
    for ending in ["", "-wal", "-shm"] {
      let mode = try FileManager.default.attributesOfItem(atPath: folder.ledger + ending)[
        .posixPermissions]
      #expect(mode as? Int == 0o600, "\(ending)")
    }
  }

  @Test("know which files they have")
  func unread() throws {
    let file = try LedgerFile()
    let number = try file.begin(run)
    try file.add(collected(Ledger(), "read", content: "1"), run: number)
    try file.add(collected(Ledger(), "torn", content: "2", isRead: false), run: number)
    try file.add(collected(Ledger(), "pipe", content: "3", version: nil), run: number)
    let files = [
      EvidenceFile(path: "read", size: 10, version: "1"),
      EvidenceFile(path: "read", size: 11, version: "1"),
      EvidenceFile(path: "read", size: 10, version: "2"),
      EvidenceFile(path: "read", size: 10), EvidenceFile(path: "torn", size: 10, version: "1"),
      EvidenceFile(path: "pipe", size: 10), EvidenceFile(path: "new", size: 10, version: "1"),
    ]
    #expect(try file.unread(files) == Array(files.dropFirst()))
  }

  @Test("count a content once, and a file that changed as what it is now")
  func contents() throws {
    let file = try LedgerFile()
    let number = try file.begin(run)
    func volume() throws -> [Int] {
      let volume = try file.ledger().volume
      return [volume.files, volume.events]
    }
    try file.add(collected(Ledger(), "a", content: "x", events: 3), run: number)
    #expect(try volume() == [1, 3])
    try file.add(collected(Ledger(), "copy", content: "x", events: 3), run: number)
    #expect(try volume() == [1, 3])
    try file.add(
      collected(Ledger(), "part", content: "half", events: 2, isRead: false), run: number)
    #expect(try volume() == [2, 5])
    try file.add(collected(Ledger(), "part", content: "whole", events: 4), run: number)
    #expect(try volume() == [2, 7])
    try file.add(collected(Ledger(), "copy", content: "y", events: 1), run: number)
    #expect(try volume() == [3, 8])
    #expect(try file.problems() == [])
  }

  @Test("give the hashes of log files where there are digests to compare with, also later ones")
  func idleHashes() throws {
    let (file, merged) = (try LedgerFile(), try LedgerFile())
    let number = try file.begin(run)
    var logs = Ledger()
    logs.noteHashes(["01"], ofLogFile: "log.json")
    try file.add(collected(logs, "logs", content: "1"), run: number)
    #expect(try file.ledger().digests.logHashes.isEmpty)
    try merged.merge(file)
    for file in [file, merged] {
      try file.add(collected(.full(), "full", content: "2"), run: file.begin(run))
      #expect(try file.ledger().digests.logHashes["log.json"] == ["01"])
    }
  }

  @Test("grow with callers and days, and not with events beyond the caps")
  func growth() throws {
    let file = try LedgerFile()
    let number = try file.begin(run)
    let fact = fact("b", .access(.required))
    func add(_ uses: Range<Int>) throws -> Int {
      var ledger = Ledger()
      for place in uses {
        ledger.record(
          fact, use(place % 20, day: 3 + place % 5),
          identity: UseIdentity(
            high: UInt64(place) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(place)))
      }
      try file.add(collected(ledger, "f", content: "c"), run: number)
      return try file.summary().parts.reduce(0) { $0 + $1.bytes }
    }
    let cap = Tally.identityLimit
    let once = try add(0..<cap)
    let twice = try add(cap..<cap * 2)
    #expect(twice <= once + once / 100)
    // 16 bytes for each request that is told apart, and what is kept of the first 5,000.
    #expect(once < cap * 16 + Tally.detailLimit * 64)
  }

  @Test("say what is wrong with them when they are pruned of nothing: nothing")
  func pruning() throws {
    let file = try LedgerFile()
    try file.add(collected(.full(), "a", content: "a"), run: file.begin(run))
    let before = try file.ledger()
    try file.prune(before: at("2020-01-01"), by: run)
    #expect(try file.ledger() == before)
    try file.prune(before: at("2020-02-04"), by: run)
    // With the hashes of log files, for which there is no digest any more.
    let after = try file.reading { try LedgerFile.ledger(in: $0) }
    #expect(after == before.pruned(before: at("2020-02-04")))
    #expect(after.facts.isEmpty)
    #expect(after.changes == before.changes)
    #expect(after.answers == before.answers)
    #expect(after.sightings == before.sightings, "the last sight of each stays")
    #expect(try file.problems() == [])
  }

  @Test(
    "are told apart from what is none, and left as they are",
    arguments: [
      ("a database of another program", "CREATE TABLE t (x)", "a database of another program"),
      ("a newer version", "INSERT INTO grdb_migrations VALUES ('999')", "a newer version"),
    ])
  func otherDatabases(_ what: String, _ change: String, _ says: String) throws {
    let folder = Folder()
    if says.contains("newer") { _ = try LedgerFile(folder.ledger, for: .making).begin(run) }
    try DatabaseQueue(path: folder.ledger).write { try $0.execute(sql: change) }
    for access in [LedgerFile.Access.reading, .writing, .making] {
      let before = folder.bytes()
      do {
        _ = try LedgerFile(folder.ledger, for: access)
        Issue.record("\(what) was opened")
      } catch {
        #expect(error.kind == .unusable)
        #expect(error.reason.contains(says), "\(error.reason)")
      }
      let isUntouched = folder.bytes() == before
      #expect(isUntouched, "\(access)")
    }
  }

  @Test(
    "that are damaged are refused, or said to be unsound, and end no program", arguments: 0..<30)
  func damage(_ seed: Int) throws {
    let folder = Folder()
    do {
      let file = try LedgerFile(folder.ledger, for: .making)
      try file.add(collected(.full(), "a", content: "a"), run: file.begin(run))
    }
    var bytes = folder.bytes()
    try #require(bytes.count > 8_192)
    if seed % 3 == 0 {
      bytes.removeLast(bytes.count / 2 + seed)
    } else {
      let start = 100 + (bytes.count - 700) / 30 * seed
      for place in start..<(start + 500) { bytes[place] = UInt8(truncatingIfNeeded: place &* 31) }
    }
    folder.write(bytes)
    do {
      let file = try LedgerFile(folder.ledger, for: .reading)
      let problems = try file.problems()
      if seed % 3 == 0 { #expect(!problems.isEmpty) }
      _ = try file.ledger()
    } catch {
      #expect(error.kind == .unusable, "\(error)")
    }
  }

  @Test(
    "find rows that cannot be",
    arguments: [
      ("UPDATE entry SET value = x'00' WHERE part = 'facts'", "cannot be read"),
      ("UPDATE entry SET part = 'other' WHERE part = 'facts'", "nobody knows"),
      ("UPDATE entry SET key = ' ' || key WHERE part = 'ownership'", "key of another form"),
      ("UPDATE path SET content = NULL", "nobody knows what they hold"),
      ("UPDATE content SET events = -1", "less than nothing"),
      ("PRAGMA foreign_keys = OFF; DELETE FROM run", "belongs to one that is missing"),
      ("UPDATE unreadable SET entry = '['", "cannot be told"),
    ])
  func unsound(_ change: String, _ says: String) throws {
    let file = try LedgerFile()
    try file.add(collected(.full(), "a", content: "a"), run: file.begin(run))
    try file.database.writeWithoutTransaction { try $0.execute(sql: change) }
    #expect(try file.problems().contains { $0.contains(says) })
  }
}
