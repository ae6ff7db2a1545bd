import S3Access

/// An ACL as `forbidden-acls` and a waiver's `acl` name it: a canned one, a grant to somebody, or
/// all that Block Public Access refuses.
public enum ForbiddenACL: Hashable, Sendable {
  /// One of the eight canned ACLs, asked for by its name.
  case canned(CannedACL)
  /// Any permission for this grantee, spelled out or through a canned ACL; `grant:AllUsers`.
  case grant(Grantee)
  /// Every ACL that BlockPublicAcls refuses; `public`.
  case anyPublic

  /// Reads a value as it stands in a policy file; `nil` for anything else.
  public init?(_ name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }

  /// The value as it stands in a policy file.
  public var name: String {
    switch self {
    case .canned(let acl): acl.rawValue
    case .grant(let grantee): "grant:\(grantee)"
    case .anyPublic: "public"
    }
  }

  /// Whether a request that asks for this ACL does what is forbidden, with any part of it.
  public func forbids(_ acl: RequestedACL) -> Bool {
    switch self {
    case .canned(let canned): acl.canned == canned
    case .grant(let grantee): acl.allGrants.contains { $0.grantee == grantee }
    case .anyPublic: acl.isPublic
    }
  }

  /// Whether everything that is public in the ACL is named here, so that a waiver for this value
  /// covers the request as a whole. A waiver for `grant:AllUsers` says nothing of AuthenticatedUsers.
  public func covers(_ acl: RequestedACL) -> Bool {
    switch self {
    case .canned(let canned):
      acl.canned == canned && acl.grants.allSatisfy { !$0.isPublic || canned.grants.contains($0) }
    case .grant(let grantee):
      forbids(acl) && acl.allGrants.allSatisfy { !$0.isPublic || $0.grantee == grantee }
    case .anyPublic: acl.isPublic
    }
  }

  /// What is forbidden where a policy says nothing: the canned ACLs that are public.
  public static let defaults: Set<ForbiddenACL> = Set(
    CannedACL.allCases.filter(\.isPublic).map(ForbiddenACL.canned))
}

extension ForbiddenACL: CaseIterable {
  /// Every value that a policy file can name.
  public static let allCases: [ForbiddenACL] =
    CannedACL.allCases.map(ForbiddenACL.canned)
    + [Grantee.allUsers, .authenticatedUsers, .logDelivery, .otherAccount].map(ForbiddenACL.grant)
    + [.anyPublic]
}

extension ForbiddenACL: Comparable {
  public static func < (a: ForbiddenACL, b: ForbiddenACL) -> Bool { a.name < b.name }
}

extension ForbiddenACL: CustomStringConvertible {
  public var description: String { name }
}
