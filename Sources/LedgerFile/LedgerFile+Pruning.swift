import Evidence
import GRDB
import Timeline

extension LedgerFile {
  /// Takes out what was done and heard before an instant, and gives the room back: see
  /// `Ledger.pruned(before:)`. That files were read stays known, so that they are not read again.
  ///
  /// - Throws: ``LedgerFileError`` where that fails.
  public func prune(before instant: Instant, by run: LedgerRun) throws(LedgerFileError) {
    try writing { database in
      _ = try Self.insert(run, into: database)
      let whole = try Self.ledger(in: database)
      let pruned = whole.pruned(before: instant)
      try Self.replace(by: pruned, in: database)
      for path in Set(whole.unreadable.subtracting(pruned.unreadable).map(\.file)) {
        try Self.forgetTroubles(of: path, in: database)
        try database.execute(
          sql: "UPDATE path SET state = 'read' WHERE path = ? AND content IS NOT NULL",
          arguments: [path])
      }
      try Self.insert(pruned.unreadable, into: database)
    }
    try Self.translating(path) { try database.vacuum() }
  }
}
