import Glibc

/// A folder of its own for one test, gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/evidence-tests.XXXXXX\0".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(path: "/tmp", code: errno) }
    path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// The path of what is called so in the folder.
  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and the folders that it lies in; returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try makeFolder(name.split(separator: "/").dropLast().joined(separator: "/"))
    let file = path(name)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(path: file, code: errno) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { throw Failure(path: file, code: errno) }
      written += count
    }
    return file
  }

  /// Makes a folder below this one, and those that it lies in.
  func makeFolder(_ name: String) throws {
    var folder = path
    for part in name.split(separator: "/") {
      folder += "/\(part)"
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw Failure(path: folder, code: errno)
      }
    }
  }

  /// Makes a link of that name that leads to `target`.
  func link(_ name: String, to target: String) throws {
    guard symlink(target, path(name)) == 0 else { throw Failure(path: path(name), code: errno) }
  }

  struct Failure: Error {
    let path: String
    let code: Int32
  }

  private static func remove(_ path: String) {
    // A link is removed and not followed; whatever cannot be listed is no folder, or an empty one.
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    if let folder = opendir(path) {
      defer { closedir(folder) }
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
          field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
    }
    rmdir(path)
  }
}
