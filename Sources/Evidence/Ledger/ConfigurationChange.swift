import S3Access
import Timeline

/// A change of what Block Public Access depends on, as a record of a successful call tells it.
public struct ConfigurationChange: Hashable, Codable, Sendable {
  /// What was changed.
  public var scope: Scope
  /// When.
  public var time: Instant
  /// To what.
  public var change: Change
  /// The record's `eventID`.
  public var eventID: String
  /// The Region that recorded it: the bucket's, or for an account the one that was called. Empty
  /// where nothing says.
  public var region: String

  /// A change of these parts.
  public init(scope: Scope, time: Instant, change: Change, eventID: String, region: String = "") {
    self.scope = scope
    self.time = time
    self.change = change
    self.eventID = eventID
    self.region = region
  }

  /// What a configuration belongs to.
  public enum Scope: Hashable, Codable, Sendable {
    case bucket(String)
    case account(String)
  }

  /// What became of it.
  public enum Change: Hashable, Codable, Sendable {
    /// PutBucketPublicAccessBlock, PutAccountPublicAccessBlock and their deletion: settings that the
    /// call does not name are off after it.
    case publicAccessBlock(PublicAccessBlockConfiguration)
    /// PutBucketOwnershipControls; `nil` where they were deleted or could not be read.
    case objectOwnership(ObjectOwnership?)
    /// PutBucketPolicy.
    case policy(PolicyDocument)
    /// DeleteBucketPolicy.
    case policyDeleted
    /// PutBucketAcl; `nil` where the record does not show the ACL.
    case bucketACL(RequestedACL?)
    /// CreateBucket outside of us-east-1, after which a bucket has no policy, with the Object Ownership
    /// that the call asks for; `nil` where it leaves that to S3. In us-east-1 the call also succeeds on
    /// a bucket that the caller has already, and changes no policy of it.
    ///
    /// Source: Amazon S3 API Reference, "CreateBucket", error BucketAlreadyOwnedByYou.
    case created(ObjectOwnership?)
    /// DeleteBucket.
    case deleted
  }
}

extension ConfigurationChange {
  /// Time and id tell nearly all changes apart, and a policy is long.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(time)
    hasher.combine(eventID)
  }
}

extension ConfigurationChange: Comparable {
  /// By time. Of two changes in the same second nobody can tell which was the last, so their order
  /// by id only makes the order total.
  public static func < (a: ConfigurationChange, b: ConfigurationChange) -> Bool {
    if a.time != b.time { return a.time < b.time }
    return (a.eventID, a.region) < (b.eventID, b.region)
  }
}
