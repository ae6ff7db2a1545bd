import Evidence
import Foundation
import GRDB

/// The rows that hold what the evidence says.
extension LedgerFile {
  /// All that the file says.
  ///
  /// The hashes of log files, of which there is one a file, are left out while there is no digest that
  /// they could be compared with.
  ///
  /// - Throws: ``LedgerFileError`` where it cannot be read.
  public func ledger() throws(LedgerFileError) -> Ledger {
    try reading { try Self.ledger(in: $0, leavingOutIdleHashes: true) }
  }

  /// All that the file holds.
  static func ledger(
    in database: Database, leavingOutIdleHashes: Bool = false
  ) throws -> Ledger {
    var ledger = Ledger()
    let parts = Dictionary(uniqueKeysWithValues: LedgerPart.all.map { ($0.name, $0) })
    let chosen =
      leavingOutIdleHashes
      ? """
      WHERE part <> '\(LedgerPart.logHashes)'
        OR EXISTS (SELECT 1 FROM entry WHERE part = '\(LedgerPart.digests)')
      """ : ""
    let rows = try Row.fetchCursor(
      database, sql: "SELECT part, key, value FROM entry \(chosen)")
    while let row = try rows.next() {
      let name: String = try row.value(0)
      guard let part = parts[name] else { throw DamagedEntry("nobody knows a part '\(name)'") }
      try part.add(LedgerPart.Entry(key: row.value(1), value: bytes(row, 2)), &ledger)
    }
    try readUnreadable(in: database, into: &ledger)
    ledger.count(try volume(in: database))
    return ledger
  }

  /// Adds what a ledger says, but for what belongs to files: what is stored of the same keys is read,
  /// merged as ledgers are, and written again.
  static func merge(_ ledger: Ledger, into database: Database) throws {
    var merged = Ledger()
    var stored: [String: [String: LedgerPart.Entry]] = [:]
    let known = try database.cachedStatement(
      sql: "SELECT value FROM entry WHERE part = ? AND key = ?")
    for part in LedgerPart.all {
      for entry in try part.entries(ledger) {
        guard let value = try Row.fetchOne(known, arguments: [part.name, entry.key]) else {
          continue
        }
        let old = LedgerPart.Entry(key: entry.key, value: try bytes(value, 0))
        stored[part.name, default: [:]][entry.key] = old
        // Most of what is said again says nothing new.
        if old.value != entry.value { try part.add(old, &merged) }
      }
    }
    merged.merge(ledger)
    let upsert = try database.cachedStatement(
      sql: """
        INSERT INTO entry (part, key, value) VALUES (?, ?, ?)
        ON CONFLICT (part, key) DO UPDATE SET value = excluded.value
        """)
    for part in LedgerPart.all {
      for entry in try part.entries(merged)
      where stored[part.name]?[entry.key]?.value != entry.value {
        try upsert.execute(arguments: [part.name, entry.key, Data(entry.value)])
      }
    }
  }

  /// Makes the rows those of another ledger, such as one that holds less.
  static func replace(by ledger: Ledger, in database: Database) throws {
    for part in LedgerPart.all {
      var wanted: [String: [UInt8]] = [:]
      for entry in try part.entries(ledger) { wanted[entry.key] = entry.value }
      let rows = try Row.fetchAll(
        database, sql: "SELECT id, key, value FROM entry WHERE part = ?", arguments: [part.name])
      for row in rows {
        let id: Int64 = try row.value(0)
        if let value = wanted.removeValue(forKey: try row.value(1)) {
          guard try value != bytes(row, 2) else { continue }
          try database.execute(
            sql: "UPDATE entry SET value = ? WHERE id = ?", arguments: [Data(value), id])
        } else {
          try database.execute(sql: "DELETE FROM entry WHERE id = ?", arguments: [id])
        }
      }
      for (key, value) in wanted {
        try database.execute(
          sql: "INSERT INTO entry (part, key, value) VALUES (?, ?, ?)",
          arguments: [part.name, key, Data(value)])
      }
    }
  }

  static func bytes(_ row: Row, _ column: Int) throws -> [UInt8] {
    Array(try row.value(column, as: Data.self))
  }
}
