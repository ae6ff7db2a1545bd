/// A place in S3, written `s3://BUCKET/PREFIX`.
public struct S3Location: Hashable, Sendable {
  /// The bucket's name.
  public var bucket: String
  /// What the keys begin with: empty, or ended by a slash.
  public var prefix: String

  /// A bucket and a prefix of it, to which a slash is added where it lacks one.
  public init(bucket: String, prefix: String) {
    self.bucket = bucket
    self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
  }

  /// Reads `s3://BUCKET/PREFIX`; `nil` where it is written otherwise or its bucket is no name that S3
  /// takes.
  ///
  /// Source: Amazon S3 User Guide, "General purpose bucket naming rules".
  public init?(uri: String) {
    guard Self.isURI(uri) else { return nil }
    let path = uri.dropFirst(Self.scheme.count)
    let bucket = path.prefix { $0 != "/" }
    guard Self.isBucketName(bucket) else { return nil }
    self.init(bucket: String(bucket), prefix: String(path.dropFirst(bucket.count + 1)))
  }

  /// Whether an argument means a place in S3, and no path.
  public static func isURI(_ argument: String) -> Bool { argument.hasPrefix(scheme) }

  /// The place below this one.
  public func appending(_ names: String...) -> S3Location {
    S3Location(bucket: bucket, prefix: prefix + names.joined(separator: "/"))
  }

  private static let scheme = "s3://"

  private static func isBucketName(_ name: Substring) -> Bool {
    // Buckets made before 2018 may have capitals, underscores and up to 255 characters.
    (3...255).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        let scalar = Unicode.Scalar(byte)
        return scalar.properties.isAlphabetic && byte < 0x80 || ("0"..."9").contains(scalar)
          || "._-".unicodeScalars.contains(scalar)
      }
  }
}

extension S3Location: CustomStringConvertible {
  /// `s3://BUCKET/PREFIX`.
  public var description: String { "\(Self.scheme)\(bucket)/\(prefix)" }
}
