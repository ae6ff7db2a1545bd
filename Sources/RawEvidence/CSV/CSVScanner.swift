import Glibc

/// Walks the rows of a table of comma-separated values, as Athena and S3 Inventory write them: fields in
/// double quotes, quotes within them doubled; without quotes an empty field is no value (NULL).
public struct CSVScanner {
  private var fields: [CSVRow.Field] = []

  /// A scanner.
  public init() {}

  /// How a walk ended.
  public struct Result: Hashable, Sendable {
    /// Rows visited.
    public var rows = 0
    /// Rows that are none: text before or behind a field's quotes.
    public var malformed = 0
    /// Where the first of those begins, in bytes of the text.
    public var firstMalformed = 0
    /// Where a row begins with a field whose quotes never end; `nil` where the text is whole.
    public var unendedField: Int?

    /// A walk that visited so many rows, all of them whole.
    public init(rows: Int = 0) {
      self.rows = rows
    }
  }

  /// Visits every row of a text.
  public mutating func scan(
    _ text: borrowing ByteBuffer, visit: (borrowing CSVRow) -> Void
  ) -> Result {
    var result = Result()
    _ = scan(text, StreamedFile.Piece(offset: 0, isLast: true), &result, visit: visit)
    return result
  }

  /// Visits every row of a piece of a text, and returns where the row begins that goes on behind it.
  public mutating func scan(
    _ text: borrowing ByteBuffer, _ piece: StreamedFile.Piece, _ result: inout Result,
    visit: (borrowing CSVRow) -> Void
  ) -> Int {
    let bytes = UnsafeRawBufferPointer(start: text.base, count: text.count)
    var place = piece.offset == 0 && text.beginsWithByteOrderMark ? 3 : 0
    while place < bytes.count {
      if let length = Self.lineFeed(bytes, at: place) {
        place += length
        continue
      }
      let start = place
      fields.removeAll(keepingCapacity: true)
      let taken = takeRow(bytes, from: &place)
      // What touches the end may go on behind it.
      if place == bytes.count, !piece.isLast { return start }
      switch taken {
      case .row:
        visit(CSVRow(bytes, fields, offset: piece.offset + start))
        result.rows += 1
      case .malformed:
        if result.malformed == 0 { result.firstMalformed = piece.offset + start }
        result.malformed += 1
      case .unended:
        result.unendedField = piece.offset + start
      }
    }
    return place
  }

  private enum Taken { case row, malformed, unended }

  private mutating func takeRow(_ bytes: UnsafeRawBufferPointer, from place: inout Int) -> Taken {
    while true {
      let isQuoted = place < bytes.count && bytes[place] == UInt8(ascii: "\"")
      if isQuoted {
        guard takeQuoted(bytes, from: &place) else { return .unended }
      } else {
        takeBare(bytes, from: &place)
      }
      guard place < bytes.count else { return .row }
      if bytes[place] == UInt8(ascii: ",") {
        place += 1
      } else if let length = Self.lineFeed(bytes, at: place) {
        place += length
        return .row
      } else {
        place = Self.first(0x0A, in: bytes, from: place).map { $0 + 1 } ?? bytes.count
        return .malformed
      }
    }
  }

  private mutating func takeQuoted(
    _ bytes: UnsafeRawBufferPointer, from place: inout Int
  ) -> Bool {
    let start = place + 1
    var search = start
    var hasQuotes = false
    while let quote = Self.first(UInt8(ascii: "\""), in: bytes, from: search) {
      guard quote + 1 < bytes.count, bytes[quote + 1] == UInt8(ascii: "\"") else {
        fields.append(CSVRow.Field(range: start..<quote, isQuoted: true, hasQuotes: hasQuotes))
        place = quote + 1
        return true
      }
      hasQuotes = true
      search = quote + 2
    }
    place = bytes.count
    return false
  }

  private mutating func takeBare(_ bytes: UnsafeRawBufferPointer, from place: inout Int) {
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: ","),
      Self.lineFeed(bytes, at: place) == nil
    {
      place += 1
    }
    fields.append(CSVRow.Field(range: start..<place, isQuoted: false, hasQuotes: false))
  }

  /// The length of a line's end that stands there; `nil` where none does.
  private static func lineFeed(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int? {
    if bytes[place] == 0x0A { return 1 }
    guard bytes[place] == 0x0D else { return nil }
    return place + 1 == bytes.count ? 1 : bytes[place + 1] == 0x0A ? 2 : nil
  }

  private static func first(
    _ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(found))
  }
}

/// One row of a table, as long as the scanner stands on it.
public struct CSVRow: ~Copyable {
  private let text: UnsafeRawBufferPointer
  private let fields: [Field]
  /// Where it begins, in bytes of the text.
  public let offset: Int

  struct Field {
    let range: Range<Int>
    let isQuoted: Bool
    /// Whether there are doubled quotes in it.
    let hasQuotes: Bool
  }

  init(_ text: UnsafeRawBufferPointer, _ fields: [Field], offset: Int) {
    self.text = text
    self.fields = fields
    self.offset = offset
  }

  /// How many fields it has.
  public var count: Int { fields.count }

  /// The value of a column; `nil` for none, and for a column that the row does not have.
  public subscript(column: Int) -> String? {
    guard column < fields.count else { return nil }
    let field = fields[column]
    if !field.isQuoted, field.range.isEmpty { return nil }
    let value = String(decoding: text[field.range], as: UTF8.self)
    guard field.hasQuotes else { return value }
    var isSecond = false
    return value.filter { letter in
      guard letter == "\"" else {
        isSecond = false
        return true
      }
      isSecond.toggle()
      return isSecond
    }
  }

  /// Whether a column's value is this text, quotes within it aside.
  public func isEqual(_ column: Int, _ value: [UInt8]) -> Bool {
    column < fields.count
      && UnsafeRawBufferPointer(rebasing: text[fields[column].range]).isSame(as: value)
  }

  /// The bytes of a column's value, quotes within it as they are written.
  public func bytes(_ column: Int) -> [UInt8] {
    column < fields.count ? Array(text[fields[column].range]) : []
  }
}
