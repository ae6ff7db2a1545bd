extension AthenaRecords {
  static let configurations: [AthenaRecords] = [
    AthenaRecords(
      "changes of buckets and accounts",
      [
        (
          "PutBucketPolicy",
          #"{"bucketName": "one", "bucketPolicy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}"}"#
        ),
        ("PutBucketPolicy", #"{"bucketName": "two", "bucketPolicy": "not JSON", "policy": ""}"#),
        ("DeleteBucketPolicy", #"{"bucketName": "two", "policy": ""}"#),
        ("PutBucketAcl", #"{"bucketName": "two", "acl": "", "x-amz-acl": "public-read"}"#),
        (
          "PutBucketAcl",
          #"{"bucketName": "one", "acl": "", "AccessControlPolicy": {"AccessControlList": {"Grant": [{"Grantee": {"ID": "0a"}, "Permission": "FULL_CONTROL"}]}}}"#
        ),
        (
          "CreateBucket",
          #"{"bucketName": "two", "x-amz-object-ownership": "BucketOwnerEnforced", "CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}}"#
        ),
        ("DeleteBucket", #"{"bucketName": "three"}"#),
        (
          "PutBucketPublicAccessBlock",
          #"{"bucketName": "one", "publicAccessBlock": "", "PublicAccessBlockConfiguration": {"BlockPublicAcls": "true", "xmlns": "x"}}"#
        ),
        ("DeleteBucketPublicAccessBlock", #"{"bucketName": "two", "publicAccessBlock": ""}"#),
        (
          "PutAccountPublicAccessBlock",
          #"{"accountId": "111122223333", "PublicAccessBlockConfiguration": {"RestrictPublicBuckets": true}}"#
        ),
        ("DeleteAccountPublicAccessBlock", #"{"accountId": "111122223333"}"#),
        ("DeleteBucketOwnershipControls", #"{"bucketName": "one"}"#),
        ("GetBucketPolicy", #"{"bucketName": "one", "policy": ""}"#), ("ListBuckets", "null"),
        ("GetAccountPublicAccessBlock", #"{"accountId": "111122223333"}"#),
      ].enumerated().flatMap { number, call in
        ["Management", "Data", ""].map { category in
          record(
            call.0, parameters: call.1, at: "2020-02-05T10:00:\(10 + number)Z",
            category.isEmpty
              ? "" : #", "readOnly": \#(call.0.hasPrefix("Get")), "eventCategory": "\#(category)""#)
        }
      }
    ),
    AthenaRecords(
      "access points, made and named",
      [
        record(
          "CreateAccessPoint",
          parameters:
            #"{"name": "front", "CreateAccessPointRequest": {"Bucket": "one", "VpcConfiguration": {"VpcId": "vpc-1"}}}"#
        ),
        record(
          "CreateAccessPoint",
          parameters:
            #"{"name": "back", "CreateAccessPointRequest": {"Bucket": "two", "BucketAccountId": "444455556666"}}"#
        ),
        record(
          "PutAccessPointPolicy",
          parameters:
            #"{"name": "front", "Host": "111122223333.s3-control.us-east-1.amazonaws.com", "PutAccessPointPolicyRequest": {"Policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}"}}"#
        ),
        record(
          "GetObject", parameters: #"{"bucketName": "back-metadata-s3alias", "key": "a"}"#,
          identity: partner,
          #", "resources": [{"accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::two"}, {"type": "AWS::S3::Object", "ARN": "arn:aws:s3:::two/a"}]"#
        ),
        record(
          "GetObject",
          parameters:
            #"{"bucketName": "arn:aws:s3:us-east-1:111122223333:accesspoint/lost", "key": "a"}"#,
          identity: partner),
        record(
          "PutObject",
          parameters:
            #"{"bucketName": "arn:aws:s3:us-east-1:111122223333:accesspoint/front", "key": "a", "x-amz-acl": "public-read"}"#,
          #", "resources": [{"type": "AWS::S3::Object", "ARNPrefix": "arn:aws:s3:::one/"}, {"accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::one"}]"#
        ),
      ]
    ),
    AthenaRecords(
      "trails of every kind of change",
      [
        "StopLogging", "StartLogging", "DeleteTrail", "CreateTrail", "UpdateTrail",
        "PutEventSelectors", "DescribeTrails",
      ]
      .enumerated().flatMap { number, call in
        [
          (#"{"name": "main"}"#, ""), ("null", ""),
          (#"{"name": "main"}"#, #", "errorCode": "AccessDenied""#),
          (
            #"{"trailName": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main", "eventSelectors": [{"readWriteType": "WriteOnly", "includeManagementEvents": false, "dataResources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3:::one/"]}]}]}"#,
            ""
          ),
        ].map { parameters, more in
          record(
            call, parameters: parameters, at: "2020-02-0\(3 + number % 6)T10:00:\(10 + number)Z",
            more
              + #", "eventSource": "cloudtrail.amazonaws.com", "readOnly": false, "eventCategory": "Management""#
          )
        }
      }
    ),
  ]
}
