import Crypto
import Glibc

extension ByteBuffer {
  /// The MD5 of the content, in lower-case hexadecimal. It shows accidents, and no intent: who alters a
  /// file can find another with the same MD5.
  var md5: String {
    var hash = Insecure.MD5()
    hash.update(bufferPointer: UnsafeRawBufferPointer(start: base, count: count))
    return hash.finalize().hexadecimal
  }
}

/// The MD5 of a file of any size.
public struct FileChecksum: Sendable {
  /// The MD5, in lower-case hexadecimal as S3 Inventory writes it.
  public let md5: String
  /// How many bytes the file has.
  public let bytes: Int

  /// Reads a file to its end.
  ///
  /// - Throws: ``FileError`` where it cannot be read.
  public init(ofFileAt path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(code: errno, action: "cannot be opened") }
    defer { close(descriptor) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { piece.deallocate() }
    var hash = Insecure.MD5()
    var bytes = 0
    while true {
      let received = read(descriptor, piece.baseAddress, piece.count)
      if received == 0 { break }
      if received < 0 {
        if errno == EINTR { continue }
        throw FileError(code: errno, action: "cannot be read")
      }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: piece[..<received]))
      bytes += received
    }
    md5 = hash.finalize().hexadecimal
    self.bytes = bytes
  }

  /// The size of a file.
  ///
  /// - Throws: ``FileError`` where there is none.
  public static func size(ofFileAt path: String) throws(FileError) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw FileError(code: errno, action: "cannot be read")
    }
    return Int(status.st_size)
  }
}

extension Sequence<UInt8> {
  fileprivate var hexadecimal: String {
    reduce(into: "") { text, byte in
      for digit in [byte >> 4, byte & 0xF] { text.append(String(digit, radix: 16)) }
    }
  }
}
