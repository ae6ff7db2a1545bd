import S3Access
import Timeline

/// What S3 answered when it was asked for a part of a bucket's or an account's configuration.
public struct ConfigurationAnswer: Hashable, Codable, Sendable {
  /// What it is the configuration of.
  public var scope: ConfigurationChange.Scope
  /// The account that owns it, as the snapshot says.
  public var account: String
  /// When S3 was asked: what was changed before is part of the answer.
  public var time: Instant
  /// The answer.
  public var content: Content

  /// An answer of these parts.
  public init(
    scope: ConfigurationChange.Scope, account: String, time: Instant, content: Content
  ) {
    self.scope = scope
    self.account = account
    self.time = time
    self.content = content
  }

  /// The part that was asked for, and what it was.
  public enum Content: Hashable, Codable, Sendable {
    /// GetPublicAccessBlock; where there is none, all four are off.
    case publicAccessBlock(PublicAccessBlockConfiguration)
    /// GetBucketOwnershipControls; `nil` where there are none, so that ACLs are not disabled.
    case objectOwnership(ObjectOwnership?)
    /// GetBucketAcl: the grants that are in effect. Where IgnorePublicAcls or `BucketOwnerEnforced` is
    /// on, the public ones that are stored beside them do not show.
    ///
    /// Source: Amazon S3 API Reference, "GetBucketAcl".
    case bucketACL(Set<Grant>)
    /// GetBucketPolicy; `nil` where there is none.
    case policy(PolicyDocument?)
    /// GetBucketPolicyStatus: what AWS itself says of the policy.
    case isPolicyPublic(Bool)
    /// GetBucketWebsite: whether the bucket is a website.
    case website(Bool)
    /// GetBucketLocation: the bucket's Region.
    case region(String)
    /// ListAccessPoints: the names of all access points that lead to the bucket.
    case accessPoints(Set<String>)
    /// A part of one of the bucket's access points, by its name.
    case accessPoint(String, AccessPointContent)
    /// There was no answer, with the error instead: so nobody knows.
    case notTold(call: String, errorCode: String)
  }

  /// The part of an access point that was asked for, and what it was.
  public enum AccessPointContent: Hashable, Codable, Sendable {
    /// GetAccessPoint: whether it takes requests from one VPC only, and so is never public.
    case isInVPC(Bool)
    /// GetAccessPointPolicy; `nil` where there is none.
    case policy(PolicyDocument?)
    /// GetAccessPointPolicyStatus: what AWS itself says of the policy.
    case isPolicyPublic(Bool)
  }
}

extension ConfigurationAnswer {
  /// Scope and time tell most answers apart, and a policy is long.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(scope)
    hasher.combine(time)
  }
}
