import Evidence
import GRDB
import RawEvidence

/// A ledger in a file: an SQLite database that remembers what the evidence said, and which files said
/// it, so that each is read once.
///
/// Whatever is added is added whole, in one transaction: what the files say together with the fact
/// that they were read. A run that is ended at any moment leaves the file as its last transaction
/// left it.
public struct LedgerFile: Sendable {
  /// What a file is opened for.
  public enum Access: Sendable {
    /// Nothing is written.
    case reading
    /// The file is there, and is added to.
    case writing
    /// The file is added to, and made where there is none.
    case making
  }

  /// The path as it was named.
  public let path: String
  let database: DatabaseQueue

  /// A ledger in memory, for adding several ledgers and further evidence up for one run.
  ///
  /// - Throws: ``LedgerFileError`` where there is no memory for it.
  public init() throws(LedgerFileError) {
    path = ":memory:"
    database = try Self.translating(":memory:") {
      let database = try DatabaseQueue()
      try LedgerSchema.migrator.migrate(database)
      return database
    }
  }

  /// Opens a ledger file. A new one is readable by its owner only, for it names callers and keys.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - access: what is to be done with it.
  ///   - waits: called once where another run writes to the file, so that this one waits.
  /// - Throws: ``LedgerFileError`` where there is none, where it is something else, of a newer
  ///   version or damaged, or cannot be read or written. The file is then left as it is.
  public init(
    _ path: String, for access: Access, waits: @escaping @Sendable () -> Void = {}
  ) throws(LedgerFileError) {
    self.path = path
    try Self.checkFile(path, for: access)
    let lock = LockWait(waits: waits)
    while true {
      do throws(LedgerFileError) {
        database = try Self.open(path, for: access, lock)
        return
      } catch {
        // Two runs that make a file at the same moment: one of them is refused at once.
        guard error.isLock, lock.waitsLonger() else { throw error }
      }
    }
  }

  private static func open(
    _ path: String, for access: Access, _ lock: LockWait
  ) throws(LedgerFileError) -> DatabaseQueue {
    // To open for writing changes a file, so what is no ledger is found out before that.
    let isComplete: Bool
    do throws(LedgerFileError) {
      let database = try connect(path, named: path, for: .reading, lock)
      isComplete = try checkSchema(of: database, path, for: access)
      if access == .reading { return database }
    } catch  where error.kind == .inputOutput && !error.isLock {
      guard access != .reading, hasJournal(path) else {
        if access != .reading { throw error }
        return try openUnwritable(path, after: error, lock)
      }
      return try takingBack(path, for: access, lock)
    }
    let writing = try connect(path, named: path, for: access, lock)
    if !isComplete { try migrate(writing, path) }
    return writing
  }

  static func connect(
    _ place: String, named path: String, for access: Access, _ lock: LockWait
  ) throws(LedgerFileError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "ledger"
    configuration.readonly = access == .reading
    if access != .reading { configuration.journalMode = .wal }
    configuration.busyMode = .callback { _ in lock.waitsLonger() }
    configuration.prepareDatabase { database in
      // What was committed outlives a loss of power.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return try translating(path) { try DatabaseQueue(path: place, configuration: configuration) }
  }

  /// Looks at the file before SQLite does: SQLite takes an empty file for a new database.
  private static func checkFile(_ path: String, for access: Access) throws(LedgerFileError) {
    switch FileTree.entry(at: path) {
    case .file(_, let size, _):
      if size == 0 {
        guard access == .making else {
          throw LedgerFileError(.unusable, path, "is no ledger: it is empty")
        }
        return
      }
      let beginning: [UInt8]
      do {
        beginning = try FileContent.bytes(ofFileAt: path, limit: magic.count - 1)
      } catch {
        throw LedgerFileError(.inputOutput, path, error.reason)
      }
      guard beginning == magic else {
        throw LedgerFileError(.unusable, path, "is no ledger: it is not an SQLite database")
      }
    case .folder: throw LedgerFileError(.unusable, path, "is a folder, and no ledger")
    case .special: throw LedgerFileError(.unusable, path, "is no file, and no ledger")
    case .unreachable(let reason): throw LedgerFileError(.inputOutput, path, reason)
    case .missing:
      guard access == .making else {
        throw LedgerFileError(
          .missing, path, "there is no such ledger",
          help: "'bpa-ready collect --ledger \(path) PATH...' makes one")
      }
      do {
        try OutputFile.makePrivate(at: path)
      } catch {
        throw LedgerFileError(.inputOutput, path, error.reason)
      }
    }
  }

  private static let magic = Array("SQLite format 3\0".utf8)
}

extension LedgerFile {
  /// Whether the tables are all there; what is no ledger of this version is refused.
  static func checkSchema(
    of database: DatabaseQueue, _ path: String, for access: Access
  ) throws(LedgerFileError) -> Bool {
    let state = try translating(path) {
      try database.read { database in
        (
          application: try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
          tables: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0,
          isBegun: try LedgerSchema.migrator.appliedIdentifiers(database).isEmpty,
          isNewer: try LedgerSchema.migrator.hasBeenSuperseded(database),
          isComplete: try LedgerSchema.migrator.hasCompletedMigrations(database)
        )
      }
    }
    let isNew = state.application == 0 && state.tables == 0
    guard state.application == LedgerSchema.applicationID || (isNew && access == .making) else {
      throw LedgerFileError(
        .unusable, path,
        isNew ? "is no ledger: it is empty" : "is no ledger: it is a database of another program")
    }
    if state.isNewer {
      throw LedgerFileError(
        .unusable, path, "was written by a newer version of bpa-ready",
        help: "use that version: this one would not understand all of it")
    }
    guard state.isComplete || access != .reading else {
      throw LedgerFileError(
        .unusable, path,
        state.isBegun
          ? "holds nothing yet: the run that made it was ended"
          : "was written by an older version of bpa-ready",
        help: state.isBegun
          ? "run 'bpa-ready collect' again" : "'bpa-ready collect' brings it up to date")
    }
    return state.isComplete
  }

  static func migrate(
    _ database: DatabaseQueue, _ path: String
  ) throws(LedgerFileError) {
    try translating(path) {
      try LedgerSchema.mark(database)
      do {
        try LedgerSchema.migrator.migrate(database)
      } catch  where (try? database.read(LedgerSchema.migrator.hasCompletedMigrations)) == true {
        // Another run made the tables in the meantime.
      }
    }
  }

  /// Runs what SQLite is asked to do, and says in the program's own words what went wrong.
  static func translating<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(LedgerFileError) -> Result {
    do {
      return try body()
    } catch let error as LedgerFileError {
      throw error
    } catch let error as DatabaseError {
      throw LedgerFileError(error, at: path)
    } catch let error as DamagedEntry {
      throw LedgerFileError(
        .unusable, path, "is damaged: an entry cannot be read: \(error.reason)",
        help: LedgerFileError.restore)
    } catch let error as DecodingError {
      throw LedgerFileError(
        .unusable, path, "is damaged: an entry cannot be read: \(error)",
        help: LedgerFileError.restore)
    } catch {
      throw LedgerFileError(.inputOutput, path, "cannot be read or written: \(error)")
    }
  }

  /// Reads as of one moment, whatever is added meanwhile.
  func reading<Result>(
    _ body: (Database) throws -> Result
  ) throws(LedgerFileError) -> Result {
    try Self.translating(path) { try database.read(body) }
  }

  /// Writes all of it or nothing. Two that write at once wait for each other.
  func writing<Result>(
    _ body: (Database) throws -> Result
  ) throws(LedgerFileError) -> Result {
    try Self.translating(path) {
      try database.writeWithoutTransaction { database in
        var result: Result?
        try database.inTransaction(.immediate) {
          result = try body(database)
          return .commit
        }
        guard let result else { throw DamagedEntry("the transaction gave no result") }
        return result
      }
    }
  }
}

extension LedgerFileError {
  fileprivate var isLock: Bool { kind == .inputOutput && reason.hasPrefix("is in use") }
}
