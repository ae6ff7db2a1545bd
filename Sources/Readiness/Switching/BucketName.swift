import S3Access

/// What a bucket can be called. Names in logs are chosen by whoever makes the request, and one that goes
/// into a script must be no more than a name.
enum BucketName {
  /// Whether a bucket can have the name: by today's rules, or by those of us-east-1 before 2018, which
  /// allowed capitals, underscores and up to 255 characters.
  ///
  /// Source: Amazon S3 User Guide, "General purpose bucket naming rules".
  static func isLegal(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (3...255).contains(bytes.count), AccessPointName(name) == nil,
      let first = bytes.first, isLetterOrDigit(first)
    else { return false }
    return bytes.allSatisfy { isLetterOrDigit($0) || ".-_".utf8.contains($0) }
  }

  /// The number of an account; `nil` for what is none.
  static func accountNumber(_ text: String) -> String? {
    text.isAccountID ? text : nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
