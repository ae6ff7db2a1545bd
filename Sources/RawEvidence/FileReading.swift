import Glibc

/// Why a file could not be read, in the system's words.
public struct FileError: Error, Hashable, Sendable {
  /// The system's error number.
  public var code: Int32
  /// What was being done.
  public var action: String

  /// The system's words for the error.
  public var reason: String { "\(action): \(Self.words(for: code))" }

  /// Whether the file is not there.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  static func words(for code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension ByteBuffer {
  /// Reads a file whole; `-` is standard input. More than `limit` bytes are read as far as the limit
  /// and one beyond, so that the caller can tell.
  ///
  /// - Throws: ``FileError`` where the file cannot be opened or read.
  public mutating func read(fileAt path: String, limit: Int) throws(FileError) {
    removeAll()
    if path == "-" {
      try fill(from: STDIN_FILENO, sizeHint: 1 << 20, limit: limit)
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(code: errno, action: "cannot be opened") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError(code: errno, action: "cannot be read")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw FileError(code: EISDIR, action: "cannot be read")
    }
    try fill(from: descriptor, sizeHint: Int(status.st_size), limit: limit)
  }

  private mutating func fill(from descriptor: Int32, sizeHint: Int, limit: Int) throws(FileError) {
    // One byte more than the file holds, so that its end is seen without growing.
    reserve(min(max(sizeHint, 0), limit) + 1)
    var length = 0
    while length <= limit {
      if length == capacity {
        setCount(length)
        reserve(capacity + 1)
      }
      let received = Glibc.read(descriptor, base + length, min(capacity, limit + 1) - length)
      if received == 0 { break }
      if received < 0 {
        if errno == EINTR { continue }
        throw FileError(code: errno, action: "cannot be read")
      }
      length += received
    }
    setCount(length)
  }
}
