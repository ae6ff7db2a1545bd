import Glibc

/// Walks the lines of S3 server access logs.
public struct AccessLogScanner {
  var table = TextTable()

  /// A scanner that has seen nothing.
  public init() {}

  /// A line that is no whole line of an access log.
  public struct TornLine: Hashable, Sendable {
    /// Where it begins, in bytes of the text.
    public var offset: Int
    /// The bucket that it is of; `nil` where it is torn before that can be told.
    public var bucket: String?
  }

  /// Visits every line of a text, and calls `tear` for those that are none of a log. Returns how many
  /// it visited.
  public mutating func scan(
    _ text: borrowing ByteBuffer, visit: (borrowing AccessLogLine) -> Void,
    tear: (TornLine) -> Void
  ) -> Int {
    var visited = 0
    _ = scan(
      text, StreamedFile.Piece(offset: 0, isLast: true), &visited, visit: visit, tear: tear)
    return visited
  }

  /// The same of a piece of a text. Returns where the line begins that goes on behind it.
  ///
  /// - Parameter visited: lines visited, counted on.
  public mutating func scan(
    _ text: borrowing ByteBuffer, _ piece: StreamedFile.Piece, _ visited: inout Int,
    visit: (borrowing AccessLogLine) -> Void, tear: (TornLine) -> Void
  ) -> Int {
    let bytes = UnsafeRawBufferPointer(start: text.base, count: text.count)
    var place = piece.offset == 0 && text.beginsWithByteOrderMark ? 3 : 0
    while place < bytes.count {
      let end = Self.endOfLine(bytes, from: place)
      if end == bytes.count, !piece.isLast { return place }
      var last = end
      while last > place, bytes[last - 1] == 0x0D || bytes[last - 1] == 0x20 { last -= 1 }
      if last > place {
        let line = UnsafeRawBufferPointer(rebasing: bytes[place..<last])
        do throws(AccessLogFields.Torn) {
          let fields = try AccessLogFields(line)
          visit(AccessLogLine(line, fields, &table))
          visited += 1
        } catch {
          tear(Self.torn(error, line, at: piece.offset + place))
        }
      }
      place = end + 1
    }
    return bytes.count
  }

  private static func endOfLine(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return bytes.count }
    return base.distance(to: UnsafeRawPointer(found))
  }

  private static func torn(
    _ torn: AccessLogFields.Torn, _ line: UnsafeRawBufferPointer, at offset: Int
  ) -> TornLine {
    switch torn {
    case .anywhere: TornLine(offset: offset, bucket: nil)
    case .behindBucket(let bucket):
      TornLine(offset: offset, bucket: String(decoding: line[bucket], as: UTF8.self))
    }
  }
}
