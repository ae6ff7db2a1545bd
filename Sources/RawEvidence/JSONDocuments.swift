import Glibc
import JSON

extension ByteBuffer {
  /// Longer texts are not read as one value, which takes several times their size.
  private static let longestDocument = 128 << 20

  /// Calls `body` with each JSON value of a text, and where it begins: one a line, or the text as a whole
  /// where its first line is none. What cannot be read is `nil`.
  func forEachDocument(_ body: (Int, JSONValue?) -> Void) {
    guard var parser = JSONParser() else { return body(0, nil) }
    let lines = lines
    if let first = lines.first, parser.parse(self, first) == nil, count <= Self.longestDocument,
      let whole = parser.parse(self)
    {
      return body(0, whole)
    }
    for line in lines { body(line.lowerBound, parser.parse(self, line)) }
  }

  /// Where its lines stand that hold anything.
  private var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = beginsWithByteOrderMark ? 3 : 0
    while start < count {
      let end =
        memchr(base + start, 0x0A, count - start).map { UnsafeRawPointer(base).distance(to: $0) }
        ?? count
      let isBlank = UnsafeRawBufferPointer(start: base + start, count: end - start)
        .allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
      if !isBlank { lines.append(start..<end) }
      start = end + 1
    }
    return lines
  }

  /// Whether the beginning of the text holds a word.
  func prefix(contains word: StaticString) -> Bool {
    let text = UnsafeRawBufferPointer(start: base, count: min(count, 1 << 16))
    let length = word.utf8CodeUnitCount
    var place = 0
    while text.count - place >= length,
      let found = memchr(base + place, Int32(word.utf8Start[0]), text.count - place - length + 1)
    {
      if memcmp(found, word.utf8Start, length) == 0 { return true }
      place = UnsafeRawPointer(base).distance(to: found) + 1
    }
    return false
  }
}

extension JSONParser {
  fileprivate mutating func parse(_ text: borrowing ByteBuffer, _ range: Range<Int>) -> JSONValue? {
    parse(
      UnsafePointer(
        text.base.advanced(by: range.lowerBound).assumingMemoryBound(to: CChar.self)),
      count: range.count)
  }
}
