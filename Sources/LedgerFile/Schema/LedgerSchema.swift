import GRDB

/// The tables of a ledger file, and how older ones become newer ones.
///
/// A migration that was published is never edited: a change is a further one.
enum LedgerSchema {
  /// What marks an SQLite database as a ledger of this program: `BPAR`.
  static let applicationID = 0x4250_4152

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: first)
    }
    return migrator
  }()

  /// Marks a new database as a ledger, before it has any table: what makes the tables keeps a table of its
  /// own, in an earlier transaction, and another run that looks between the two has to know what it sees.
  static func mark(_ database: DatabaseQueue) throws {
    try database.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        let tables = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master")
        if tables == 0 { try database.execute(sql: "PRAGMA application_id = \(applicationID)") }
        return .commit
      }
    }
  }

  /// - `run`: which run of which version added something, and when (seconds since 1970).
  /// - `content`: each content that was read, once, and how much it holds.
  /// - `path`: where a content was found; `version` is the time of the last change in nanoseconds, or
  ///   an ETag. Without a content it could not be opened, or was passed over.
  /// - `unreadable`: what is wrong with a file, folder or object.
  /// - `entry`: all else that the evidence says, by part and key.
  private static let first = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY, tool TEXT NOT NULL, command TEXT NOT NULL, started INTEGER NOT NULL,
      files INTEGER NOT NULL DEFAULT 0, events INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE content (
      id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
      files INTEGER NOT NULL, filesWithoutCalls INTEGER NOT NULL, snapshots INTEGER NOT NULL,
      events INTEGER NOT NULL, bytes INTEGER NOT NULL, bytesInflated INTEGER NOT NULL,
      run INTEGER NOT NULL REFERENCES run (id));
    CREATE TABLE path (
      path TEXT PRIMARY KEY, size INTEGER NOT NULL, version TEXT,
      state TEXT NOT NULL CHECK (state IN ('read', 'unreadable', 'passed-over')),
      content INTEGER REFERENCES content (id), run INTEGER NOT NULL REFERENCES run (id)
    ) WITHOUT ROWID;
    CREATE INDEX pathOfContent ON path (content);
    CREATE TABLE unreadable (
      path TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (path, entry)) WITHOUT ROWID;
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY, part TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
      UNIQUE (part, key));
    """
}
