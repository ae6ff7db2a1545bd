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
    if case .file(_, let size, _) = FileTree.entry(at: "\(path)-wal"), size > 0 {
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
