/// One line of a server access log, as long as the scanner stands on it.
///
/// Its kind costs little; strings are made when they are asked for.
public struct AccessLogLine: ~Copyable {
  private let line: UnsafeRawBufferPointer
  private let fields: AccessLogFields
  /// What the line has in common with many others.
  public let kind: Kind

  /// The fields that few lines differ in, as symbols of one scanner.
  public struct Kind: Hashable, Sendable {
    /// The canonical id of the bucket's owner.
    public let owner: Symbol
    public let bucket: Symbol
    public let requester: Symbol
    public let operation: Symbol
    /// The HTTP status; ``Symbol/absent`` where there is none.
    public let status: Symbol
    /// ``Symbol/absent`` where there is none.
    public let errorCode: Symbol
    public let aclRequired: ACLRequired
    /// Whether the call is on an object.
    public let namesKey: Bool
  }

  /// What stands in a line's ACL Required field.
  public enum ACLRequired: Hashable, Sendable {
    case yes
    case no
    /// The line is from before there was the field.
    case absent
  }

  init(_ line: UnsafeRawBufferPointer, _ fields: AccessLogFields, _ table: inout TextTable) {
    self.line = line
    self.fields = fields
    func symbol(_ range: Range<Int>, in table: inout TextTable) -> Symbol {
      Self.isDash(line, range)
        ? .absent : table.symbol(of: UnsafeRawBufferPointer(rebasing: line[range]))
    }
    kind = Kind(
      owner: symbol(fields.owner, in: &table), bucket: symbol(fields.bucket, in: &table),
      requester: symbol(fields.requester, in: &table),
      operation: symbol(fields.operation, in: &table), status: symbol(fields.status, in: &table),
      errorCode: symbol(fields.errorCode, in: &table),
      aclRequired: fields.aclRequired.map { Self.isDash(line, $0) ? .no : .yes } ?? .absent,
      namesKey: !Self.isDash(line, fields.key))
  }

  /// When S3 received the request, in seconds since 1970.
  public var secondsSince1970: Int64 { fields.time }

  /// The canonical id of the bucket's owner; empty where there is none.
  public var owner: String { unlessDash(fields.owner) }
  /// The bucket's name.
  public var bucket: String { unlessDash(fields.bucket) }
  /// The canonical id or the ARN of the caller; empty for an anonymous one.
  public var requester: String { unlessDash(fields.requester) }
  /// Such as `REST.GET.OBJECT`.
  public var operation: String { unlessDash(fields.operation) }
  /// The HTTP status; empty where there is none.
  public var status: String { unlessDash(fields.status) }
  /// The error code; empty where there is none.
  public var errorCode: String { unlessDash(fields.errorCode) }
  /// The object's key, its percent encoding resolved; empty for a call on the bucket.
  public var key: String { unlessDash(fields.key).resolvingPercentEncoding }
  /// The request id, which CloudTrail's record of the same request has as well; empty where there is
  /// none.
  public var requestID: String { unlessDash(fields.requestID) }
  /// The caller's address; empty where there is none.
  public var remoteAddress: String { unlessDash(fields.remoteAddress) }
  /// The request line; empty where there is none.
  public var requestURI: String { unlessDash(fields.requestURI) }
  /// The referer; empty where there is none.
  public var referer: String { unlessDash(fields.referer) }
  /// The caller's tool, as it names itself; empty where it does not.
  public var userAgent: String { unlessDash(fields.userAgent) }

  /// The digest of the request id; `nil` where there is none.
  public var requestDigest: TextDigest? {
    Self.isDash(line, fields.requestID)
      ? nil : TextDigest(of: UnsafeRawBufferPointer(rebasing: line[fields.requestID]))
  }

  /// A field behind the user agent; `nil` where the line ends before it.
  public func text(of field: AccessLogField) -> String? {
    let parts = line[fields.tail].split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    return field.rawValue < parts.count
      ? String(decoding: parts[field.rawValue], as: UTF8.self) : nil
  }

  private func unlessDash(_ range: Range<Int>) -> String {
    Self.isDash(line, range) ? "" : String(decoding: line[range], as: UTF8.self)
  }

  private static func isDash(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    range.count == 1 && line[range.lowerBound] == UInt8(ascii: "-")
  }
}

extension String {
  /// The text with `%2F` and the like resolved; what is no such code stays as it is.
  public var resolvingPercentEncoding: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        rest = rest.dropFirst(2)
        bytes.append(code)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
