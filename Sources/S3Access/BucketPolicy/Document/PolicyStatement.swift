/// One statement of a policy: who may, or may not, do what to what, and on which conditions.
///
/// Source: IAM User Guide, "IAM JSON policy elements: Statement".
public struct PolicyStatement: Hashable, Sendable {
  /// Whether a statement gives or takes.
  public enum Effect: String, CaseIterable, Hashable, Sendable {
    case allow = "Allow"
    case deny = "Deny"
  }

  /// Where it stands in the document.
  public var path: DocumentPath
  /// The name that its author gave it.
  public var sid: String?
  /// Whether it gives or takes.
  public var effect: Effect
  /// Whom it speaks of.
  public var principals: PolicyPrincipals
  /// The actions, such as `s3:Get*`; their letter case means nothing.
  public var actions: PolicyScope
  /// The resources, such as `arn:aws:s3:::amzn-s3-demo-bucket/*`.
  public var resources: PolicyScope
  /// What must hold as well, all of it, in the order of the document.
  public var conditions: [PolicyCondition]
}

/// What a statement's `Action` or `Resource` takes in, or what its `NotAction` or `NotResource`
/// leaves out, as patterns with the wildcards `*` and `?`.
public enum PolicyScope: Hashable, Sendable {
  /// What matches one of these.
  case matching([String])
  /// What matches none of these.
  case excluding([String])
}

extension PolicyStatement {
  private static let elements = [
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
    "Condition",
  ]

  init(element: PolicyElement) throws(BucketPolicyError) {
    let members = try element.members(of: "a statement", known: Self.elements)
    path = element.path
    sid = try members["Sid"].map { (sid) throws(BucketPolicyError) in try sid.text() }
    effect = try Effect(element: members.required("Effect"))
    principals = try PolicyPrincipals(members: members)
    actions = try PolicyScope(members: members, "Action", or: "NotAction")
    resources = try PolicyScope(members: members, "Resource", or: "NotResource")
    conditions = []
    if let condition = members["Condition"] {
      conditions = try PolicyCondition.conditions(of: condition)
    }
  }
}

extension PolicyStatement.Effect {
  fileprivate init(element: PolicyElement) throws(BucketPolicyError) {
    guard let effect = Self(rawValue: try element.text()) else {
      throw element.error(
        expected: Self.allCases.map { quoted($0.rawValue) }.joined(separator: " or "))
    }
    self = effect
  }
}

extension PolicyScope {
  fileprivate init(
    members: PolicyMembers, _ name: String, or negation: String
  ) throws(BucketPolicyError) {
    let (element, isNegation) = try members.either(name, or: negation)
    let patterns = try element.texts()
    self = isNegation ? .excluding(patterns) : .matching(patterns)
  }
}
