import Diagnostics
import S3Access

/// A team's claim on the buckets of a name or pattern, with all that it asks of them: complete, with
/// what the file's defaults and the built-in ones say where the rule itself says nothing.
public struct BucketRule: Hashable, Sendable {
  /// The buckets that are claimed.
  public var bucket: BucketPattern
  /// The buckets that the pattern matches and the rule leaves out.
  public var except: [BucketPattern]
  /// The account that must own the bucket, as 12 digits; `nil` where any may.
  public var account: String?
  /// Whether the bucket is to be private, or public and why.
  public var expectation: Expectation
  /// The settings that are to be switched on; one at least.
  public var settings: Set<BlockPublicAccessSetting>
  /// The ACLs that nobody may ask for, beside those that the settings refuse.
  public var forbiddenACLs: Set<ForbiddenACL>
  /// The evidence that a verdict needs.
  public var evidence: EvidenceRequirements
  /// The team that claims the buckets.
  public var team: String
  /// Where the name or pattern stands.
  public var declaredAt: SourceLocation
  /// The same requirements with the place that each comes from: the rule itself, the file's defaults or
  /// a baseline. What is `nil` there is built in.
  public var declared: DeclaredRequirements

  /// What a team says of a bucket.
  public enum Expectation: Hashable, Sendable {
    /// Nobody outside is to reach it.
    case `private`
    /// It is public on purpose, for this reason, and is not assessed.
    case `public`(reason: String)
  }

  /// A rule; what is left out has the built-in default.
  public init(
    bucket: BucketPattern, except: [BucketPattern] = [], account: String? = nil,
    expectation: Expectation = .private,
    settings: Set<BlockPublicAccessSetting> = Set(BlockPublicAccessSetting.allCases),
    forbiddenACLs: Set<ForbiddenACL> = ForbiddenACL.defaults,
    evidence: EvidenceRequirements = EvidenceRequirements(), team: String,
    declaredAt: SourceLocation, declared: DeclaredRequirements = DeclaredRequirements()
  ) {
    self.bucket = bucket
    self.except = except
    self.account = account
    self.expectation = expectation
    self.settings = settings
    self.forbiddenACLs = forbiddenACLs
    self.evidence = evidence
    self.team = team
    self.declaredAt = declaredAt
    self.declared = declared
  }

  /// Whether the rule claims a bucket; `account` is its owner's, `nil` where that is not known.
  public func claims(_ bucket: String, account: String?) -> Bool {
    isForOwner(account) && self.bucket.matches(bucket)
      && !except.contains { $0.matches(bucket) }
  }

  /// Whether a bucket of that owner can be meant at all.
  func isForOwner(_ account: String?) -> Bool {
    self.account == nil || account == nil || self.account == account
  }

  /// Whether the ACL that a request asks for is one that the rule forbids.
  public func forbids(_ acl: RequestedACL) -> Bool {
    forbiddenACLs.contains { $0.forbids(acl) }
  }
}
