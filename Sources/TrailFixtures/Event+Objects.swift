import JSON
import S3Access

// Data events: calls on objects. Sources: S3 User Guide, "Amazon S3 CloudTrail events" (names), and
// "Example: CloudTrail log file entries" (shapes).
extension Event {
  /// An S3 call on an object, or on the bucket where there is no key, in the shape that all have.
  public static func s3(
    _ name: String, bucket: String, key: String? = nil, by caller: Caller = .role("app"),
    at time: String = usualTime, parameters: [JSONValue.Member] = []
  ) -> Event {
    let operation = S3Operation(name)
    let host = "\(bucket).s3.us-east-1.amazonaws.com"
    var members: [JSONValue.Member] = [
      .init("bucketName", .string(bucket)), .init("Host", .string(host)),
    ]
    members += parameters
    if let key { members.append(.init("key", .string(key))) }
    var event = Event(
      name, from: "s3.amazonaws.com", by: caller, at: time, readOnly: operation.isRead,
      isManagementEvent: !operation.isDataEvent, parameters: members)
    event.resources = s3Resources(bucket: bucket, key: key)
    event.transfer = Transfer()
    event.hostHeader = caller.service == nil ? host : nil
    return event
  }

  /// An upload; `acl` is the value of `x-amz-acl`.
  public static func putObject(
    bucket: String, key: String = "reports/2020-02.csv", acl: String? = nil,
    by caller: Caller = .role("app"), at time: String = usualTime
  ) -> Event {
    s3("PutObject", bucket: bucket, key: key, by: caller, at: time)
      .with {
        $0.transfer?.bytesIn = "4096"
        $0.carry(acl: acl)
      }
  }

  /// An upload with a grant header, such as `x-amz-grant-read`, and its value.
  public static func putObject(
    bucket: String, key: String = "reports/2020-02.csv", grantHeader: String, _ value: String,
    by caller: Caller = .role("app"), at time: String = usualTime
  ) -> Event {
    putObject(bucket: bucket, key: key, by: caller, at: time).with {
      $0.carry(grantHeader: grantHeader, value)
    }
  }

  /// A copy from another key, within the bucket or from another.
  public static func copyObject(
    bucket: String, key: String = "reports/copy.csv",
    source: String = "drafts/reports/2020-02.csv", acl: String? = nil,
    by caller: Caller = .role("app"), at time: String = usualTime
  ) -> Event {
    s3(
      "CopyObject", bucket: bucket, key: key, by: caller, at: time,
      parameters: [.init("x-amz-copy-source", .string(source))]
    ).with { $0.carry(acl: acl) }
  }

  /// The start of an upload in parts, the call of it that carries the ACL.
  public static func createMultipartUpload(
    bucket: String, key: String = "backups/full.tar", acl: String? = nil,
    by caller: Caller = .role("app"), at time: String = usualTime
  ) -> Event {
    s3(
      "CreateMultipartUpload", bucket: bucket, key: key, by: caller, at: time,
      parameters: [.init("uploads", "")]
    ).with { $0.carry(acl: acl) }
  }

  /// A change of an object's ACL, by a canned ACL in the header.
  public static func putObjectAcl(
    bucket: String, key: String = "reports/2020-02.csv", acl: String? = "public-read",
    by caller: Caller = .role("app"), at time: String = usualTime
  ) -> Event {
    s3(
      "PutObjectAcl", bucket: bucket, key: key, by: caller, at: time,
      parameters: [.init("acl", "")]
    ).with {
      $0.carry(acl: acl)
      $0.transfer?.aclRequired = true
    }
  }

  /// A download.
  public static func getObject(
    bucket: String, key: String = "reports/2020-02.csv", by caller: Caller = .role("app"),
    at time: String = usualTime, aclRequired: Bool = false
  ) -> Event {
    s3("GetObject", bucket: bucket, key: key, by: caller, at: time).with {
      $0.transfer?.bytesOut = "4096"
      $0.transfer?.aclRequired = aclRequired
    }
  }

  /// A request for an object's headers.
  public static func headObject(
    bucket: String, key: String = "reports/2020-02.csv", by caller: Caller = .role("app"),
    at time: String = usualTime
  ) -> Event {
    s3("HeadObject", bucket: bucket, key: key, by: caller, at: time)
  }

  /// A deletion.
  public static func deleteObject(
    bucket: String, key: String = "reports/2020-02.csv", by caller: Caller = .role("app"),
    at time: String = usualTime
  ) -> Event {
    s3("DeleteObject", bucket: bucket, key: key, by: caller, at: time)
  }

  /// A listing. Version 2 of the call is recorded under the name of the first.
  public static func listObjects(
    bucket: String, prefix: String = "", by caller: Caller = .role("app"),
    at time: String = usualTime, aclRequired: Bool = false
  ) -> Event {
    s3(
      "ListObjects", bucket: bucket, by: caller, at: time,
      parameters: [
        .init("list-type", "2"), .init("prefix", .string(prefix)), .init("encoding-type", "url"),
      ]
    ).with {
      $0.resources = [
        ["type": "AWS::S3::Object", "ARNPrefix": .string("arn:aws:s3:::\(bucket)/\(prefix)")],
        bucketResource(bucket),
      ]
      $0.transfer?.bytesOut = "1320"
      $0.transfer?.aclRequired = aclRequired
    }
  }
}

extension Event {
  /// Adds an `x-amz-acl` header; S3 then says that an ACL was required for all but one value.
  public mutating func carry(acl: String?) {
    guard let acl else { return }
    requestParameters = (requestParameters ?? []) + [.init("x-amz-acl", .string(acl))]
    transfer?.aclRequired = acl != CannedACL.bucketOwnerFullControl.rawValue
  }

  /// Adds a grant header in the nested form, `accessControlList`, that recent records have.
  public mutating func carry(grantHeader header: String, _ value: String) {
    let grants = JSONValue.object([.init(header, .string(value))])
    requestParameters = (requestParameters ?? []) + [.init("accessControlList", grants)]
    transfer?.aclRequired = true
  }

  /// Adds an ACL document with grants to groups, by URI; one grant stands without its array.
  public mutating func carry(aclDocument grants: [(groupURI: String, permission: String)]) {
    let schema: JSONValue = "http://www.w3.org/2001/XMLSchema-instance"
    let entries = grants.map { grant -> JSONValue in
      [
        "Grantee": ["xsi:type": "Group", "xmlns:xsi": schema, "URI": .string(grant.groupURI)],
        "Permission": .string(grant.permission),
      ]
    }
    let document: JSONValue = [
      "AccessControlList": ["Grant": entries.count == 1 ? entries[0] : .array(entries)],
      "Owner": ["ID": .string(ownerCanonicalID)],
      "xmlns": "http://s3.amazonaws.com/doc/2006-03-01/",
    ]
    requestParameters = (requestParameters ?? []) + [.init("AccessControlPolicy", document)]
    transfer?.aclRequired = true
  }

  /// The resources of an S3 event: the object's entry has no account, the bucket's has its owner's.
  static func s3Resources(bucket: String, key: String?) -> [JSONValue] {
    guard let key else { return [bucketResource(bucket)] }
    return [
      ["type": "AWS::S3::Object", "ARN": .string("arn:aws:s3:::\(bucket)/\(key)")],
      bucketResource(bucket),
    ]
  }

  static func bucketResource(_ bucket: String) -> JSONValue {
    [
      "accountId": .string(Caller.ownAccount), "type": "AWS::S3::Bucket",
      "ARN": .string("arn:aws:s3:::\(bucket)"),
    ]
  }

  private var ownerCanonicalID: String {
    var generator = SeededGenerator(seed: Caller.ownAccount)
    return generator.text(of: 64, from: .hexadecimal)
  }
}
