import GRDB
import RawEvidence

/// Ledgers where nothing can be written: on a medium that is mounted so, or in somebody else's folder.
extension LedgerFile {
  /// Opens a ledger for reading that SQLite does not open, for it wants to make files beside it: as one
  /// that nobody changes.
  ///
  /// - Throws: what SQLite said, where that does not help either; ``LedgerFileError`` where what was
  ///   added last stands in the file beside it.
  static func openUnwritable(
    _ path: String, after refusal: LedgerFileError, _ lock: LockWait
  ) throws(LedgerFileError) -> DatabaseQueue {
    if hasJournal(path) {
      throw LedgerFileError(
        .inputOutput, path,
        "was left in the middle of a change: the run was ended that made it",
        help: "run 'bpa-ready collect' again, which takes the change back by \(path)-journal")
    }
    if isFilled("\(path)-wal") {
      throw LedgerFileError(
        .inputOutput, path,
        "stands where nothing can be written, and \(path)-wal holds a part of it",
        help: "copy both into a folder of yours")
    }
    do throws(LedgerFileError) {
      let database = try connect(uri(ofUnchanging: path), named: path, for: .reading, lock)
      _ = try checkSchema(of: database, path, for: .reading)
      return database
    } catch  where error.kind == .inputOutput {
      throw refusal
    }
  }

  /// Opens for writing what a run left that was ended in the middle of a change, before the file kept its
  /// log of writes. Only who writes can take the change back; that it is a ledger is looked at before.
  ///
  /// Source: SQLite, "Atomic Commit In SQLite", section 4, Rollback.
  static func takingBack(
    _ path: String, for access: Access, _ lock: LockWait
  ) throws(LedgerFileError) -> DatabaseQueue {
    let unchanging = try connect(uri(ofUnchanging: path), named: path, for: .reading, lock)
    _ = try checkSchema(of: unchanging, path, for: access)
    let writing = try connect(path, named: path, for: access, lock)
    if try !checkSchema(of: writing, path, for: access) { try migrate(writing, path) }
    return writing
  }

  /// Whether there is a rollback journal beside a file: what the file held before a change that may not be
  /// whole.
  static func hasJournal(_ path: String) -> Bool { isFilled("\(path)-journal") }

  private static func isFilled(_ path: String) -> Bool {
    if case .file(_, let size, _) = FileTree.entry(at: path) { size > 0 } else { false }
  }

  /// The URI of a file that nobody changes while it is open.
  ///
  /// Source: SQLite, "Uniform Resource Identifiers".
  private static func uri(ofUnchanging path: String) -> String {
    let letters = path.utf8.map { byte -> String in
      let letter = Unicode.Scalar(byte)
      let isPlain =
        letter.isASCII && (letter.properties.isAlphabetic || "0123456789/-._".contains("\(letter)"))
      return isPlain
        ? "\(letter)" : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return "file:\(letters.joined())?immutable=1"
  }
}
