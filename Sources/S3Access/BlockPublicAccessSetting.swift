/// One of the four settings of S3 Block Public Access, spelled as AWS spells them.
///
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
public enum BlockPublicAccessSetting: String, CaseIterable, Hashable, Codable, Sendable {
  /// Refuses requests that carry a public ACL. ACLs that are stored stay as they are.
  case blockPublicAcls = "BlockPublicAcls"
  /// Makes public ACLs, stored ones too, grant nothing. Requests that carry one still succeed.
  case ignorePublicAcls = "IgnorePublicAcls"
  /// Refuses PutBucketPolicy and PutAccessPointPolicy with a public policy.
  case blockPublicPolicy = "BlockPublicPolicy"
  /// Where the policy is public, lets only AWS services and the owner's own account in.
  case restrictPublicBuckets = "RestrictPublicBuckets"
}

extension BlockPublicAccessSetting: Comparable {
  /// The order in which AWS lists them.
  public static func < (a: Self, b: Self) -> Bool { a.place < b.place }

  private var place: Int {
    switch self {
    case .blockPublicAcls: 0
    case .ignorePublicAcls: 1
    case .blockPublicPolicy: 2
    case .restrictPublicBuckets: 3
    }
  }
}

extension BlockPublicAccessSetting {
  /// The classes of events in which whatever the setting breaks would be seen.
  public var requiredEvidence: [EvidenceClass] {
    switch self {
    case .blockPublicAcls: [.objectWrites, .management]
    case .ignorePublicAcls: [.objectReads, .objectWrites]
    case .blockPublicPolicy: [.management]
    case .restrictPublicBuckets: [.objectReads, .objectWrites]
    }
  }
}

/// A kind of events that CloudTrail records or leaves out as one.
///
/// Source: CloudTrail User Guide, "Logging data events" and "Logging management events".
public enum EvidenceClass: String, CaseIterable, Hashable, Codable, Sendable {
  /// Data events that change objects or their ACLs.
  case objectWrites = "object-writes"
  /// Data events that read or list objects.
  case objectReads = "object-reads"
  /// Bucket-level calls: policies, bucket ACLs, Block Public Access itself.
  case management
}

extension EvidenceClass: Comparable {
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The four settings as one configuration says them, for a bucket or for an account.
///
/// Source: Amazon S3 API Reference, "PublicAccessBlockConfiguration".
public struct PublicAccessBlockConfiguration: Hashable, Codable, Sendable {
  /// The settings that are on; a setting that the configuration leaves out is off.
  public var enabled: Set<BlockPublicAccessSetting>

  /// A configuration with these settings on and the others off.
  public init(enabled: Set<BlockPublicAccessSetting>) {
    self.enabled = enabled
  }

  /// Every setting off: also what it means that a bucket has no configuration.
  public static let allOff = PublicAccessBlockConfiguration(enabled: [])
  /// Every setting on.
  public static let allOn = PublicAccessBlockConfiguration(
    enabled: Set(BlockPublicAccessSetting.allCases))
}

/// Whether a bucket takes ACLs, and whose its objects are.
///
/// Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs".
public enum ObjectOwnership: String, CaseIterable, Hashable, Codable, Sendable {
  /// ACLs are disabled: they grant nothing, and requests that set a public one fail.
  case bucketOwnerEnforced = "BucketOwnerEnforced"
  /// ACLs are on; objects written with `bucket-owner-full-control` are the bucket owner's.
  case bucketOwnerPreferred = "BucketOwnerPreferred"
  /// ACLs are on; objects are their writer's.
  case objectWriter = "ObjectWriter"
}
