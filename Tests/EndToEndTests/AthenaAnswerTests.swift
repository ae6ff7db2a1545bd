import Glibc
import Testing

/// The queries for Athena, run for real: sqlglot turns them into DuckDB's words, and DuckDB runs them over
/// the same log files that the local reader reads. Both give the same report.
@Suite("Athena's answer")
struct AthenaAnswerTests {
  private static let python = "\(Golden.package).build/venv/bin/python"
  private static let script = "\(Golden.package)Tests/EndToEndTests/Readers/run_athena_query.py"

  @Test("is the answer from the logs: the example's")
  func example() throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    try folder.link("logs", to: "Examples/logs")
    try folder.link("Policies", to: "Examples/policies")
    try compare(in: folder)
  }

  @Test("is the answer from the logs: many files that tell the same twice")
  func repeated() throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(12, in: folder)
    try compare(in: folder)
  }

  @Test("is the answer from the logs: every form of a record", arguments: Self.records)
  func forms(_ name: String, _ records: [String]) throws {
    let folder = try Workspace(policy: Policy("one", "two"), events: Week.quiet("one"))
    let log = "{\"Records\": [\(records.joined(separator: ",\n"))]}"
    try folder.write(
      log,
      to: "logs/AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/06/"
        + "111122223333_CloudTrail_us-east-1_20200206T0005Z_mWYz4Ukpbtv8QjOT.json")
    try compare(in: folder)
  }

  /// Compares the report on the results of both queries with that on the logs, but for what was read.
  private func compare(in folder: Workspace) throws {
    for (option, file) in [([], "result.csv"), (["--recording"], "recording.csv")] {
      let query = try folder.run(
        ["athena", "sql", "--database", "audit", "--table", "logs", "--day-partition", "none"]
          + ["--to", Week.end, "--lookback", "60d"] + option)
      #expect(query.exitCode == 0)
      let result = try Program.run(
        [Self.script, "logs"], in: folder, input: .bytes(Array(query.standardOutput.utf8)),
        executable: access(Self.python, X_OK) == 0 ? Self.python : "/usr/bin/env")
      guard result.exitCode != 77, access(Self.python, X_OK) == 0 else {
        print("skipped: DuckDB and sqlglot are not installed")
        return
      }
      try #require(result.exitCode == 0, "\(result.standardError)")
      try folder.write(result.standardOutput, to: file)
    }
    let queried = try folder.report(["--evidence", "result.csv", "--evidence", "recording.csv"])
    let read = try folder.reportOfLogs()
    #expect(queried.buckets == read.buckets)
  }

  // MARK: Records

  private static func record(
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

  private static func upload(_ acl: String) -> String {
    record("PutObject", parameters: #"{"bucketName": "one", "key": "a b\n\"c\", d", \#(acl)}"#)
  }

  private static let anonymous =
    #"{"type": "AWSAccount", "principalId": "", "accountId": "anonymous"}"#
  private static let unknown = #"{"type": "Unknown", "principalId": "Anonymous"}"#
  private static let partner =
    #"{"type": "AWSAccount", "principalId": "AROAX:s", "accountId": "444455556666"}"#
  private static let data =
    #", "readOnly": true, "eventCategory": "Data", "managementEvent": false, "resources": [{"type": "AWS::S3::Object", "ARN": "arn:aws:s3:::one/a"}, {"accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::one"}]"#

  private static let records: [(String, [String])] = [
    (
      "ACLs",
      [
        upload(#""x-amz-acl": "public-read""#), upload(#""x-amz-acl": ["public-read"]"#),
        upload(#""X-Amz-Acl": "authenticated-read""#), upload(#""x-amz-acl": "private""#),
        upload(#""x-amz-grant-read": "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"""#),
        record(
          "PutObjectAcl",
          parameters:
            #"{"bucketName": "one", "key": "a", "acl": "", "AccessControlPolicy": {"AccessControlList": {"Grant": {"Grantee": {"xsi:type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"}, "Permission": "READ"}}}}"#
        ), record("PutObject", parameters: "null", data),
        record("PutBucketAcl", parameters: "null", data),
        record(
          "CreateBucket", parameters: #"{"bucketName": "two", "x-amz-acl": "public-read-write"}"#),
      ]
    ),
    (
      "refusals",
      [
        record(
          "PutObject", parameters: #"{"bucketName": "one", "x-amz-acl": "public-read"}"#,
          #", "errorCode": "AccessDenied""#),
        record("GetObject", identity: anonymous, #", "errorCode": "NoSuchKey""# + data),
        record("GetObject", identity: partner, #", "errorCode": "AccessDenied""# + data),
        record("GetObject", identity: partner, #", "errorCode": "NoSuchBucket""# + data),
      ]
    ),
    (
      "callers from outside",
      [
        record("GetObject", identity: anonymous, data),
        record("GetObject", identity: unknown, data),
        record("GetObject", identity: partner, data),
        record(
          "GetObject", identity: partner, data + #", "additionalEventData": {"aclRequired": "Yes"}"#
        ),
        record(
          "PutObject",
          identity: #"{"type": "AWSService", "invokedBy": "delivery.logs.amazonaws.com"}"#, data),
      ]
    ),
    (
      "configuration",
      [
        record(
          "PutBucketPolicy",
          parameters:
            #"{"bucketName": "one", "bucketPolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::one/*"}]}}"#,
          #", "readOnly": false, "eventCategory": "Management""#),
        record("DeleteBucketPolicy", parameters: #"{"bucketName": "one"}"#),
        record(
          "PutBucketPublicAccessBlock",
          parameters:
            #"{"bucketName": "two", "PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "IgnorePublicAcls": false, "BlockPublicPolicy": true, "RestrictPublicBuckets": false}}"#
        ),
        record(
          "PutBucketOwnershipControls",
          parameters:
            #"{"bucketName": "two", "OwnershipControls": {"Rule": {"ObjectOwnership": "BucketOwnerEnforced"}}}"#
        ),
      ]
    ),
    (
      "access points",
      [
        record(
          "GetObject",
          parameters:
            #"{"bucketName": "arn:aws:s3:us-east-1:111122223333:accesspoint/front", "key": "a"}"#,
          identity: partner,
          #", "readOnly": true, "eventCategory": "Data", "resources": [{"type": "AWS::S3::AccessPoint", "ARN": "arn:aws:s3:us-east-1:111122223333:accesspoint/front", "accountId": "111122223333"}, {"accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::one"}]"#
        ),
        record(
          "PutAccessPointPolicy",
          parameters: #"{"name": "front", "policy": "{\"Statement\": []}"}"#),
      ]
    ),
    (
      "trails",
      [
        record(
          "StopLogging",
          parameters: #"{"name": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"}"#,
          #", "eventSource": "cloudtrail.amazonaws.com", "readOnly": false, "eventCategory": "Management""#
        ),
        record(
          "RunInstances", parameters: "{}",
          #", "eventSource": "ec2.amazonaws.com", "readOnly": false, "eventCategory": "Management""#
        ),
      ]
    ),
    (
      "near midnight, in the folder of the next day",
      [
        record("PutObject", at: "2020-02-05T23:59:59Z", data),
        record("GetObject", at: "2020-02-06T00:00:00Z", data),
      ]
    ),
  ]
}
