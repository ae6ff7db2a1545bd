import Testing

@testable import RawEvidence

@Suite("The digest of a file's content")
struct ContentDigesterTests {
  static let sizes = [0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 4_096, 20_001]

  @Test("does not depend on the pieces that it comes in", arguments: sizes)
  func pieces(size: Int) {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let whole = digest(of: bytes, pieceBytes: max(size, 1))
    #expect(bytes.withUnsafeBytes { TextDigest(ofContent: $0) } == whole)
    for pieceBytes in [1, 13, 31, 32, 33, 100, 4_096] {
      #expect(digest(of: bytes, pieceBytes: pieceBytes) == whole)
    }
  }

  /// A hole in the middle makes another content, though size and ends are the same.
  @Test("is another where the size or any byte is", arguments: sizes.dropFirst())
  func differences(size: Int) {
    let bytes = [UInt8](repeating: 7, count: size)
    var all: Set = [
      digest(of: bytes), digest(of: bytes + [7]), digest(of: Array(bytes.dropLast())),
    ]
    let places = Set(stride(from: 0, to: size, by: max(1, size / 97))).union([size / 2, size - 1])
    for place in places {
      var other = bytes
      other[place] = 8
      all.insert(digest(of: other))
    }
    #expect(all.count == 3 + places.count)
  }

  private func digest(of bytes: [UInt8], pieceBytes: Int = 1_000) -> TextDigest {
    var digester = ContentDigester(size: bytes.count)
    for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
      bytes[start..<min(start + pieceBytes, bytes.count)].withUnsafeBytes { digester.add($0) }
    }
    return digester.digest
  }
}
