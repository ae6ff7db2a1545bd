#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An operation of the system on a path that failed.
struct FileError: Error, CustomStringConvertible {
  var path: String
  var reason: String

  /// The error that the last system call left.
  static func last(_ path: String) -> FileError {
    FileError(path: path, reason: String(cString: strerror(errno)))
  }

  var description: String { "\(path): \(reason)" }
}

/// A folder into which files are written, made where it is missing.
struct OutputFolder: Sendable {
  let path: String

  /// Opens a folder for writing.
  ///
  /// - Throws: ``FileError`` where it holds anything already and `force` is not given, since old
  ///   files among the new would be read as part of the same logs.
  init(_ path: String, force: Bool) throws(FileError) {
    self.path = path
    try Self.makeFolder(path)
    if !force, try !Folder.names(in: path).isEmpty {
      throw FileError(path: path, reason: "the folder is not empty (--force writes all the same)")
    }
  }

  /// Writes a file, and the folders above it.
  func write(_ bytes: [UInt8], to relativePath: String) throws(FileError) {
    let file = "\(path)/\(relativePath)"
    if let slash = file.lastIndex(of: "/") { try Self.makeFolder(String(file[..<slash])) }
    try writeFile(bytes, to: file)
  }

  private static func makeFolder(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .last(path)
    }
    try makeFolder(String(path[..<slash]))
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw .last(path) }
  }
}

/// Writes a file, in place of what it held.
func writeFile(_ bytes: [UInt8], to path: String) throws(FileError) {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
  guard file >= 0 else { throw .last(path) }
  defer { close(file) }
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count > 0 || errno == EINTR else { throw .last(path) }
    written += max(0, count)
  }
}

/// Reads a file into a buffer, in place of what it held.
func readFile(_ path: String, into bytes: inout [UInt8]) throws(FileError) {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { throw .last(path) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw .last(path) }
  let size = Int(status.st_size)
  if bytes.count != size { bytes = [UInt8](repeating: 0, count: size) }
  var done = 0
  while done < size {
    let count = bytes.withUnsafeMutableBytes {
      read(file, $0.baseAddress.map { $0 + done }, size - done)
    }
    guard count > 0 else { throw .last(path) }
    done += count
  }
}

/// What a folder holds.
enum Folder {
  /// The names in a folder, in the order of their bytes.
  static func names(in path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else { throw .last(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The files in and below a folder, or the path itself where it is a file.
  static func files(below path: String) throws(FileError) -> [String] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return [path] }
    var files: [String] = []
    for name in try names(in: path) { files += try Self.files(below: "\(path)/\(name)") }
    return files
  }
}
