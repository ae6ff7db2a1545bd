extension AthenaRecords {
  static let callers: [AthenaRecords] = [
    AthenaRecords(
      "identities",
      [
        #"{"type": "AssumedRole", "principalId": "AROA:s", "arn": "arn:aws:sts::444455556666:assumed-role/a=b,c/s", "accountId": "444455556666", "sessionContext": {"sessionIssuer": {"type": "Role", "arn": "arn:aws:iam::444455556666:role/path/a=b, c={d}"}}}"#,
        #"{"type": "AssumedRole", "principalId": "AROA:s", "arn": "arn:aws:sts::444455556666:assumed-role/role/s", "accountId": "444455556666"}"#,
        #"{"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/role/s"}"#,
        #"{"type": "FederatedUser", "principalId": "1:a", "arn": "arn:aws:sts::444455556666:federated-user/a", "accountId": "444455556666"}"#,
        #"{"type": "Root", "principalId": "444455556666", "arn": "arn:aws:iam::444455556666:root", "accountId": "444455556666"}"#,
        #"{"type": "AWSAccount", "principalId": "", "accountId": "ANONYMOUS_PRINCIPAL"}"#,
        #"{"type": "AWSAccount", "accountId": "", "principalId": "ANONYMOUS_PRINCIPAL"}"#,
        #"{"type": "AWSService", "invokedBy": "config.amazonaws.com", "accountId": "444455556666"}"#,
        #"{"type": "AWSService"}"#, #"{"invokedBy": "config.amazonaws.com"}"#, "{}", "null",
        #"{"type": "AWSAccount", "principalId": "AIDAX", "accountId": "444455556666", "invokedBy": "AWS Internal"}"#,
        #"{"type": "IdentityCenterUser", "accountId": "444455556666", "credentialId": "x"}"#,
      ].flatMap { identity in
        [
          record("GetObject", identity: identity, data),
          record(
            "PutObject",
            parameters: #"{"bucketName": "one", "key": "a", "x-amz-acl": "public-read"}"#,
            identity: identity, data),
          record(
            "ListObjects", identity: identity,
            #", "additionalEventData": {"aclRequired": "Yes", "x": 1}"# + data),
          record("HeadBucket", parameters: #"{"bucketName": "two"}"#, identity: identity),
        ]
      }
    ),
    AthenaRecords(
      "records of old, and what they lack",
      [
        #"{"eventTime": "2020-02-05T11:00:00Z", "eventSource": "s3.amazonaws.com", "eventName": "PutObject", "requestParameters": {"bucketName": "one", "key": "a", "x-amz-acl": "public-read"}}"#,
        #"{"eventTime": "2020-02-05T11:00:01Z", "eventSource": "s3.amazonaws.com", "eventName": "GetObject", "userIdentity": {"type": "AWSAccount", "accountId": "anonymous"}, "requestParameters": {"bucketName": "one", "key": "a"}}"#,
        #"{"eventTime": "2020-02-05T11:00:02Z", "eventSource": "s3.amazonaws.com", "eventName": "GetObject", "userIdentity": {"accountId": "444455556666"}, "requestParameters": {"bucketName": "two"}, "eventID": "E1", "awsRegion": "us-east-1"}"#,
        #"{"eventTime": "2020-02-05T11:00:03Z", "eventSource": "s3.amazonaws.com", "eventName": "DeleteObject", "userIdentity": {"accountId": "444455556666"}, "requestParameters": {"bucketName": "two"}, "requestID": "R1", "recipientAccountId": "111122223333"}"#,
        #"{"eventTime": "2020-02-05T11:00:04.123Z", "eventSource": "s3.amazonaws.com", "eventName": "PutObject", "userIdentity": {"accountId": "444455556666"}, "requestParameters": {"bucketName": "two"}, "resources": [{"ARN": "arn:aws:s3:::two"}, {"type": "AWS::S3::Bucket"}], "recipientAccountId": "111122223333"}"#,
      ]
    ),
  ]
}
