import Diagnostics
import Evidence
import S3Access
import Timeline

/// Uses of one kind by one caller on one bucket, added up.
public struct Finding: Hashable, Sendable {
  /// What was done.
  public var kind: Kind
  /// The settings that it stands in the way of, in AWS's order; empty where only the policy forbids
  /// it, or where it breaks nothing any more.
  public var settings: [BlockPublicAccessSetting]
  /// Whether it would break for certain.
  public var certainty: Certainty
  /// Whether it counts.
  public var state: State
  /// The operation, as `eventName` spells it.
  public var operation: String
  /// The ACL that the request carried; `nil` where it carried none.
  public var acl: RequestedACL?
  /// Who called.
  public var caller: Caller
  /// The callers' tools, most used first, ten at most.
  public var userAgents: [String]
  /// Where the requests came from, most used first, ten at most.
  public var sourceAddresses: [String]
  /// How many requests.
  public var count: Int
  /// Whether ``count`` is an estimate, as it is for more requests than can be told apart in memory.
  public var isEstimate: Bool
  /// From the first request to the last.
  public var extent: Interval
  /// The last requests, the newest first, three at most.
  public var samples: [Use]
  /// What this finding means: which request would be refused, or was, and why.
  public var explanation: String
  /// What the caller should do instead, in the words of the caller's tool.
  public var remedy: String

  /// What was done.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case publicACLWrite = "public-acl-write"
    case forbiddenACLWrite = "forbidden-acl-write"
    case anonymousAccess = "anonymous-access"
    case aclDependentAccess = "acl-dependent-access"
    case publicPolicyWrite = "public-policy-write"
    case policyDependentAccess = "policy-dependent-access"
  }

  /// Whether it would break for certain.
  public enum Certainty: String, CaseIterable, Hashable, Sendable {
    case certain
    /// The evidence allows it and does not prove it.
    case possible
  }

  /// Whether a finding counts.
  public enum State: Hashable, Sendable {
    /// It counts.
    case active
    /// A waiver covers it.
    case waived(WaiverReference)
    /// The requests failed already, for good: nothing new breaks.
    case alreadyRefused(errorCode: String)
    /// A waiver covered it and has run out: it counts.
    case expiredWaiver(WaiverReference)
    /// Only the account's setting would refuse it, and the question is about the bucket's.
    case accountLevel

    /// The states' names in reports.
    public enum Name: String, CaseIterable, Hashable, Sendable {
      case active, waived
      case alreadyRefused = "already-refused"
      case expiredWaiver = "expired-waiver"
      case accountLevel = "account-level"
    }

    /// The state's name in reports.
    public var name: String {
      let name: Name =
        switch self {
        case .active: .active
        case .waived: .waived
        case .alreadyRefused: .alreadyRefused
        case .expiredWaiver: .expiredWaiver
        case .accountLevel: .accountLevel
        }
      return name.rawValue
    }

    /// Whether a waiver in force covers it.
    public var isWaived: Bool {
      if case .waived = self { true } else { false }
    }

    /// Whether it stands in the way.
    public var counts: Bool {
      switch self {
      case .active, .expiredWaiver: true
      case .waived, .alreadyRefused, .accountLevel: false
      }
    }
  }

  /// The waiver that a state speaks of.
  public struct WaiverReference: Hashable, Sendable {
    /// The waiver's id.
    public var id: String
    /// Its last valid day, such as `2020-03-31`.
    public var lastDay: String
    /// Where it stands.
    public var location: SourceLocation

    /// A waiver by its id, last day and place.
    public init(id: String, lastDay: String, location: SourceLocation) {
      self.id = id
      self.lastDay = lastDay
      self.location = location
    }
  }

  /// A finding of these parts.
  public init(
    kind: Kind, settings: [BlockPublicAccessSetting], certainty: Certainty, state: State,
    operation: String, acl: RequestedACL?, caller: Caller, userAgents: [String],
    sourceAddresses: [String], count: Int, isEstimate: Bool, extent: Interval, samples: [Use],
    explanation: String, remedy: String
  ) {
    self.kind = kind
    self.settings = settings
    self.certainty = certainty
    self.state = state
    self.operation = operation
    self.acl = acl
    self.caller = caller
    self.userAgents = userAgents
    self.sourceAddresses = sourceAddresses
    self.count = count
    self.isEstimate = isEstimate
    self.extent = extent
    self.samples = samples
    self.explanation = explanation
    self.remedy = remedy
  }
}
