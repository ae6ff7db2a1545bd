import JSON
import S3Access

/// What uses have in common that are added up into one: the same thing done to the same bucket by
/// the same caller, with the same end.
public struct Fact: Hashable, Codable, Sendable {
  /// The bucket's name.
  public var bucket: String
  /// The operation, as `eventName` spells it.
  public var operation: String
  /// What about the request matters to Block Public Access.
  public var subject: Subject
  /// How it ended.
  public var outcome: RequestOutcome
  /// Who called.
  public var caller: Caller

  /// A fact of these parts.
  public init(
    bucket: String, operation: String, subject: Subject, outcome: RequestOutcome, caller: Caller
  ) {
    self.bucket = bucket
    self.operation = operation
    self.subject = subject
    self.outcome = outcome
    self.caller = caller
  }

  /// What about a request matters to Block Public Access.
  public enum Subject: Hashable, Codable, Sendable {
    /// It carried this ACL.
    case acl(RequestedACL)
    /// It can carry an ACL, and the record does not show whether it did: its parameters are missing,
    /// or cut. `aclRequired` is whether the record says that an ACL was involved.
    case hiddenACL(aclRequired: Bool)
    /// It can carry an ACL, and an access log tells of it, in which no ACL is shown. `aclRequired` is
    /// what the log says; `nil` in lines from before there was that field.
    case loggedACL(aclRequired: Bool?)
    /// Somebody from outside the bucket's account was let in.
    case access(ACLAuthorization)
    /// It put this policy on the bucket, or on one of its access points.
    case policy(PolicyDocument, onAccessPoint: Bool)
  }
}

/// Whether an ACL let a request in, as `additionalEventData.aclRequired` of a record and the field ACL
/// Required of an access log tell.
///
/// Source: Amazon S3 User Guide, "Using CloudTrail to identify Amazon S3 requests that required
/// ACLs".
public enum ACLAuthorization: Hashable, Codable, Sendable, CaseIterable {
  /// The record says `Yes`: without the ACL it would have been refused.
  case required
  /// The record says nothing: no ACL was needed, or the record is from before there was that field.
  case notSaid
  /// The access log says that no ACL was needed.
  case notRequired
  /// The request itself set an ACL, for which the field is `Yes` whoever calls, or the log is from before
  /// there was the field: it tells nothing.
  case cannotTell
}

/// A policy as a request carried it.
public enum PolicyDocument: Hashable, Codable, Sendable {
  /// The document.
  case document(JSONValue)
  /// None that could be read, with what stood in its place.
  case unreadable(String)
}

/// Who called, as far as every use of a fact has it in common.
public struct Caller: Hashable, Codable, Sendable, Comparable {
  /// The ARN of the user or role (sessions folded into their role), else what the record says of the
  /// caller: a service's name, an account id, `anonymous`.
  public var principal: String
  /// The caller's place, seen from the account that owns the bucket.
  public var kind: PrincipalKind

  /// A caller.
  public init(principal: String, kind: PrincipalKind) {
    self.principal = principal
    self.kind = kind
  }

  public static func < (a: Caller, b: Caller) -> Bool {
    (a.principal, a.kind.rawValue) < (b.principal, b.kind.rawValue)
  }
}
