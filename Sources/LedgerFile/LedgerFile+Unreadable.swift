import Evidence
import GRDB

/// The rows that say what could not be read. They belong to files and folders: what is tried again
/// says anew what is wrong with it, or that nothing is.
extension LedgerFile {
  static func insert(_ unreadable: Set<UnreadableEvidence>, into database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO unreadable (path, entry) VALUES (?, ?)")
    for trouble in unreadable {
      try statement.execute(
        arguments: [trouble.file, try CanonicalEncoder.text(of: Box(trouble))])
    }
  }

  static func forgetTroubles(of path: String, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "DELETE FROM unreadable WHERE path = ?")
    try statement.execute(arguments: [path])
  }

  static func readUnreadable(in database: Database, into ledger: inout Ledger) throws {
    let rows = try String.fetchCursor(database, sql: "SELECT entry FROM unreadable")
    while let entry = try rows.next() {
      ledger.note(try Box<UnreadableEvidence>.read(Array(entry.utf8)))
    }
  }

  /// Adds what listing folders told: what was passed over, and what could not be listed. What could
  /// not be read before, below the same paths, and is there no longer, is evidence no longer.
  ///
  /// - Returns: the paths that are gone.
  /// - Throws: ``LedgerFileError`` where that fails.
  func add(
    _ found: EvidenceFiles, below roots: [String], run: Int64
  ) throws(LedgerFileError) -> [String] {
    try writing { database in
      let present = Set(found.files.map(\.path)).union(found.ledger.unreadable.map(\.file))
      let troubled = try String.fetchAll(
        database,
        sql: """
          SELECT path FROM unreadable UNION SELECT path FROM path WHERE state = 'unreadable'
          """)
      let gone = troubled.filter { path in
        !present.contains(path) && roots.contains { path.isBelow($0) }
      }
      for path in gone + found.ledger.unreadable.map(\.file) {
        try Self.forgetTroubles(of: path, in: database)
      }
      for path in gone {
        // Of a file that was read in part, what was read stays.
        try database.execute(sql: "DELETE FROM path WHERE path = ?", arguments: [path])
      }
      try Self.insert(found.ledger.unreadable, into: database)
      for path in found.passedOver {
        try Self.put(
          PathRow(path: path, size: 0, version: nil, state: "passed-over", content: nil), run: run,
          into: database)
      }
      return gone
    }
  }
}

extension String {
  /// Whether it is the path, or that of something in the folder.
  fileprivate func isBelow(_ root: String) -> Bool {
    self == root || hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }
}
