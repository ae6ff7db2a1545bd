import Evidence
import Foundation
import GRDB
import Timeline

/// What a ledger file holds, in numbers.
public struct LedgerSummary: Sendable {
  /// A run that added something.
  public struct Run: Sendable {
    /// The program and its version.
    public var tool: String
    /// What was done.
    public var command: String
    /// When it began.
    public var started: Instant
    /// Contents that it added.
    public var files: Int
    /// Records in them.
    public var events: Int
  }

  /// The rows of one part of the ledger.
  public struct Part: Sendable {
    /// The part's name.
    public var name: String
    /// Its rows.
    public var entries: Int
    /// Bytes of their keys and values.
    public var bytes: Int
  }

  /// Bytes of the file, without what is not yet moved into it.
  public var bytes: Int
  /// What was read.
  public var volume: EvidenceVolume
  /// Files and folders that could not be read, or not to their end.
  public var unreadable: Int
  /// Buckets that the evidence names.
  public var buckets: Int
  /// The parts, by name.
  public var parts: [Part]
  /// The runs, the last one first.
  public var runs: [Run]
}

extension LedgerFile {
  /// What the file holds, in numbers.
  ///
  /// - Throws: ``LedgerFileError`` where it cannot be read.
  public func summary() throws(LedgerFileError) -> LedgerSummary {
    try reading { database in
      let ledger = try Self.ledger(in: database, leavingOutIdleHashes: true)
      let parts = try Row.fetchAll(
        database,
        sql: """
          SELECT part, COUNT(*), SUM(length(key) + length(value)) FROM entry
          GROUP BY part ORDER BY part
          """
      ).map {
        LedgerSummary.Part(
          name: try $0.value(0), entries: try $0.value(1), bytes: try $0.value(2))
      }
      let runs = try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY id DESC").map { row in
        LedgerSummary.Run(
          tool: try row.value("tool"), command: try row.value("command"),
          started: Instant(secondsSince1970: try row.value("started")),
          files: try row.value("files"), events: try row.value("events"))
      }
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
      return LedgerSummary(
        bytes: pages * pageSize, volume: ledger.volume,
        unreadable: Set(ledger.unreadable.map(\.file)).count, buckets: ledger.bucketNames.count,
        parts: parts, runs: runs)
    }
  }
}

extension Ledger {
  fileprivate var bucketNames: Set<String> {
    Set(facts.keys.map(\.bucket)).union(sightings.keys.map(\.bucket))
      .union(ownership.keys.map(\.bucket))
  }
}
