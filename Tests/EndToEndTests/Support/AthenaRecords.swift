import Testing

/// Records of CloudTrail as they lie in log files, to be read in two ways.
struct AthenaRecords: CustomTestStringConvertible {
  var testDescription: String
  var files: [(path: String, records: [String])]

  /// Records in one file.
  init(_ name: String, _ records: [String]) {
    self.init(name, files: [(Self.path("111122223333", "us-east-1", "a"), records)])
  }

  /// Records in several files.
  init(_ name: String, files: [(path: String, records: [String])]) {
    testDescription = name
    self.files = files
  }

  /// The path of a file of an account and a Region that was delivered early on 6 February 2020.
  static func path(_ account: String, _ region: String, _ suffix: String) -> String {
    "logs/AWSLogs/\(account)/CloudTrail/\(region)/2020/02/06/"
      + "\(account)_CloudTrail_\(region)_20200206T0005Z_\(suffix).json"
  }
}

// MARK: - Records

extension AthenaRecords {
  static func record(
    _ operation: String, parameters: String = #"{"bucketName": "one", "key": "a"}"#,
    identity: String =
      #"{"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/a", "accountId": "111122223333"}"#,
    at time: String = "2020-02-05T10:00:00Z", _ more: String = ""
  ) -> String {
    let id = (operation + parameters + identity + more).utf8.reduce(UInt64(5381)) {
      $0 &* 33 &+ UInt64($1)
    }
    let source = more.contains("eventSource") ? "" : #""eventSource": "s3.amazonaws.com", "#
    return
      #"{"eventVersion": "1.08", "userIdentity": \#(identity), "eventTime": "\#(time)", \#(source)"eventName": "\#(operation)", "awsRegion": "us-east-1", "sourceIPAddress": "203.0.113.7", "userAgent": "[aws-cli/1.17.9]", "requestParameters": \#(parameters), "requestID": "R\#(id)", "eventID": "E\#(id)", "recipientAccountId": "111122223333"\#(more)}"#
  }

  static func upload(_ acl: String) -> String {
    record("PutObject", parameters: #"{"bucketName": "one", "key": "a b\n\"c\", d", \#(acl)}"#)
  }

  static let anonymous =
    #"{"type": "AWSAccount", "principalId": "", "accountId": "anonymous"}"#
  static let unknown = #"{"type": "Unknown", "principalId": "Anonymous"}"#
  static let partner =
    #"{"type": "AWSAccount", "principalId": "AROAX:s", "accountId": "444455556666"}"#
  static let data =
    #", "readOnly": true, "eventCategory": "Data", "managementEvent": false, "resources": [{"type": "AWS::S3::Object", "ARN": "arn:aws:s3:::one/a"}, {"accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::one"}]"#

  static let all: [AthenaRecords] =
    requests + callers + configurations + elsewhere + deliveries

  /// Records of calls on buckets that do not say on which, of an account of their own.
  static let withoutBucket = [
    record("PutBucketPolicy", parameters: "null"),
    record("PutAccessPointPolicy", parameters: "null"),
    record("PutObject", parameters: "null", #", "eventCategory": "Data""#),
    record("GetObject", parameters: "{}", #", "eventCategory": "Data", "readOnly": true"#),
    record("ListBuckets", parameters: "null"),
  ].map { $0.replacing("111122223333", with: "999988887777") }

  static let elsewhere: [AthenaRecords] = [
    AthenaRecords(
      "other services and categories",
      [
        record(
          "PutObject", parameters: #"{"bucketName": "one", "x-amz-acl": "public-read"}"#,
          #", "eventSource": "s3express.amazonaws.com""#),
        record(
          "PutObject", parameters: #"{"bucketName": "one", "x-amz-acl": "public-read"}"#,
          #", "eventSource": "s3-outposts.amazonaws.com""#),
        record(
          "PutObject", parameters: #"{"bucketName": "one", "x-amz-acl": "public-read"}"#,
          #", "eventCategory": "Insight""#),
        record("GetObject", identity: partner, #", "eventCategory": "NetworkActivity""#),
        record("GetObject", identity: partner, #", "eventCategory": "data""#),
        record(
          "RunInstances", parameters: "{}",
          #", "eventSource": "ec2.amazonaws.com", "readOnly": false, "eventCategory": "Management""#
        ),
        record(
          "ConsoleLogin", parameters: "null",
          #", "eventSource": "signin.amazonaws.com", "readOnly": false"#),
      ]
    ),
    AthenaRecords(
      "texts that are hard to write",
      [
        record(
          "PutObject",
          parameters:
            #"{"bucketName": "one", "key": "{a=b, c=[\"d\"]},\n\u0000 é 💾", "x-amz-acl": "public-read"}"#,
          identity:
            #"{"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/a,\"b\"\n=c}", "accountId": "111122223333"}"#,
          #", "errorMessage": "\",\"""#),
        record(
          "GetObject", parameters: #"{"bucketName": "one", "key": "\"key\": \"x\""}"#,
          identity: partner, #", "additionalEventData": {"aclRequired": "No"}"# + data),
        record(
          "PutObject",
          parameters:
            #"{"bucketName": "one", "key": "\\\"", "X-Amz-Acl": "public-read", "X-Amz-Date": "x"}"#),
        record(
          "PutObject",
          parameters:
            #"{"bucketName": "one", "key": "\\", "X-Amz-Grant-Read": "uri=http://acs.amazonaws.com/groups/global/AllUsers"}"#
        ),
      ]
    ),
  ]

  static let deliveries: [AthenaRecords] = [
    AthenaRecords(
      "several accounts and Regions, and one request in the records of two accounts",
      files: [
        (
          path("111122223333", "us-east-1", "a"),
          [shared("A", "111122223333"), record("GetObject", identity: anonymous, data)]
        ),
        (path("444455556666", "us-east-1", "a"), [shared("B", "444455556666")]),
        (
          path("111122223333", "eu-west-1", "a"),
          [
            shared("C", "111122223333").replacing("us-east-1", with: "eu-west-1"),
            record(
              "PutObject", parameters: #"{"bucketName": "two", "x-amz-acl": "public-read"}"#,
              data.replacing("one", with: "two")),
          ]
        ),
        (
          path("111122223333", "us-east-1", "b"),
          [
            record("GetObject", identity: anonymous, data),
            record("GetObject", identity: anonymous, at: "2020-02-05T09:59:59Z", data),
          ]
        ),
        (path("111122223333", "eu-west-1", "b"), []),
      ]
    )
  ]

  /// A request on another account's bucket, as each of both accounts gets told of it.
  static func shared(_ id: String, _ recipient: String) -> String {
    record(
      "GetObject", identity: partner, at: "2020-02-05T12:00:00Z",
      #", "sharedEventID": "S1", "readOnly": true, "eventCategory": "Data", "resources": [{"accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::one"}]"#
    ).replacing(
      #""recipientAccountId": "111122223333""#, with: #""recipientAccountId": "\#(recipient)""#
    )
    .replacing(#""eventID": "E"#, with: #""eventID": "\#(id)"#)
  }
}
