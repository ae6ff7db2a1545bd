import CCloudTrailScanner
import JSON

/// Parses single JSON documents whole, with simdjson: policies, request parameters, snapshots.
public struct JSONParser: ~Copyable {
  private let scanner: OpaquePointer

  /// A parser; `nil` where there is no memory for one.
  public init?() {
    guard let made = cts_scanner_new() else { return nil }
    scanner = made
  }

  deinit {
    cts_scanner_free(scanner)
  }

  /// The value of a document, whose root is an object or an array; `nil` where the text is not valid
  /// JSON or nests more than 128 levels.
  public mutating func parse(_ text: String) -> JSONValue? {
    Self.parse(text, with: scanner)
  }

  /// The same of a text that was read from a file; a byte order mark before it is passed over.
  public mutating func parse(_ text: borrowing ByteBuffer) -> JSONValue? {
    let mark = text.beginsWithByteOrderMark ? 3 : 0
    return Self.parse(
      UnsafePointer(text.base.advanced(by: mark).assumingMemoryBound(to: CChar.self)),
      count: text.count - mark, with: scanner)
  }

  /// The same of a text anywhere in memory.
  mutating func parse(_ text: UnsafePointer<CChar>, count: Int) -> JSONValue? {
    Self.parse(text, count: count, with: scanner)
  }

  static func parse(_ text: String, with scanner: OpaquePointer) -> JSONValue? {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.flatMap { parse($0, count: characters.count, with: scanner) }
      }
    }
  }

  static func parse(
    _ text: UnsafePointer<CChar>, count: Int, with scanner: OpaquePointer
  ) -> JSONValue? {
    var valueCount = 0
    guard let values = cts_parse(scanner, text, count, &valueCount) else { return nil }
    var rest = UnsafeBufferPointer(start: values, count: valueCount)[...]
    return takeValue(&rest)
  }

  private static func takeValue(_ rest: inout Slice<UnsafeBufferPointer<cts_value>>) -> JSONValue {
    guard let value = rest.popFirst() else { return .null }
    switch Unicode.Scalar(UInt8(bitPattern: value.kind)) {
    case "{":
      return .object(
        (0..<value.count).map { _ in
          let name = rest.popFirst().map { string($0.text) } ?? ""
          return JSONValue.Member(name, takeValue(&rest))
        })
    case "[": return .array((0..<value.count).map { _ in takeValue(&rest) })
    case "\"": return .string(string(value.text))
    case "0": return .number(string(value.text))
    case "t": return .bool(true)
    case "f": return .bool(false)
    default: return .null
    }
  }

  /// Escapes are resolved already.
  private static func string(_ text: cts_text) -> String {
    guard let bytes = text.bytes else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: bytes, count: text.length), as: UTF8.self)
  }
}
