import JSON
import S3Access

// Management events: calls on buckets, on an account's settings, and of other services.
extension Event {
  /// The creation of a bucket. Such a record has no resources.
  public static func createBucket(
    bucket: String, acl: String? = nil, by caller: Caller = .role("platform"),
    at time: String = usualTime
  ) -> Event {
    s3("CreateBucket", bucket: bucket, by: caller, at: time).with {
      $0.carry(acl: acl)
      $0.resources = nil
    }
  }

  /// A change of the bucket's own ACL, by a canned ACL in the header.
  public static func putBucketAcl(
    bucket: String, acl: String? = "private", by caller: Caller = .role("platform"),
    at time: String = usualTime
  ) -> Event {
    s3("PutBucketAcl", bucket: bucket, by: caller, at: time, parameters: [.init("acl", "")])
      .with {
        $0.carry(acl: acl)
        $0.transfer?.aclRequired = true
      }
  }

  /// A new bucket policy.
  public static func putBucketPolicy(
    bucket: String, policy: JSONValue, by caller: Caller = .role("platform"),
    at time: String = usualTime
  ) -> Event {
    s3(
      "PutBucketPolicy", bucket: bucket, by: caller, at: time,
      parameters: [.init("bucketPolicy", policy), .init("policy", "")])
  }

  /// The removal of the bucket policy.
  public static func deleteBucketPolicy(
    bucket: String, by caller: Caller = .role("platform"), at time: String = usualTime
  ) -> Event {
    s3(
      "DeleteBucketPolicy", bucket: bucket, by: caller, at: time,
      parameters: [.init("policy", "")])
  }

  /// A call that reads one part of a bucket's configuration, such as `GetBucketPolicy` with the
  /// sub-resource `policy`.
  public static func readConfiguration(
    _ name: String, subresource: String, bucket: String, by caller: Caller = .role("audit"),
    at time: String = usualTime
  ) -> Event {
    s3(name, bucket: bucket, by: caller, at: time, parameters: [.init(subresource, "")])
  }

  /// The bucket's Block Public Access, with these settings on and the others off.
  public static func putBucketPublicAccessBlock(
    bucket: String, enabled: Set<BlockPublicAccessSetting>, by caller: Caller = .role("platform"),
    at time: String = usualTime
  ) -> Event {
    s3(
      "PutBucketPublicAccessBlock", bucket: bucket, by: caller, at: time,
      parameters: [
        .init("publicAccessBlock", ""),
        .init("PublicAccessBlockConfiguration", publicAccessBlockDocument(enabled)),
      ])
  }

  /// The account's Block Public Access, with these settings on and the others off.
  public static func putAccountPublicAccessBlock(
    enabled: Set<BlockPublicAccessSetting>, account: String = Caller.ownAccount,
    by caller: Caller = .role("platform"), at time: String = usualTime
  ) -> Event {
    let host = "\(account).s3-control.us-east-1.amazonaws.com"
    return Event(
      "PutAccountPublicAccessBlock", from: "s3.amazonaws.com", by: caller, at: time,
      readOnly: false,
      parameters: [
        .init("Host", .string(host)),
        .init("PublicAccessBlockConfiguration", publicAccessBlockDocument(enabled)),
      ]
    ).with {
      $0.transfer = Transfer()
      $0.hostHeader = host
    }
  }

  /// A change of who owns the bucket's objects, and so of whether ACLs are in force.
  public static func putBucketOwnershipControls(
    bucket: String, _ ownership: ObjectOwnership, by caller: Caller = .role("platform"),
    at time: String = usualTime
  ) -> Event {
    let controls: JSONValue = [
      "xmlns": "http://s3.amazonaws.com/doc/2006-03-01/",
      "Rule": ["ObjectOwnership": .string(ownership.rawValue)],
    ]
    return s3(
      "PutBucketOwnershipControls", bucket: bucket, by: caller, at: time,
      parameters: [.init("ownershipControls", ""), .init("OwnershipControls", controls)])
  }

  private static func publicAccessBlockDocument(
    _ enabled: Set<BlockPublicAccessSetting>
  ) -> JSONValue {
    let settings = BlockPublicAccessSetting.allCases.map {
      JSONValue.Member($0.rawValue, .bool(enabled.contains($0)))
    }
    let schema = JSONValue.Member("xmlns", "http://s3.amazonaws.com/doc/2006-03-01/")
    return .object([schema] + settings)
  }

  /// A management event of any other service, `service` being the first part of its host name.
  public static func call(
    _ name: String, _ service: String, by caller: Caller = .role("app"),
    at time: String = usualTime, parameters: [JSONValue.Member]? = nil
  ) -> Event {
    let readOnly = ["Get", "Describe", "List", "AssumeRole", "Decrypt", "GenerateDataKey", "Head"]
      .contains { name.hasPrefix($0) }
    return Event(
      name, from: "\(service).amazonaws.com", by: caller, at: time, readOnly: readOnly,
      parameters: parameters
    ).with {
      guard caller.service == nil else { return }
      $0.hostHeader = "\(service).us-east-1.amazonaws.com"
      // Only S3 puts the user agent in brackets.
      $0.userAgent = "Boto3/1.11.9 Python/3.6.9 Linux/4.15.0-1057-aws Botocore/1.14.9"
    }
  }

  /// A call that changes what a trail records, such as `StopLogging` or `DeleteTrail`.
  public static func trailChange(
    _ name: String, trail: String, by caller: Caller = .role("platform"),
    at time: String = usualTime
  ) -> Event {
    call(name, "cloudtrail", by: caller, at: time, parameters: [.init("name", .string(trail))])
  }
}
