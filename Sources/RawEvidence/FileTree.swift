import Glibc

/// What makes a file the same file, whatever it is called.
public struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64
}

/// The file system, as far as finding evidence needs it.
public enum FileTree {
  /// What stands at a path.
  public enum Entry: Sendable {
    /// A file, with when its content last changed, in nanoseconds since 1970.
    case file(FileIdentity, size: Int, modified: Int64)
    /// A pipe, a socket or a device: it can be read, and may wait for ever to be.
    case special(FileIdentity)
    case folder(FileIdentity)
    case missing
    case unreachable(reason: String)

    /// What it is, by whatever name; `nil` where nothing is there.
    public var identity: FileIdentity? {
      switch self {
      case .file(let identity, _, _), .special(let identity), .folder(let identity): identity
      case .missing, .unreachable: nil
      }
    }
  }

  /// What stands at a path, links followed.
  public static func entry(at path: String) -> Entry {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let error = FileError(code: errno, action: "cannot be reached")
      return error.isMissing ? .missing : .unreachable(reason: error.reason)
    }
    let identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder(identity)
    case S_IFREG:
      let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
      return .file(identity, size: Int(status.st_size), modified: modified)
    default: return .special(identity)
    }
  }

  /// The names in a folder, in no order.
  ///
  /// - Throws: `FileError` where the folder cannot be opened, or not read to its end.
  public static func names(inFolder path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else {
      throw FileError(code: errno, action: "cannot be listed")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while true {
      // Only `errno` tells the end from trouble.
      errno = 0
      guard let entry = readdir(folder) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    if errno != 0 { throw FileError(code: errno, action: "cannot be listed") }
    return names
  }
}
