import Testing

@testable import RawEvidence

@Suite("The digest of a file's content")
struct ContentDigesterTests {
  static let sizes = [0, 1, 7, 8, 9, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 200_000]

  @Test("does not depend on the pieces that it comes in", arguments: sizes)
  func pieces(size: Int) {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let whole = digest(of: bytes, pieceBytes: max(size, 1))
    #expect(bytes.withUnsafeBytes { TextDigest(ofContent: $0) } == whole)
    for pieceBytes in [1, 13, 4_096, 32_768] {
      #expect(digest(of: bytes, pieceBytes: pieceBytes) == whole)
    }
  }

  @Test("is another where the size, the beginning or the end is", arguments: sizes.dropFirst())
  func differences(size: Int) {
    let bytes = [UInt8](repeating: 7, count: size)
    var all: Set = [
      digest(of: bytes), digest(of: bytes + [7]), digest(of: Array(bytes.dropLast())),
    ]
    // Each byte of the two ends counts.
    let places = Set(
      [0, 1, 32_767, size - 32_768, size - 2, size - 1].filter(bytes.indices.contains))
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
