import Foundation
import GRDB
import Testing

@testable import LedgerFile

/// What a run leaves that is ended before the file keeps its log of writes: part of a change, and a
/// rollback journal with what was there before.
@Suite("Ledgers left in the middle of a change")
struct JournalTests {
  @Test("are taken back and begun anew by the next run that writes")
  func takenBack() throws {
    let folder = Folder()
    try leaveChange(in: folder, application: LedgerSchema.applicationID)
    #expect(throws: LedgerFileError.self) { try LedgerFile(folder.ledger, for: .reading) }
    let file = try LedgerFile(folder.ledger, for: .making)
    #expect(try file.ledger().facts.isEmpty)
    let tables = try file.reading { database in
      try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master WHERE name = 'stray'")
    }
    #expect(tables == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.ledger + "-journal"))
  }

  @Test("are not read, for what they hold may be half of it")
  func notRead() throws {
    let folder = Folder()
    try leaveChange(in: folder, application: LedgerSchema.applicationID)
    let error = #expect(throws: LedgerFileError.self) {
      try LedgerFile(folder.ledger, for: .reading)
    }
    #expect(
      error?.reason.contains("in the middle of a change") == true, "\(String(describing: error))")
  }

  @Test("stay as they are where they are of another program")
  func ofOthers() throws {
    let folder = Folder()
    try leaveChange(in: folder, application: 7)
    let before = (folder.bytes(), FileManager.default.contents(atPath: folder.ledger + "-journal"))
    #expect(throws: LedgerFileError.self) { try LedgerFile(folder.ledger, for: .making) }
    #expect(folder.bytes() == before.0)
    #expect(FileManager.default.contents(atPath: folder.ledger + "-journal") == before.1)
  }

  /// Copies a database and its journal from the middle of a change that is larger than the cache, as they
  /// are after the program is killed.
  private func leaveChange(in folder: Folder, application: Int) throws {
    let source = folder.path + "/source"
    let queue = try DatabaseQueue(path: source)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA application_id = \(application); PRAGMA cache_size = 1")
      try database.execute(sql: "BEGIN IMMEDIATE; CREATE TABLE stray (bytes)")
      for _ in 0..<50 { try database.execute(sql: "INSERT INTO stray VALUES (randomblob(3000))") }
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: source + ending, toPath: folder.ledger + ending)
      }
      try database.execute(sql: "ROLLBACK")
    }
  }
}
