extension AthenaRecords {
  static let requests: [AthenaRecords] = [
    AthenaRecords(
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
    AthenaRecords(
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
    AthenaRecords(
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
    AthenaRecords(
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
    AthenaRecords(
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
    AthenaRecords(
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
    AthenaRecords(
      "near midnight, in the folder of the next day",
      [
        record("PutObject", at: "2020-02-05T23:59:59Z", data),
        record("GetObject", at: "2020-02-06T00:00:00Z", data),
      ]
    ),
    AthenaRecords(
      "ACLs that are not public, or not shown",
      [
        upload(#""x-amz-acl": "bucket-owner-full-control""#),
        upload(#""x-amz-acl": "aws-exec-read""#), upload(#""x-amz-acl": "no-such-acl""#),
        upload(#""x-amz-acl": """#), upload(#""x-amz-acl": []"#),
        upload(#""x-amz-acl": ["private", "public-read"]"#),
        upload(#""x-amz-grant-full-control": "id=\"0a1b\", emailAddress=a@example.com""#),
        upload(
          #""accessControlList": {"x-amz-grant-write-acp": "uri=http://acs.amazonaws.com/groups/s3/LogDelivery"}"#
        ),
        upload(#""accessControlList": {"x-amz-acl": "authenticated-read"}"#),
        upload(#""x-amz-grant-other": "a""#), upload(#""\u0078-amz-acl": "public-read""#),
        record("PutObjectAcl", parameters: #"{"bucketName": "one", "key": "a", "acl": ""}"#),
        record("PutObjectAcl", parameters: #"{"bucketName": "one", "key": "a", "acl": [""]}"#),
        record(
          "PutObject", parameters: #"{"bucketName": "one", "key": "a", "acl": "public-read"}"#),
        record(
          "PostObject", parameters: #"{"bucketName": "one", "key": "a", "acl": "public-read"}"#),
        record(
          "PostObject", parameters: #"{"bucketName": "one", "key": "a", "Acl": "public-read"}"#),
        record("PutObject", parameters: #""cut""#, data),
        record("PutObject", parameters: "[]", data),
        record("PutObject", parameters: "{}", data),
        record("PutObject", parameters: #"{"bucketName": "one", "key": "x-amz-acl public-read"}"#),
        record(
          "GetObject", parameters: #"{"bucketName": "one", "x-amz-acl": "public-read"}"#, data),
        record(
          "RestoreObject",
          parameters:
            #"{"bucketName": "one", "AccessControlList": {"Grant": [{"Grantee": {"URI": "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"}, "Permission": "READ"}]}}"#
        ),
      ]
    ),
    AthenaRecords(
      "calls that were refused, or are tried again",
      [
        "SlowDown", "InternalError", "AccessDenied", "AccessControlListNotSupported",
        "ServiceUnavailable",
        "NoSuchKey", "NoSuchBucket", "RequestTimeout", "PreconditionFailed", "InvalidRange", "",
      ].flatMap { code in
        [
          record(
            "PutObject", parameters: #"{"bucketName": "one", "x-amz-acl": "public-read"}"#,
            #", "errorCode": "\#(code)", "errorMessage": "no""#),
          record("GetObject", identity: anonymous, #", "errorCode": "\#(code)""# + data),
          record(
            "PutBucketPolicy",
            parameters: #"{"bucketName": "one", "bucketPolicy": {"Statement": []}}"#,
            #", "errorCode": "\#(code)""#),
        ]
      }
    ),
    AthenaRecords(
      "many forms of one request",
      (0..<40).map { number in
        record(
          ["PutObject", "CopyObject", "CreateMultipartUpload", "DeleteObject", "ListObjects"][
            number % 5],
          parameters:
            #"{"bucketName": "\#(["one", "two"][number % 2])", "key": "\#(number)", "x-amz-acl": "\#(["private", "public-read", "bucket-owner-read"][number % 3])"}"#,
          identity: [anonymous, partner, unknown][number % 3],
          at: "2020-02-05T10:00:\(10 + number)Z")
      }
    ),
  ]
}
