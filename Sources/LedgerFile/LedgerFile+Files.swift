import Evidence
import Foundation
import GRDB
import RawEvidence

/// Which run added something.
public struct LedgerRun: Hashable, Sendable {
  /// The program and its version.
  public var tool: String
  /// What was done, such as `collect`.
  public var command: String
  /// When it began, in seconds since 1970.
  public var started: Int64

  /// A run.
  public init(tool: String, command: String, started: Int64) {
    self.tool = tool
    self.command = command
    self.started = started
  }
}

/// The rows that say which files were read.
extension LedgerFile {
  /// Writes down a run.
  ///
  /// - Returns: its number, under which things are added.
  /// - Throws: ``LedgerFileError`` where that fails.
  public func begin(_ run: LedgerRun) throws(LedgerFileError) -> Int64 {
    try writing { try Self.insert(run, into: $0) }
  }

  /// The files that were not read yet, or changed since, or could not be read to their end: those are
  /// tried again.
  ///
  /// - Throws: ``LedgerFileError`` where the ledger cannot be read.
  public func unread(_ files: [EvidenceFile]) throws(LedgerFileError) -> [EvidenceFile] {
    try reading { database in
      let known = try database.cachedStatement(
        sql: "SELECT size, version FROM path WHERE path = ? AND state = 'read'")
      return try files.filter { file in
        guard let version = file.version,
          let row = try Row.fetchOne(known, arguments: [file.path])
        else { return true }
        return row[0] != file.size || row[1] != version
      }
    }
  }

  /// Adds what files said, together with the fact that they were read: all of it or nothing.
  ///
  /// - Throws: ``LedgerFileError`` where that fails. Nothing of it is then added.
  public func add(_ collected: CollectedEvidence, run: Int64) throws(LedgerFileError) {
    try writing { database in
      try Self.merge(collected.ledger, into: database)
      for file in collected.files {
        try Self.forgetTroubles(of: file.file.path, in: database)
        try Self.insert(file, run: run, into: database)
      }
      try Self.insert(collected.ledger.unreadable, into: database)
    }
  }

  static func insert(_ run: LedgerRun, into database: Database) throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO run (tool, command, started) VALUES (?, ?, ?)",
      arguments: [run.tool, run.command, run.started])
    return database.lastInsertedRowID
  }

  private static func insert(
    _ outcome: FileOutcome, run: Int64, into database: Database
  ) throws {
    var content: Int64?
    if let digest = outcome.digest {
      let (id, isNew) = try insert(
        outcome.volume, digest: digest.bytes, run: run, into: database)
      content = id
      if isNew {
        try database.execute(
          sql: "UPDATE run SET files = files + 1, events = events + ? WHERE id = ?",
          arguments: [outcome.volume.events, run])
      }
    }
    // A pipe has no place to be found at again.
    if outcome.file.version == nil, content != nil { return }
    try put(
      PathRow(
        path: outcome.file.path, size: outcome.file.size, version: outcome.file.version,
        state: outcome.isRead ? "read" : "unreadable", content: content),
      run: run, into: database)
  }

  static func insert(
    _ volume: EvidenceVolume, digest: Data, run: Int64, into database: Database
  ) throws -> (id: Int64, isNew: Bool) {
    let known = try database.cachedStatement(sql: "SELECT id FROM content WHERE digest = ?")
    if let id = try Int64.fetchOne(known, arguments: [digest]) {
      // A later version of the program may read more of the same content.
      try database.execute(
        sql: """
          UPDATE content SET files = ?, filesWithoutCalls = ?, snapshots = ?, events = ?,
            bytes = ?, bytesInflated = ? WHERE id = ?
          """, arguments: volume.counts + [id])
      return (id, false)
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO content
          (files, filesWithoutCalls, snapshots, events, bytes, bytesInflated, digest, run)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: volume.counts + [digest, run])
    return (database.lastInsertedRowID, true)
  }

  /// Writes what was found at a path. The content that was there before is gone, unless it was found
  /// elsewhere too: a file that was fetched in part and then whole is one file.
  static func put(_ row: PathRow, run: Int64, into database: Database) throws {
    let known = try database.cachedStatement(sql: "SELECT content FROM path WHERE path = ?")
    let before = try Row.fetchOne(known, arguments: [row.path])
    let upsert = try database.cachedStatement(
      sql: """
        INSERT INTO path (path, size, version, state, content, run) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET size = excluded.size, version = excluded.version,
          state = excluded.state, content = excluded.content, run = excluded.run
        """)
    try upsert.execute(
      arguments: [row.path, row.size, row.version, row.state, row.content, run])
    if let old: Int64 = before?[0], old != row.content {
      try database.execute(
        sql: """
          DELETE FROM content WHERE id = ?1
            AND NOT EXISTS (SELECT 1 FROM path WHERE path.content = ?1)
          """, arguments: [old])
    }
  }

  static func volume(in database: Database) throws -> EvidenceVolume {
    var volume = EvidenceVolume()
    let sums = try Row.fetchOne(
      database,
      sql: """
        SELECT TOTAL(files), TOTAL(filesWithoutCalls), TOTAL(snapshots), TOTAL(events),
          TOTAL(bytes), TOTAL(bytesInflated) FROM content
        """)
    guard let sums else { return volume }
    func sum(_ column: Int) -> Int { Int(exactly: (sums[column] as Double).rounded()) ?? .max }
    volume.files = sum(0)
    volume.filesWithoutCalls = sum(1)
    volume.snapshots = sum(2)
    volume.events = sum(3)
    volume.bytes = sum(4)
    volume.bytesInflated = sum(5)
    func count(_ state: String) throws -> Int {
      try Int.fetchOne(
        database, sql: "SELECT COUNT(*) FROM path WHERE state = ? AND content IS NULL",
        arguments: [state]) ?? 0
    }
    volume.files += try count("unreadable")
    volume.filesPassedOver = try count("passed-over")
    return volume
  }
}

/// What was found at a path.
struct PathRow {
  var path: String
  var size: Int
  var version: String?
  var state: String
  var content: Int64?
}

extension EvidenceVolume {
  /// In the order of the columns of `content`.
  fileprivate var counts: StatementArguments {
    [files, filesWithoutCalls, snapshots, events, bytes, bytesInflated]
  }
}

extension TextDigest {
  fileprivate var bytes: Data {
    Data([high, low].flatMap { half in withUnsafeBytes(of: half.bigEndian, Array.init) })
  }
}
