import RawEvidence

/// How the text of an evidence file is written.
///
/// It is told from the first bytes, so that the way of a CloudTrail file stays as short as it is. What
/// a JSON document holds its records tell, and where it has none, ``DocumentKind``.
enum EvidenceForm: Hashable, Sendable {
  /// JSON: CloudTrail records in whatever they are wrapped, or a document of another kind.
  case json
  /// Lines of an export of CloudWatch Logs: a time, and a message in JSON.
  case exportedLines
  /// What the AWS CLI says where S3 answers with an error, such as `NoSuchBucketPolicy`.
  case errorMessage(code: String)
  /// Lines of S3 server access logs.
  case accessLog
  /// A table with a line of column names, as queries and inventories give it.
  case table
  /// None of these.
  case unknown
}

extension EvidenceForm {
  /// How a text is written, by its beginning.
  init(of text: borrowing ByteBuffer) {
    switch text.firstVisibleByte {
    case UInt8(ascii: "{"), UInt8(ascii: "["), nil: self = .json
    case _ where text.isExportOfLines: self = .exportedLines
    default: self.init(beginning: String(decoding: text.prefix(Self.tellingBytes), as: UTF8.self))
    }
  }

  /// How a text that is no JSON is written.
  init(beginning: String) {
    // Spreadsheets put a byte order mark before a table.
    let beginning = beginning.hasPrefix("\u{FEFF}") ? beginning.dropFirst() : beginning[...]
    let lines = beginning.split(whereSeparator: \.isNewline)
    let first = lines.first.map(String.init) ?? ""
    self =
      if let code = Self.errorCode(in: beginning) {
        .errorMessage(code: code)
      } else if lines.contains(where: { Self.isAccessLog(String($0)) }) {
        .accessLog
      } else if Self.isTable(first) {
        .table
      } else {
        .unknown
      }
  }

  /// How much of a text tells its form.
  private static let tellingBytes = 4_096

  /// `An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: ...`
  private static func errorCode(in text: Substring) -> String? {
    let words = "An error occurred ("
    let message = text.drop(while: \.isWhitespace)
    guard message.hasPrefix(words) else { return nil }
    let rest = message.dropFirst(words.count)
    let code = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
    return !code.isEmpty && rest.dropFirst(code.count).hasPrefix(") when calling the")
      ? String(code) : nil
  }

  /// The owner's canonical id (or `-`), the bucket, and the time in square brackets.
  ///
  /// Source: Amazon S3 User Guide, "Amazon S3 server access log format".
  private static func isAccessLog(_ line: String) -> Bool {
    let fields = line.split(separator: " ", maxSplits: 3)
    guard fields.count == 4, let time = fields.dropFirst(2).first else { return false }
    return time.hasPrefix("[") && time.count == "[06/Feb/2019:00:00:38".count
      && time.split(separator: ":").count == 4 && time.split(separator: "/").count == 3
  }

  /// Names of columns: letters, separated by commas, quoted or not.
  private static func isTable(_ line: String) -> Bool {
    let names = line.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.filter { $0 != "\"" && !$0.isWhitespace }
    }
    return names.count > 1
      && names.allSatisfy { name in
        !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
      }
  }
}
