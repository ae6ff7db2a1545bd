import JSON

/// What keeps a JSON value from being a bucket policy, and where.
///
/// A policy that cannot be read is no policy that is not public: whoever meets this error has to
/// treat the document as undetermined.
public struct BucketPolicyError: Error, Hashable, Sendable {
  /// The place that is wrong.
  public var path: DocumentPath
  /// What should stand there, as in "a string".
  public var expected: String
  /// What stands there, as in "the number 5".
  public var found: String

  /// An error at a place.
  public init(at path: DocumentPath, expected: String, found: String) {
    self.path = path
    self.expected = expected
    self.found = found
  }

  init(at path: DocumentPath, expected: String, found value: JSONValue) {
    self.init(at: path, expected: expected, found: Self.description(of: value))
  }

  private static func description(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let digits): "the number \(quoted(digits, with: ""))"
    case .string(let text): quoted(text)
    case .array(let elements): elements.isEmpty ? "an empty array" : "an array"
    case .object(let members): members.isEmpty ? "an empty object" : "an object"
    }
  }
}

extension BucketPolicyError: CustomStringConvertible {
  /// The error on one line.
  public var description: String { "\(path): expected \(expected), found \(found)" }
}

/// A text out of a policy as it is quoted in a message: in one line, and not longer than a glance.
func quoted(_ text: String, with quote: String = "\"") -> String {
  let limit = 80
  let visible = text.utf8.count > limit ? String(text.prefix(limit)) + "…" : text
  let escaped = JSONValue.string(visible).compactText.dropFirst().dropLast()
  return quote + escaped + quote
}
