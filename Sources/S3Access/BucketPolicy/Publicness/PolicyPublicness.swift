/// Whether AWS calls a policy public.
public enum PolicyPublicness: String, CaseIterable, Hashable, Sendable {
  /// It lets in callers that nobody can count.
  case isPublic = "public"
  /// It lets in no one but callers that it pins down.
  case notPublic = "not public"
  /// AWS does not say how it sees what decides here. `GetBucketPolicyStatus` would know.
  case undetermined = "undetermined"
}

/// What a policy is attached to; AWS judges the two a little differently.
public enum PolicyAttachment: Hashable, Sendable {
  /// A general purpose bucket.
  case bucket
  /// An access point, and whether it takes requests from one VPC only.
  case accessPoint(vpcOrigin: Bool)
}

/// The answer to whether a policy is public, with its reasons.
public struct PolicyAssessment: Hashable, Sendable {
  /// The answer for the policy as a whole: one public statement makes it public.
  public var answer: PolicyPublicness
  /// The answer for each statement, in the order of the document.
  public var statements: [StatementAssessment]
  /// Whether a request without a signature may be let in, however narrowly, say from one address.
  ///
  /// A policy that is not public may do so. Where this is false, an anonymous request that succeeded
  /// was let in by something else: an ACL.
  public var mayAdmitAnonymous: Bool
}

/// The answer for one statement.
public struct StatementAssessment: Hashable, Sendable {
  /// Where the statement stands in the document.
  public var path: DocumentPath
  /// The name that its author gave it.
  public var sid: String?
  /// What the statement makes of the policy.
  public var answer: PolicyPublicness
  /// What decides it, to be read after "because".
  public var cause: String
}

extension StatementAssessment: CustomStringConvertible {
  /// The answer as a sentence, as in `Statement[1] ("Everyone") is public because it names everyone
  /// and sets no condition`.
  public var description: String {
    let name = sid.map { " (\(quoted($0)))" } ?? ""
    return "\(path)\(name) is \(answer.rawValue) because \(cause)"
  }
}
