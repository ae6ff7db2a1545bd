/// What stands where a bucket's name does and names an access point: an ARN or an alias.
///
/// Source: Amazon S3 User Guide, "Referencing access points" and "Bucket naming rules": no bucket's
/// name ends as an alias does.
public struct AccessPointName: Hashable, Sendable {
  /// The ARN or alias.
  public let name: String

  /// Reads what stands as a bucket's name; `nil` where it is one.
  public init?(_ name: String) {
    guard name.hasPrefix("arn:") || Self.aliasEndings.contains(where: name.hasSuffix) else {
      return nil
    }
    self.name = name
  }

  /// The access point of that name, as its account and Region name it.
  ///
  /// Source: Amazon S3 User Guide, "Referencing access points", "Access point ARNs".
  public init(name: String, account: String, region: String) {
    let partition =
      region.hasPrefix("cn-") ? "aws-cn" : region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    self.name =
      name.hasPrefix("arn:")
      ? name : "arn:\(partition):s3:\(region):\(account):accesspoint/\(name)"
  }

  /// The access point in the ARN of a resource that may be an object behind it,
  /// `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME/object/KEY`; `nil` where there is none.
  public init?(inARN arn: String) {
    guard let parts = ARN(arn), parts.resource.hasPrefix("accesspoint/") else { return nil }
    let path = parts.resource.split(separator: "/", maxSplits: 2)
    guard path.count >= 2 else { return nil }
    name = "\(arn[..<parts.resource.startIndex])accesspoint/\(path[1])"
  }

  /// The account that an ARN names; `nil` for an alias, which names none.
  public var account: String? { part(\.account) }

  /// The Region that an ARN names; `nil` for an alias, and for an access point of several Regions.
  public var region: String? { part(\.region) }

  private func part(_ part: KeyPath<ARN, Substring>) -> String? {
    guard let found = ARN(name)?[keyPath: part], !found.isEmpty else { return nil }
    return String(found)
  }

  private static let aliasEndings = ["-s3alias", "--ol-s3", ".mrap"]
}
