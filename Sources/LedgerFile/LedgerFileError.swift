import GRDB

/// Why a ledger file could not be read or written.
public struct LedgerFileError: Error, Hashable, Sendable {
  /// What kind of trouble it is.
  public enum Kind: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The file is something else, of a newer version, or damaged. It is left as it is.
    case unusable
    /// Reading or writing failed: a full disk, missing permission, a lock that does not end.
    case inputOutput
  }

  /// What kind of trouble it is.
  public var kind: Kind
  /// The file.
  public var path: String
  /// What is wrong.
  public var reason: String
  /// How to mend it; `nil` where nobody can say.
  public var help: String?

  init(_ kind: Kind, _ path: String, _ reason: String, help: String? = nil) {
    self.kind = kind
    self.path = path
    self.reason = reason
    self.help = help
  }

  init(_ error: DatabaseError, at path: String) {
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        .inputOutput, path, "cannot be written: there is no room left",
        help: "what was committed before is kept; make room and run the same command again")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .inputOutput, path, "is in use by another run that does not end",
        help: "wait for it, or end it; nothing that was committed is lost")
    // What a damaged page says of its rows can be anything, a length of gigabytes among it.
    case .SQLITE_CORRUPT, .SQLITE_TOOBIG, .SQLITE_FORMAT, .SQLITE_MISMATCH, .SQLITE_ERROR:
      self.init(.unusable, path, "is damaged: \(error.message ?? "no details")", help: Self.restore)
    case .SQLITE_NOTADB: self.init(.unusable, path, "is no ledger: it is not an SQLite database")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(.inputOutput, path, "cannot be written: \(error.message ?? "it is read-only")")
    default:
      self.init(
        .inputOutput, path, "cannot be read or written: \(error.message ?? "\(error.resultCode)")")
    }
  }

  static let restore = "take a copy of it from before, or collect the logs into a new ledger"
}
