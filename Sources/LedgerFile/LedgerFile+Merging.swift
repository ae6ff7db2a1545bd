import Evidence
import Foundation
import GRDB

extension LedgerFile {
  /// Adds all that another ledger holds, in one transaction. What both hold is counted once.
  ///
  /// - Throws: ``LedgerFileError`` where one of them cannot be read, or this one not be written.
  public func merge(_ other: LedgerFile) throws(LedgerFileError) {
    try Self.translating(other.path) {
      try other.database.read { source in
        let ledger = try Self.ledger(in: source)
        try writing { database in
          try Self.merge(ledger, into: database)
          try Self.insert(ledger.unreadable, into: database)
          try Self.copyFiles(from: source, to: database)
        }
      }
    }
  }

  private static func copyFiles(from source: Database, to database: Database) throws {
    let runs = try copyRuns(from: source, to: database)
    func run(_ row: Row) throws -> Int64 {
      guard let run = runs[row["run"]] else { throw DamagedEntry("a run is missing") }
      return run
    }
    var contents: [Int64: Int64] = [:]
    let contentRows = try Row.fetchCursor(source, sql: "SELECT * FROM content")
    while let row = try contentRows.next() {
      contents[row["id"]] = try insert(
        EvidenceVolume(row), digest: row["digest"], run: run(row), into: database
      ).id
    }
    let put = try database.cachedStatement(
      sql: """
        INSERT INTO path (path, size, version, state, content, run) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET size = excluded.size, version = excluded.version,
          state = excluded.state, content = excluded.content, run = excluded.run
        WHERE excluded.state = 'unreadable'
        """)
    let pathRows = try Row.fetchCursor(source, sql: "SELECT * FROM path")
    while let row = try pathRows.next() {
      let content = (row["content"] as Int64?).flatMap { contents[$0] }
      try put.execute(
        arguments: [
          row["path"] as String, row["size"] as Int, row["version"] as String?,
          row["state"] as String, content, try run(row),
        ])
    }
  }

  /// The runs by the numbers that they have in the other file. One that is known already is the same.
  private static func copyRuns(
    from source: Database, to database: Database
  ) throws -> [Int64: Int64] {
    var runs: [Int64: Int64] = [:]
    for row in try Row.fetchAll(source, sql: "SELECT * FROM run ORDER BY id") {
      let values: StatementArguments = [
        row["tool"] as String, row["command"] as String, row["started"] as Int64,
        row["files"] as Int64, row["events"] as Int64,
      ]
      let known = try Int64.fetchOne(
        database,
        sql: """
          SELECT id FROM run
          WHERE tool = ? AND command = ? AND started = ? AND files = ? AND events = ?
          """, arguments: values)
      if let known {
        runs[row["id"]] = known
        continue
      }
      try database.execute(
        sql: "INSERT INTO run (tool, command, started, files, events) VALUES (?, ?, ?, ?, ?)",
        arguments: values)
      runs[row["id"]] = database.lastInsertedRowID
    }
    return runs
  }
}

extension EvidenceVolume {
  fileprivate init(_ row: Row) {
    self.init()
    files = row["files"]
    filesWithoutCalls = row["filesWithoutCalls"]
    snapshots = row["snapshots"]
    events = row["events"]
    bytes = row["bytes"]
    bytesInflated = row["bytesInflated"]
  }
}
