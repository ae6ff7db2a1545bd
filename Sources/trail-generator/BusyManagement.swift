import JSON
import TrailFixtures

/// The management events of the busy account.
enum BusyManagement {
  /// Calls of other services than S3, which say nothing about buckets.
  static var otherServices: [Event] {
    [
      .call("DescribeInstances", "ec2", by: audit, parameters: [.init("maxResults", 100)]),
      .call("DescribeSecurityGroups", "ec2", by: audit, parameters: [.init("filterSet", [:])]),
      .call("RunInstances", "ec2", by: deployer, parameters: [.init("instanceType", "m5.large")]),
      .call("GetCallerIdentity", "sts", by: deployer),
      .call(
        "AssumeRole", "sts", by: .service("lambda.amazonaws.com"),
        parameters: [
          .init("roleArn", "arn:aws:iam::111122223333:role/data-pipeline"),
          .init("roleSessionName", "data-pipeline"),
        ]),
      .call("Decrypt", "kms", by: deployer, parameters: encryption),
      .call("GenerateDataKey", "kms", by: deployer, parameters: encryption),
      .call("ListRoles", "iam", by: audit),
      .call("GetRole", "iam", by: audit, parameters: [.init("roleName", "backup")]),
      .call("DescribeLogGroups", "logs", by: audit),
      .call("DescribeTrails", "cloudtrail", by: audit),
      .call("GetTrailStatus", "cloudtrail", by: audit, parameters: [.init("name", "main")]),
    ]
  }

  /// Calls on the configuration of these buckets; every bucket's policy names its readers.
  static func bucketCalls(on buckets: [BusyAccount.Bucket]) -> [Event] {
    buckets.flatMap { named -> [Event] in
      let bucket = named.slotted
      return [
        .readConfiguration("GetBucketAcl", subresource: "acl", bucket: bucket, by: audit),
        .readConfiguration("GetBucketPolicy", subresource: "policy", bucket: bucket, by: audit),
        .readConfiguration(
          "GetBucketPublicAccessBlock", subresource: "publicAccessBlock", bucket: bucket, by: audit),
        .putBucketPolicy(bucket: bucket, policy: policy(of: named), by: deployer),
      ]
    }
  }

  private static var audit: Caller { .role("security-audit", session: "audit") }
  private static var deployer: Caller { .role("deployer", session: "pipeline") }

  private static let encryption: [JSONValue.Member] = [
    .init("keyId", "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    .init("encryptionContext", ["aws:s3:arn": "arn:aws:s3:::payments-archive"]),
  ]

  /// A policy that names one role, or everyone where the bucket serves pages.
  private static func policy(of bucket: BusyAccount.Bucket) -> JSONValue {
    let reader: JSONValue =
      BusyAccount.publicBuckets.contains(bucket.name)
      ? "*" : ["AWS": "arn:aws:iam::111122223333:role/data-pipeline"]
    return [
      "Version": "2012-10-17",
      "Statement": [
        [
          "Sid": "Read", "Effect": "Allow", "Principal": reader, "Action": "s3:GetObject",
          "Resource": .string("arn:aws:s3:::\(bucket.slotted)/*"),
        ]
      ],
    ]
  }
}
