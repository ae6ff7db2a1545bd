import CCloudTrailScanner
import JSON

/// A number that stands for a value in one scanner's records.
public struct Symbol: Hashable, Sendable {
  /// The number; small, and dense from 1 on.
  public let rawValue: UInt32

  /// The symbol of a number.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Stands for no value.
  public static let absent = Symbol(rawValue: 0)

  /// Whether there is a value.
  public var isPresent: Bool { rawValue != 0 }
}

/// One CloudTrail record, as long as the scanner stands on it.
///
/// Symbols cost nothing; strings are made when they are asked for.
public struct ScannedRecord: ~Copyable {
  let record: UnsafePointer<cts_record>
  private let scanner: OpaquePointer

  private let text: UnsafeRawBufferPointer

  init(
    _ record: UnsafePointer<cts_record>, scanner: OpaquePointer, text: UnsafeRawBufferPointer
  ) {
    self.record = record
    self.scanner = scanner
    self.text = text
  }

  /// Where in the scanned text the record's `eventTime` stands, in bytes; 0 where it stands in a
  /// document within a string.
  public var offset: Int {
    guard let start = text.baseAddress, let time = record.pointee.event_time_text.quote else {
      return 0
    }
    let offset = UnsafeRawPointer(time) + 1 - start
    return text.indices.contains(offset) ? offset : 0
  }

  /// How the request parameters carry an ACL.
  public enum ACLForm: Sendable {
    case none
    /// ``cannedACL`` holds the one value of `x-amz-acl`.
    case canned
    /// In some other form: see ``parameters()``.
    case other
  }

  /// What stands as `requestParameters`.
  public enum ParametersForm: Sendable {
    case missing, object, other
  }

  /// Seconds since 1970; `nil` where `eventTime` is of no usual form: see ``eventTimeText``.
  public var eventTime: Int64? {
    record.pointee.event_time == .min ? nil : record.pointee.event_time
  }

  public var eventSource: Symbol { Symbol(rawValue: record.pointee.event_source) }
  public var eventName: Symbol { Symbol(rawValue: record.pointee.event_name) }
  public var eventCategory: Symbol { Symbol(rawValue: record.pointee.event_category) }
  public var awsRegion: Symbol { Symbol(rawValue: record.pointee.aws_region) }
  public var recipientAccount: Symbol { Symbol(rawValue: record.pointee.recipient_account) }
  public var errorCode: Symbol { Symbol(rawValue: record.pointee.error_code) }
  public var identityType: Symbol { Symbol(rawValue: record.pointee.identity_type) }
  public var identityAccount: Symbol { Symbol(rawValue: record.pointee.identity_account) }
  /// `requestParameters.bucketName`.
  public var bucketName: Symbol { Symbol(rawValue: record.pointee.bucket) }
  /// The account of the bucket among `resources`.
  public var bucketAccount: Symbol { Symbol(rawValue: record.pointee.resource_account) }
  /// The ARN of the bucket among `resources`.
  public var bucketARN: Symbol { intern(record.pointee.resource_bucket_arn) }
  /// Whether there is a bucket among `resources` and it is another than ``bucketName``.
  public var namesOtherBucket: Bool { record.pointee.resource_is_named == CTS_FALSE.rawValue }
  public var cannedACL: Symbol { Symbol(rawValue: record.pointee.canned_acl) }

  /// `readOnly`; `nil` where the record does not say.
  public var isReadOnly: Bool? { Self.flag(record.pointee.read_only) }
  /// `managementEvent`; `nil` where the record does not say.
  public var isManagementEvent: Bool? { Self.flag(record.pointee.management_event) }
  /// Whether `additionalEventData.aclRequired` is `Yes`.
  public var isACLRequired: Bool { record.pointee.acl_required == CTS_TRUE.rawValue }

  public var aclForm: ACLForm {
    switch UInt32(record.pointee.acl_form) {
    case CTS_ACL_NONE.rawValue: .none
    case CTS_ACL_CANNED.rawValue: .canned
    default: .other
    }
  }

  public var parametersForm: ParametersForm {
    switch UInt32(record.pointee.parameters_form) {
    case CTS_PARAMETERS_MISSING.rawValue: .missing
    case CTS_PARAMETERS_OBJECT.rawValue: .object
    default: .other
    }
  }

  public var eventTimeText: String { string(record.pointee.event_time_text) }
  public var eventID: String { string(record.pointee.event_id) }
  public var sharedEventID: String { string(record.pointee.shared_event_id) }
  public var requestID: String { string(record.pointee.request_id) }
  public var userAgent: String { string(record.pointee.user_agent) }
  public var sourceIPAddress: String { string(record.pointee.source_address) }
  public var key: String { string(record.pointee.key) }
  public var principalID: String { string(record.pointee.principal_id) }
  public var identityARN: String { string(record.pointee.identity_arn) }
  public var sessionIssuerARN: String { string(record.pointee.issuer_arn) }
  public var invokedBy: String { string(record.pointee.invoked_by) }
  /// The ARN of the first of `resources` that is no bucket.
  public var resourceARN: String { string(record.pointee.resource_arn) }

  /// The symbol of `userAgent`.
  public var userAgentSymbol: Symbol { intern(record.pointee.user_agent) }
  /// The symbol of `sourceIPAddress`.
  public var sourceAddressSymbol: Symbol { intern(record.pointee.source_address) }

  /// ``eventID``, ``key`` and ``requestID``.
  public var ownTexts: TextTriple {
    TextTriple(
      cts_string_text(record.pointee.event_id), cts_string_text(record.pointee.key),
      cts_string_text(record.pointee.request_id))
  }

  /// The digest of the id that all records of one request share, as far as the record has one: of its
  /// `sharedEventID`, else its `eventID`, else its `requestID`.
  public var idDigest: TextDigest? {
    let fields = record.pointee
    for value in [fields.shared_event_id, fields.event_id, fields.request_id] {
      let id = cts_string_text(value)
      guard id.length > 0 else { continue }
      let bytes = UnsafeRawBufferPointer(start: id.bytes, count: id.length)
      // The digest is of the text, so escapes have to be resolved first.
      return bytes.contains(UInt8(ascii: "\\"))
        ? TextDigest(of: CloudTrailScanner.string(id)) : TextDigest(of: bytes)
    }
    return nil
  }

  /// The value that a symbol stands for; empty for ``Symbol/absent``.
  public func text(of symbol: Symbol) -> String {
    string(cts_symbol_text(scanner, symbol.rawValue))
  }

  /// The symbol of the text of `requestParameters`, for calls that are repeated word for word.
  public var parametersSymbol: Symbol { intern(record.pointee.parameters) }

  /// `requestParameters` as a value; `nil` where they are missing or cannot be read.
  public func parameters() -> JSONValue? {
    let text = record.pointee.parameters
    guard let bytes = text.bytes, text.length > 0 else { return nil }
    return JSONParser.parse(bytes, count: text.length, with: scanner)
  }

  /// A JSON document that stands as a string in the record; `nil` where it is none.
  public func parse(_ text: String) -> JSONValue? {
    JSONParser.parse(text, with: scanner)
  }

  func intern(_ value: cts_string) -> Symbol {
    intern(cts_string_text(value))
  }

  /// The symbol of a text that has none of its own yet; ``Symbol/absent`` for an empty one. The
  /// scanner keeps the text of each symbol, so this is not for values that are new in each record.
  func intern(_ text: cts_text) -> Symbol {
    text.length > 0 ? Symbol(rawValue: cts_intern(scanner, text)) : .absent
  }

  private static func flag(_ value: UInt8) -> Bool? {
    switch UInt32(value) {
    case CTS_TRUE.rawValue: true
    case CTS_FALSE.rawValue: false
    default: nil
    }
  }

  private func string(_ value: cts_string) -> String {
    CloudTrailScanner.string(cts_string_text(value))
  }

  private func string(_ text: cts_text) -> String {
    CloudTrailScanner.string(text)
  }
}
