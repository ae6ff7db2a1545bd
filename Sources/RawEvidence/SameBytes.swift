import Glibc

extension UnsafeRawBufferPointer {
  /// Whether the other bytes are the same; compared many at a time, which `elementsEqual` does not.
  func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, count) == 0
  }

  /// Whether the other bytes are the same.
  func isSame(as other: [UInt8]) -> Bool {
    other.withUnsafeBytes { isSame(as: $0) }
  }
}
