import JSON
import S3Access
import Timeline

/// What a record says that its event leaves to its test.
struct RecordContext {
  /// When the call completed.
  var time: Instant
  /// The account that owns the bucket, whose trail has the record.
  var owner: String
  var region: String
  /// The number of the event in its test, which tells it from its like.
  var number: Int
}

extension TestEvent {
  /// The event as CloudTrail records it, so that the test goes the way that logs go.
  ///
  /// Source: CloudTrail User Guide, "CloudTrail record contents"; Amazon S3 User Guide, "Example:
  /// CloudTrail log file entries for Amazon S3".
  func record(in context: RecordContext) -> JSONValue {
    let call = S3Operation(operation)
    let caller = caller ?? .arn("arn:aws:iam::\(context.owner):role/app", account: context.owner)
    var members: [JSONValue.Member] = [
      .init("eventVersion", "1.11"),
      .init("userIdentity", caller.identity),
      .init("eventTime", .string(context.time.description)),
      .init("eventSource", .string("\(isOfTrail ? "cloudtrail" : "s3").amazonaws.com")),
      .init("eventName", .string(operation)),
      .init("awsRegion", .string(context.region)),
      .init("sourceIPAddress", .string(sourceAddress ?? caller.serviceName ?? "203.0.113.7")),
      .init("userAgent", .string(userAgent ?? caller.serviceName ?? "aws-cli/2.15.0")),
      .init("requestParameters", .object(parameters(region: context.region))),
      .init("responseElements", .null),
      .init("requestID", .string("REQUEST\(context.number)")),
      .init("eventID", .string("event-\(context.number)")),
      .init("readOnly", .bool(call.isRead)),
      .init("eventType", "AwsApiCall"),
      .init("managementEvent", .bool(!call.isDataEvent)),
      .init("eventCategory", call.isDataEvent ? "Data" : "Management"),
      .init("recipientAccountId", .string(context.owner)),
    ]
    if let errorCode { members.append(.init("errorCode", .string(errorCode))) }
    if isACLNeeded { members.append(.init("additionalEventData", ["aclRequired": "Yes"])) }
    if let bucket { members.append(.init("resources", resources(bucket, owner: context.owner))) }
    return .object(members)
  }

  private var isOfTrail: Bool { BucketlessCall.ofTrail.contains(operation) }

  /// Unless the test says otherwise, as S3 does: an ACL was needed by each successful request that sets
  /// one, but for `bucket-owner-full-control`.
  ///
  /// Source: Amazon S3 User Guide, "Using CloudTrail to identify Amazon S3 requests that required ACLs".
  private var isACLNeeded: Bool {
    if let isACLRequired { return isACLRequired }
    return errorCode == nil && (acl.map { $0 != .bucketOwnerFullControl } ?? !grants.isEmpty)
  }

  private func resources(_ bucket: String, owner: String) -> JSONValue {
    let bucketResource: JSONValue = [
      "accountId": .string(owner), "type": "AWS::S3::Bucket",
      "ARN": .string("arn:aws:s3:::\(bucket)"),
    ]
    guard let key else { return [bucketResource] }
    return [
      ["type": "AWS::S3::Object", "ARN": .string("arn:aws:s3:::\(bucket)/\(key)")], bucketResource,
    ]
  }
}

// MARK: - What the request asks for

extension TestEvent {
  private func parameters(region: String) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let bucket {
      members.append(.init("bucketName", .string(bucket)))
      members.append(.init("Host", .string("\(bucket).s3.\(region).amazonaws.com")))
    }
    if let key { members.append(.init("key", .string(key))) }
    if let acl { members.append(.init("x-amz-acl", .string(acl.rawValue))) }
    if !grants.isEmpty { members.append(.init("accessControlList", .object(grantHeaders))) }
    if let policy { members.append(.init("bucketPolicy", policy)) }
    if let settings {
      let values = BlockPublicAccessSetting.allCases.map {
        JSONValue.Member($0.rawValue, .bool(settings.contains($0)))
      }
      members.append(.init("PublicAccessBlockConfiguration", .object(values)))
    }
    if let objectOwnership {
      let rule: JSONValue = ["ObjectOwnership": .string(objectOwnership.rawValue)]
      members.append(.init("OwnershipControls", ["Rule": rule]))
    }
    return members
  }

  /// A header for each permission, which lists its grantees.
  private var grantHeaders: [JSONValue.Member] {
    ACLPermission.allCases.compactMap { permission in
      let grantees = grants.filter { $0.permission == permission }.map(\.grantee.headerValue)
      return grantees.isEmpty
        ? nil : .init(permission.header, .string(grantees.joined(separator: ", ")))
    }
  }
}

extension ACLPermission {
  /// `x-amz-grant-read-acp` for `READ_ACP`.
  fileprivate var header: String {
    "x-amz-grant-" + rawValue.lowercased().map { $0 == "_" ? "-" : String($0) }.joined()
  }
}

extension Grantee {
  /// How a grant header names it.
  fileprivate var headerValue: String {
    let groups = "http://acs.amazonaws.com/groups"
    return switch self {
    case .allUsers: "uri=\"\(groups)/global/AllUsers\""
    case .authenticatedUsers: "uri=\"\(groups)/global/AuthenticatedUsers\""
    case .logDelivery: "uri=\"\(groups)/s3/LogDelivery\""
    case .otherGroup(let uri): "uri=\"\(uri)\""
    case .otherAccount, .owner: "id=\"\(String(repeating: "0123456789abcdef", count: 4))\""
    }
  }
}

// MARK: - Who calls

extension EventCaller {
  /// The record's `userIdentity`.
  ///
  /// Source: CloudTrail User Guide, "CloudTrail userIdentity element".
  fileprivate var identity: JSONValue {
    switch self {
    case .anonymous: ["type": "AWSAccount", "principalId": "", "accountId": "anonymous"]
    case .service(let name): ["type": "AWSService", "invokedBy": .string(name)]
    case .account(let account): ["type": "AWSAccount", "accountId": .string(account)]
    case .arn(let arn, let account) where arn.hasSuffix(":root"):
      ["type": "Root", "arn": .string(arn), "accountId": .string(account)]
    case .arn(let arn, let account) where arn.contains(":role/"):
      [
        "type": "AssumedRole", "accountId": .string(account),
        "sessionContext": [
          "sessionIssuer": [
            "type": "Role", "arn": .string(arn), "accountId": .string(account),
          ]
        ],
      ]
    case .arn(let arn, let account):
      [
        "type": arn.contains(":user/") ? "IAMUser" : "AssumedRole", "arn": .string(arn),
        "accountId": .string(account),
      ]
    }
  }

  fileprivate var serviceName: String? {
    if case .service(let name) = self { name } else { nil }
  }
}
