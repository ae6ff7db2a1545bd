import Glibc

/// Small files, whole.
public enum FileContent {
  /// The bytes of a file; more than `limit` are cut off one byte beyond it.
  ///
  /// - Throws: ``FileError`` where the file cannot be read.
  public static func bytes(ofFileAt path: String, limit: Int) throws(FileError) -> [UInt8] {
    var buffer = ByteBuffer()
    try buffer.read(fileAt: path, limit: limit)
    return [UInt8](UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
  }
}

/// Files that are written whole.
public enum OutputFile {
  /// Replaces a file: its new content is there whole, or its old content still is. Pipes and devices
  /// are written to as they are.
  ///
  /// - Throws: ``FileError`` where that fails.
  public static func write(_ text: String, to path: String) throws(FileError) {
    var status = stat()
    let isOrdinary = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    let target = isOrdinary ? "\(path).\(getpid()).tmp" : path
    let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(code: errno, action: "cannot be written") }
    do throws(FileError) {
      defer { close(descriptor) }
      try write(text, to: descriptor)
    } catch {
      if isOrdinary { unlink(target) }
      throw error
    }
    if isOrdinary, rename(target, path) != 0 {
      let code = errno
      unlink(target)
      throw FileError(code: code, action: "cannot be written")
    }
  }

  /// Makes a file that is not there yet.
  ///
  /// - Throws: ``FileError`` where it is, or cannot be written.
  public static func create(_ text: String, at path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(code: errno, action: "cannot be made") }
    do throws(FileError) {
      defer { close(descriptor) }
      try write(text, to: descriptor)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Makes an empty file that nobody but its owner may read, unless there is a file.
  ///
  /// - Throws: ``FileError`` where it cannot be made.
  public static func makePrivate(at path: String) throws(FileError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw FileError(code: errno, action: "cannot be made")
    }
  }

  /// Writes to standard output.
  ///
  /// - Throws: ``FileError`` where that fails.
  public static func writeToStandardOutput(_ text: String) throws(FileError) {
    try write(text, to: STDOUT_FILENO)
  }

  /// Writes to standard error, where there is nobody left to tell of a failure.
  public static func writeToStandardError(_ text: String) {
    try? write(text, to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) throws(FileError) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(code: errno, action: "cannot be written")
      }
      written += count
    }
  }
}
