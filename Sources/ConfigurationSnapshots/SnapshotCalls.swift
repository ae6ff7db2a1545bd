import AWSCommand

/// What a configuration snapshot asks AWS for. All of it only reads.
///
/// The actions: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
public enum SnapshotCalls {
  static let identity = AWSCall("sts", "get-caller-identity", action: "sts:GetCallerIdentity")
  static let buckets = AWSCall("s3api", "list-buckets", action: "s3:ListAllMyBuckets")
  static let location = AWSCall("s3api", "get-bucket-location", action: "s3:GetBucketLocation")
  static let policy = AWSCall("s3api", "get-bucket-policy", action: "s3:GetBucketPolicy")
  static let policyStatus = AWSCall(
    "s3api", "get-bucket-policy-status", action: "s3:GetBucketPolicyStatus")

  /// What is asked of a bucket beside these three.
  static let ofBuckets = [
    AWSCall("s3api", "get-public-access-block", action: "s3:GetBucketPublicAccessBlock"),
    AWSCall("s3api", "get-bucket-ownership-controls", action: "s3:GetBucketOwnershipControls"),
    AWSCall("s3api", "get-bucket-acl", action: "s3:GetBucketAcl"),
    AWSCall("s3api", "get-bucket-website", action: "s3:GetBucketWebsite"),
  ]

  /// What is asked of an account.
  static let ofAccounts = [
    AWSCall("s3control", "get-public-access-block", action: "s3:GetAccountPublicAccessBlock")
  ]

  static let accessPoints = AWSCall(
    "s3control", "list-access-points", action: "s3:ListAccessPoints")

  /// What is asked of an access point.
  static let ofAccessPoints = [
    AWSCall("s3control", "get-access-point", action: "s3:GetAccessPoint"),
    AWSCall("s3control", "get-access-point-policy", action: "s3:GetAccessPointPolicy"),
    AWSCall(
      "s3control", "get-access-point-policy-status", action: "s3:GetAccessPointPolicyStatus"),
  ]

  /// What taking snapshots takes. Which buckets the policies claim is known only when they are listed.
  public static func permissions(in partition: AWSPartition) -> [IAMPolicy.Statement] {
    [
      IAMPolicy.Statement(
        "FindBuckets", allow: [buckets, accessPoints] + ofAccounts, on: ["*"]),
      IAMPolicy.Statement(
        "ReadBucketConfiguration", allow: [location, policy, policyStatus] + ofBuckets,
        on: [partition.s3("*")]),
      IAMPolicy.Statement(
        "ReadAccessPoints", allow: ofAccessPoints,
        on: ["arn:\(partition.rawValue):s3:*:*:accesspoint/*"]),
      IAMPolicy.Statement(
        "ReadTrails",
        allow: [
          TrailCalls.list, TrailCalls.description, TrailCalls.eventSelectors, TrailCalls.status,
        ], on: ["*"]),
    ]
  }
}
