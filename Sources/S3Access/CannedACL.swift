/// A predefined ACL, as named in the `x-amz-acl` header.
///
/// Source: Amazon S3 User Guide, "Access control list (ACL) overview", section "Canned ACL".
public enum CannedACL: String, CaseIterable, Hashable, Codable, Sendable {
  case `private`
  case publicRead = "public-read"
  case publicReadWrite = "public-read-write"
  case authenticatedRead = "authenticated-read"
  case awsExecRead = "aws-exec-read"
  case bucketOwnerRead = "bucket-owner-read"
  case bucketOwnerFullControl = "bucket-owner-full-control"
  case logDeliveryWrite = "log-delivery-write"

  /// Reads a header's value. S3 takes the lower-case spelling only; a log is read more kindly, since
  /// a public ACL that is overlooked costs more than a misspelt one that is counted.
  public init?(headerValue: some StringProtocol) {
    let value = String(headerValue.filter { !$0.isWhitespace }).lowercased()
    self.init(rawValue: value)
  }

  /// The grants that S3 adds beside the owner's own, as far as they matter to who may get in.
  public var grants: [Grant] {
    switch self {
    case .private: []
    case .publicRead: [Grant(.allUsers, .read)]
    case .publicReadWrite: [Grant(.allUsers, .read), Grant(.allUsers, .write)]
    case .authenticatedRead: [Grant(.authenticatedUsers, .read)]
    // EC2's own account, which fetches machine images: one fixed account.
    case .awsExecRead: [Grant(.otherAccount, .read)]
    case .bucketOwnerRead: [Grant(.owner, .read)]
    case .bucketOwnerFullControl: [Grant(.owner, .fullControl)]
    case .logDeliveryWrite: [Grant(.logDelivery, .write), Grant(.logDelivery, .readACP)]
    }
  }

  /// Whether it grants anything to everyone, and so is refused by BlockPublicAcls.
  public var isPublic: Bool { grants.contains(where: \.isPublic) }
}
