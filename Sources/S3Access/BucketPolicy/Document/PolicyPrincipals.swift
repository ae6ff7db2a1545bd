/// Whom a statement speaks of.
///
/// Source: IAM User Guide, "AWS JSON policy elements: Principal" and "... NotPrincipal".
public enum PolicyPrincipals: Hashable, Sendable {
  /// `"Principal": "*"`.
  case everyone
  /// The principals that `Principal` lists; never empty. One of them may be a wildcard.
  case named([PolicyPrincipal])
  /// All but the principals that `NotPrincipal` lists; never empty.
  case everyoneExcept([PolicyPrincipal])
}

/// One entry of a statement's principals.
public struct PolicyPrincipal: Hashable, Sendable {
  /// The kinds of principal, spelled as in a policy.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// An account, a user, a role or a session, by number, ARN or unique id; `*` for everyone.
    case aws = "AWS"
    /// A service, such as `cloudtrail.amazonaws.com`.
    case service = "Service"
    /// An identity provider.
    case federated = "Federated"
    /// An account by the id that S3's ACLs use for it.
    case canonicalUser = "CanonicalUser"
  }

  /// What the value stands for.
  public var kind: Kind
  /// The value as it is written.
  public var value: String

  /// A principal of a kind.
  public init(_ kind: Kind, _ value: String) {
    self.kind = kind
    self.value = value
  }
}

extension PolicyPrincipals {
  init(members: PolicyMembers) throws(BucketPolicyError) {
    let (element, isNegation) = try members.either("Principal", or: "NotPrincipal")
    let principals = try PolicyPrincipal.principals(of: element)
    if isNegation {
      self = .everyoneExcept(principals)
    } else {
      self = principals == [PolicyPrincipal(.aws, "*")] ? .everyone : .named(principals)
    }
  }
}

extension PolicyPrincipal {
  /// The principals of a `Principal` or `NotPrincipal`. `"*"` and `{"AWS": "*"}` are one and the same.
  fileprivate static func principals(
    of element: PolicyElement
  ) throws(BucketPolicyError) -> [PolicyPrincipal] {
    if case .string(let text) = element.value {
      guard text == "*" else { throw element.error(expected: "\"*\" or an object") }
      return [PolicyPrincipal(.aws, "*")]
    }
    let kinds = Kind.allCases.map(\.rawValue)
    let members = try element.members(of: "the principals", known: kinds)
    guard !members.all.isEmpty else {
      throw element.error(expected: "one member or more of \(kinds.joined(separator: ", "))")
    }
    var principals: [PolicyPrincipal] = []
    for kind in Kind.allCases {
      for value in try members[kind.rawValue]?.texts() ?? [] {
        principals.append(PolicyPrincipal(kind, value))
      }
    }
    return principals
  }
}
