import Glibc

/// A folder for what is needed for a while; it goes with its last owner.
public final class TemporaryFolder: Sendable {
  /// Where it is, without a slash at its end.
  public let path: String

  /// A new folder in `TMPDIR` or else in `/tmp`, which nobody else can look into.
  ///
  /// - Throws: ``FileError`` where it cannot be made.
  public init() throws(FileError) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(parent.isEmpty ? "/tmp" : parent)/bpa-ready.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(code: errno, action: "cannot be made") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    Self.remove(path)
  }

  /// Removes a file, or a folder and all that it holds. Links are removed and not followed.
  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in (try? FileTree.names(inFolder: path)) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
