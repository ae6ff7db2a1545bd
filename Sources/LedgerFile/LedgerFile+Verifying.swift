import Evidence
import Foundation
import GRDB

extension LedgerFile {
  /// Looks at every page and every row.
  ///
  /// - Returns: what is wrong, a sentence each; nothing where the ledger is sound.
  /// - Throws: ``LedgerFileError`` where it cannot be read at all.
  public func problems() throws(LedgerFileError) -> [String] {
    try reading { database in
      var problems = try String.fetchAll(database, sql: "PRAGMA integrity_check")
        .filter { $0 != "ok" }.map { "the database: \($0)" }
      let violations = try database.foreignKeyViolations()
      while let violation = try violations.next() {
        problems.append("a row of '\(violation.originTable)' belongs to one that is missing")
      }
      problems += try Self.damagedEntries(in: database)
      for (query, meaning) in Self.invariants {
        let count = try Int.fetchOne(database, sql: query) ?? 0
        if count > 0 { problems.append("\(count) \(meaning)") }
      }
      return problems
    }
  }

  private static func damagedEntries(in database: Database) throws -> [String] {
    let parts = Dictionary(uniqueKeysWithValues: LedgerPart.all.map { ($0.name, $0) })
    var problems: [String] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT id, part, key, value FROM entry")
    while let row = try rows.next() {
      let (id, name): (Int64, String) = (row[0], row[1])
      guard let part = parts[name] else {
        problems.append("entry \(id) is of a part '\(name)' that nobody knows")
        continue
      }
      let entry = LedgerPart.Entry(key: row[2], value: bytes(row, 3))
      do {
        var ledger = Ledger()
        try part.add(entry, &ledger)
        // What is read and written again is the same, or the next collection would not find it.
        guard try part.entries(ledger).map(\.key) == [entry.key] else {
          problems.append("entry \(id) (\(name)) has a key of another form")
          continue
        }
      } catch {
        problems.append("entry \(id) (\(name)) cannot be read: \(error)")
      }
    }
    var ledger = Ledger()
    do {
      try readUnreadable(in: database, into: &ledger)
    } catch {
      problems.append("what could not be read cannot be told: \(error)")
    }
    return problems
  }

  /// Queries that count what must not be, and what that would be.
  private static let invariants = [
    (
      "SELECT COUNT(*) FROM path WHERE state = 'read' AND content IS NULL",
      "paths are said to be read, and nobody knows what they hold"
    ),
    (
      """
      SELECT COUNT(*) FROM unreadable WHERE EXISTS (
        SELECT 1 FROM path WHERE path.path = unreadable.path AND state = 'read')
      """, "paths are said to be read, and to be unreadable"
    ),
    (
      """
      SELECT COUNT(*) FROM content WHERE min(files, filesWithoutCalls, snapshots, events, bytes,
        bytesInflated) < 0
      """, "contents hold less than nothing"
    ),
  ]
}
