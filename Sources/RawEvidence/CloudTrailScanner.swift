import CCloudTrailScanner

/// Walks the records of CloudTrail files, in whatever they are wrapped.
public struct CloudTrailScanner: ~Copyable {
  private let scanner: OpaquePointer

  /// A scanner; `nil` where there is no memory for one.
  public init?() {
    guard let made = cts_scanner_new() else { return nil }
    scanner = made
  }

  deinit {
    cts_scanner_free(scanner)
  }

  /// What a scan found.
  public struct Result: Hashable, Sendable {
    /// How it ended.
    public var status: Status
    /// Records visited.
    public var records: Int
    /// Elements that stand where a record should and are none.
    public var malformed: Int
    /// Where the first of those stands, in bytes of the text.
    public var firstMalformed: Int
  }

  /// How a scan ended.
  public enum Status: Hashable, Sendable {
    /// Every record was visited.
    case complete
    /// The text is not JSON from `offset` on; the records before were visited.
    case broken(offset: Int, reason: String)
    /// It is JSON and holds no CloudTrail records.
    case notCloudTrail
    /// A digest or Insights file.
    case withoutCalls
  }

  /// Visits every record of a text.
  public mutating func scan(
    _ text: borrowing ByteBuffer, visit: (borrowing ScannedRecord) -> Void
  ) -> Result {
    let result = withoutActuallyEscaping(visit) { visit in
      let bytes = UnsafeRawBufferPointer(start: text.base, count: text.count)
      var visitor = Visitor(visit: visit, scanner: scanner, text: bytes)
      return withUnsafeMutablePointer(to: &visitor) { context in
        cts_scan(
          scanner, text.base.assumingMemoryBound(to: CChar.self), text.count, visitRecord, context)
      }
    }
    return Result(result, length: text.count)
  }

  /// The value that a symbol stands for; empty for ``Symbol/absent``.
  public func text(of symbol: Symbol) -> String {
    Self.string(cts_symbol_text(scanner, symbol.rawValue))
  }

  /// Makes a string of a view into JSON text: copies it, and resolves escapes where there are any.
  static func string(_ text: cts_text) -> String {
    guard text.bytes != nil, text.length > 0 else { return "" }
    return String(unsafeUninitializedCapacity: text.length) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      return start.withMemoryRebound(to: CChar.self, capacity: text.length) {
        cts_unescape(text, $0)
      }
    }
  }
}

/// What the C callback gets as its context.
private struct Visitor: ~Copyable {
  private let visit: (borrowing ScannedRecord) -> Void
  private let scanner: OpaquePointer
  private let text: UnsafeRawBufferPointer

  init(
    visit: @escaping (borrowing ScannedRecord) -> Void, scanner: OpaquePointer,
    text: UnsafeRawBufferPointer
  ) {
    self.visit = visit
    self.scanner = scanner
    self.text = text
  }

  func callAsFunction(_ record: UnsafePointer<cts_record>) {
    visit(ScannedRecord(record, scanner: scanner, text: text))
  }
}

private let visitRecord: cts_visitor = { context, record in
  guard let context, let record else { return }
  context.assumingMemoryBound(to: Visitor.self).pointee(record)
}

extension CloudTrailScanner.Result {
  fileprivate init(_ result: cts_result, length: Int) {
    records = Int(result.records)
    malformed = Int(result.malformed)
    firstMalformed = min(result.first_malformed, length)
    switch result.status {
    case CTS_OK: status = .complete
    case CTS_NOT_CLOUDTRAIL: status = .notCloudTrail
    case CTS_OTHER_CLOUDTRAIL: status = .withoutCalls
    default:
      let reason = result.reason.map { String(cString: $0) } ?? "the JSON is broken"
      status = .broken(offset: min(result.offset, length), reason: reason)
    }
  }
}
