import JSON
import Timeline

/// A record of S3 server access logging as CloudWatch Logs gets it, put as the line that says the same.
///
/// Source: Amazon S3 User Guide, "Log format in CloudWatch Logs".
struct AccessLogRecord {
  /// The texts of the fields, one behind the other.
  private(set) var line: [UInt8] = []
  /// Where each stands.
  private(set) var fields = AccessLogFields()

  /// How far a record could be read.
  enum Reading {
    case record(AccessLogRecord)
    /// It lacks what every record has; of this bucket, where that is told.
    case torn(bucket: String?)
    /// It is no record of access logging.
    case other
  }

  /// Reads a JSON value.
  static func reading(of value: JSONValue) -> Reading {
    guard value["bucket_owner_id"] != nil || value["bucket_arn"] != nil else { return .other }
    let bucket = value["bucket_name"]?.string ?? value["bucket_arn"]?.string.flatMap(name(inARN:))
    guard let bucket, !bucket.isEmpty else { return .torn(bucket: nil) }
    guard let time = value["request_time"]?.string, let instant = Instant(iso8601: time),
      value["operation"]?.string != nil
    else { return .torn(bucket: bucket) }
    return .record(AccessLogRecord(value, bucket: bucket, at: instant))
  }

  private init(_ value: JSONValue, bucket: String, at time: Instant) {
    func text(_ name: String) -> String {
      switch value[name] {
      case .string(let text)?, .number(let text)?: text.isEmpty ? "-" : text
      default: "-"
      }
    }
    fields.time = time.secondsSince1970
    fields.bucket = add(bucket)
    fields.owner = add(text("bucket_owner_id"))
    fields.remoteAddress = add(text("remote_ip"))
    fields.requester = add(text("requester"))
    fields.requestID = add(text("request_id"))
    fields.operation = add(text("operation"))
    fields.key = add(text("key_name"))
    fields.requestURI = add(text("request_uri"))
    fields.status = add(text("http_status"))
    fields.errorCode = add(text("error_code"))
    fields.referer = add(text("referer"))
    fields.userAgent = add(text("user_agent"))
    fields.accessPoint = add(text("access_point_arn"))
    // A line ends before a field that nobody knows; null does not say that no ACL was needed.
    fields.aclRequired = Self.aclRequired(value["acl_required"]).map { add($0) }
  }

  private mutating func add(_ text: String) -> Range<Int> {
    let start = line.count
    line.append(contentsOf: text.utf8)
    return start..<line.count
  }

  private static func aclRequired(_ value: JSONValue?) -> String? {
    switch value {
    case .bool(true)?, "Yes"?, "true"?: "Yes"
    case .bool(false)?, "-"?, "false"?: "-"
    default: nil
    }
  }

  private static func name(inARN arn: String) -> String? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 && parts[2] == "s3" ? String(parts[5]) : nil
  }
}

extension AccessLogScanner {
  /// Whether a text may hold records of access logging in JSON.
  public static func mayHoldRecords(_ text: borrowing ByteBuffer) -> Bool {
    text.prefix(contains: "bucket_owner_id") || text.prefix(contains: "bucket_arn")
  }

  /// Visits the records of access logging in a text of JSON: one a line, as CloudWatch Logs stores them,
  /// or the messages of its answers and exports. Calls `tear` for what is none; returns how many it
  /// visited, `nil` where there is not one.
  public mutating func scanRecords(
    _ text: borrowing ByteBuffer, visit: (borrowing AccessLogLine) -> Void,
    tear: (TornLine) -> Void
  ) -> Int? {
    guard var parser = JSONParser() else { return nil }
    var visited = 0
    var torn: [TornLine] = []
    text.forEachDocument { offset, document in
      for value in document?.unwrapped(parsing: { parser.parse($0) }) ?? [nil] {
        switch value.map(AccessLogRecord.reading(of:)) {
        case .record(let record)?:
          record.line.withUnsafeBytes { visit(AccessLogLine($0, record.fields, &table)) }
          visited += 1
        case .torn(let bucket)?: torn.append(TornLine(offset: offset, bucket: bucket))
        case .other?, nil: torn.append(TornLine(offset: offset, bucket: nil))
        }
      }
    }
    guard visited > 0 || torn.contains(where: { $0.bucket != nil }) else { return nil }
    torn.forEach(tear)
    return visited
  }
}

extension JSONValue {
  /// What stands in the wrappings of a value: the elements of an array, the messages of what
  /// `filter-log-events` answers and of what a subscription delivers, or the value itself. What cannot
  /// be read is `nil`.
  fileprivate func unwrapped(
    depth: Int = 0, parsing parse: (String) -> JSONValue?
  ) -> [JSONValue?] {
    guard depth < 4, let messages else { return [self] }
    return messages.flatMap { message -> [JSONValue?] in
      let value = message.string.map(parse) ?? message
      return value?.unwrapped(depth: depth + 1, parsing: parse) ?? [nil]
    }
  }

  private var messages: [JSONValue]? {
    if case .array(let elements) = self { return elements }
    if case .array(let events)? = self["events"] ?? self["logEvents"] { return events }
    return self["message"].map { [$0] }
  }
}
