/// One entry of an ACL: who may do what.
///
/// Source: Amazon S3 User Guide, "Access control list (ACL) overview".
public struct Grant: Hashable, Codable, Sendable {
  /// Who is granted something.
  public var grantee: Grantee
  /// What is granted.
  public var permission: ACLPermission

  /// A grant of a permission to a grantee.
  public init(_ grantee: Grantee, _ permission: ACLPermission) {
    self.grantee = grantee
    self.permission = permission
  }

  /// Whether AWS calls an ACL with this grant public: any permission, READ_ACP and WRITE_ACP too, to
  /// either of the two global groups.
  ///
  /// Source: Amazon S3 User Guide, "The meaning of 'public'", section "ACLs".
  public var isPublic: Bool {
    grantee == .allUsers || grantee == .authenticatedUsers
  }
}

extension Grant: Comparable {
  public static func < (a: Grant, b: Grant) -> Bool {
    (a.grantee.description, a.permission.rawValue) < (b.grantee.description, b.permission.rawValue)
  }
}

/// What a grant permits, spelled as in an ACL document.
public enum ACLPermission: String, CaseIterable, Hashable, Codable, Sendable {
  case read = "READ"
  case write = "WRITE"
  case readACP = "READ_ACP"
  case writeACP = "WRITE_ACP"
  case fullControl = "FULL_CONTROL"
}

/// Whom a grant names, as far as that decides anything.
///
/// Accounts are told apart only into the owner and the others: a log of a million uploads that each
/// name another canonical user is still one fact.
public enum Grantee: Hashable, Codable, Sendable {
  /// Everyone, with or without credentials.
  case allUsers
  /// Everyone with credentials of any AWS account in the world.
  case authenticatedUsers
  /// S3's server access log delivery.
  case logDelivery
  /// A group that AWS does not document, by its URI.
  case otherGroup(String)
  /// An account that the ACL names, by canonical user id or e-mail address, other than the owner.
  case otherAccount
  /// The account that owns the bucket or the object.
  case owner

  /// The group that a grantee URI names. The scheme, letter case and what stands around the group's
  /// path do not matter: a public grant that is overlooked costs more than one that S3 would have
  /// refused.
  ///
  /// Source: Amazon S3 User Guide, "Access control list (ACL) overview", "Amazon S3 predefined groups".
  public init(groupURI: some StringProtocol) {
    let uri = groupURI.lowercased()
    self =
      if uri.contains("/groups/global/allusers") {
        .allUsers
      } else if uri.contains("/groups/global/authenticatedusers") {
        .authenticatedUsers
      } else if uri.contains("/groups/s3/logdelivery") {
        .logDelivery
      } else {
        .otherGroup(String(groupURI))
      }
  }
}

extension Grantee: CustomStringConvertible {
  /// The grantee's name in reports and in `forbidden-acls`.
  public var description: String {
    switch self {
    case .allUsers: "AllUsers"
    case .authenticatedUsers: "AuthenticatedUsers"
    case .logDelivery: "LogDelivery"
    case .otherGroup(let uri): uri
    case .otherAccount: "other-account"
    case .owner: "owner"
    }
  }
}
