import RawEvidence
import S3Access
import Timeline

/// What the path of an access log tells, where the log is delivered with partitions:
/// `111122223333/us-east-1/invoices/2026/02/03/2026-02-03-15-34-11-ABCDEF0123456789`.
///
/// Source: Amazon S3 User Guide, "Logging requests with server access logging", Log object key format.
struct AccessLogFolder: Equatable {
  /// The account that owns the bucket.
  let account: String
  /// The bucket that the log is of.
  let bucket: String

  /// Reads a path; `nil` where it has no such folders.
  init?(path: String) {
    let parts = path.split(separator: "/")
    guard parts.count >= 7 else { return nil }
    let folders = Array(parts.suffix(7).dropLast())
    guard folders[0].isAccountID, folders[1].contains("-"),
      folders[1].allSatisfy({ $0.isLowercase || $0.isASCIIDigit || $0 == "-" }),
      zip(folders[3...], [4, 2, 2]).allSatisfy({ part, digits in
        part.utf8.count == digits && part.allSatisfy(\.isASCIIDigit)
      })
    else { return nil }
    account = String(folders[0])
    bucket = String(folders[2])
  }
}

/// The names that S3 gives the objects of access logs: a prefix, the time, and 16 letters of which no
/// two are alike, as in `2026-02-03-15-34-11-ABCDEF0123456789`. There is no ending.
///
/// Source: Amazon S3 User Guide, "Logging requests with server access logging", Log object key format.
enum AccessLogName {
  /// Whether a file is called so, compressed by somebody or not.
  static func matches(_ name: String) -> Bool {
    let name = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    let end = name.suffix(shape.count)
    return end.count == shape.count
      && zip(end, shape).allSatisfy { letter, form in
        switch form {
        case "0": letter.isASCIIDigit
        case "X": letter.isASCIIDigit || ("A"..."F").contains(letter)
        default: letter == form
        }
      }
  }

  private static let shape = "0000-00-00-00-00-00-XXXXXXXXXXXXXXXX"
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
