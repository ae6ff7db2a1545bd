import JSON
import S3Access
import Testing

@Suite("A bucket policy as it is read")
struct BucketPolicyTests {
  @Test("every element keeps its meaning and its place")
  func elements() throws {
    let policy = try BucketPolicy(document: [
      "Version": "2012-10-17", "Id": "policy",
      "Statement": [
        [
          "Sid": "first", "Effect": "Allow", "Principal": ["Service": "logging.s3.amazonaws.com"],
          "Action": ["s3:PutObject"], "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
        ],
        [
          "Effect": "Deny", "NotPrincipal": ["AWS": ["111122223333", "444455556666"]],
          "NotAction": "s3:GetObject", "NotResource": ["a", "b"],
          "Condition": [
            "ForAnyValue:StringNotLikeIfExists": ["aws:TagKeys": ["a*", 5, true]],
            "Null": ["aws:SourceVpc": false],
          ],
        ],
      ],
    ])
    #expect(policy.version == .v2012)
    let first = try #require(policy.statements.first)
    #expect(first.path.description == "Statement[0]")
    #expect(first.sid == "first")
    #expect(first.effect == .allow)
    #expect(first.principals == .named([PolicyPrincipal(.service, "logging.s3.amazonaws.com")]))
    #expect(first.actions == .matching(["s3:PutObject"]))
    #expect(first.conditions.isEmpty)
    let second = try #require(policy.statements.last)
    #expect(second.effect == .deny)
    #expect(
      second.principals
        == .everyoneExcept([PolicyPrincipal(.aws, "111122223333"), .init(.aws, "444455556666")]))
    #expect(second.actions == .excluding(["s3:GetObject"]))
    #expect(second.resources == .excluding(["a", "b"]))
    let condition = try #require(second.conditions.first)
    #expect(condition.comparison.description == "ForAnyValue:StringNotLikeIfExists")
    #expect(condition.key == ConditionKey("AWS:tagkeys"))
    #expect(condition.values == ["a*", "5", "true"])
    #expect(
      condition.path.description
        == #"Statement[1].Condition["ForAnyValue:StringNotLikeIfExists"]["aws:TagKeys"]"#)
    #expect(
      second.conditions.last?.path.description == #"Statement[1].Condition.Null["aws:SourceVpc"]"#)
  }

  @Test("a document without a version is of 2008-10-17, and one statement needs no array")
  func oldestForm() throws {
    let policy = try BucketPolicy(document: [
      "Statement": ["Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"]
    ])
    #expect(policy.version == .v2008)
    #expect(policy.statements.map(\.path.description) == ["Statement"])
  }

  @Test("the forms of everyone", arguments: ["*", ["AWS": "*"], ["AWS": ["*"]]] as [JSONValue])
  func everyone(_ principal: JSONValue) throws {
    let policy = try BucketPolicy(document: [
      "Statement": ["Effect": "Deny", "Principal": principal, "Action": "*", "Resource": "*"]
    ])
    #expect(policy.statements.map(\.principals) == [.everyone])
  }

  @Test(
    "every operator is read in any letter case",
    arguments: [
      "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
      "StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan",
      "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals",
      "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
      "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals",
      "ArnLike", "ArnNotEquals", "ArnNotLike",
    ], ["", "ForAllValues:", "ForAnyValue:"])
  func operators(_ name: String, _ prefix: String) throws {
    for suffix in ["", "IfExists"] {
      let full = prefix + name + suffix
      for spelling in [full, full.lowercased(), full.uppercased()] {
        let comparison = try #require(ConditionOperator(name: spelling))
        #expect(comparison.description == full)
      }
    }
  }

  @Test("what is no operator", arguments: ["", "IfExists", "ForAllValues:", "NotBool", "Equals"])
  func noOperators(_ name: String) { #expect(ConditionOperator(name: name) == nil) }
}

@Suite("What an assessment says")
struct PolicyAssessmentTests {
  private static func policy(_ statements: JSONValue...) throws -> BucketPolicy {
    try BucketPolicy(document: ["Version": "2012-10-17", "Statement": .array(statements)])
  }

  @Test("a sentence for each statement, with its place and its name")
  func sentences() throws {
    let action: JSONValue = "s3:GetObject"
    let resource: JSONValue = "arn:aws:s3:::amzn-s3-demo-bucket/*"
    let assessment = try Self.policy(
      [
        "Sid": "Everyone", "Effect": "Allow", "Principal": "*", "Action": action,
        "Resource": resource,
      ],
      [
        "Effect": "Allow", "Principal": "*", "Action": action, "Resource": resource,
        "Condition": ["StringLike": ["aws:SourceVpc": "vpc-*"]],
      ],
      [
        "Effect": "Allow", "Principal": "*", "Action": action, "Resource": resource,
        "Condition": ["StringEquals": ["aws:SourceVpc": ["vpc-1", "vpc-2"]]],
      ],
      [
        "Effect": "Allow", "Principal": "*", "Action": action, "Resource": resource,
        "Condition": ["StringEquals": ["aws:PrincipalTag/team": "payments"]],
      ],
      [
        "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": resource,
      ]
    ).publicAccess(attachedTo: .bucket)
    #expect(assessment.answer == .isPublic)
    #expect(
      assessment.statements.map(\.description) == [
        #"Statement[0] ("Everyone") is public because it names everyone and sets no condition"#,
        "Statement[1] is public because it names everyone and no condition narrows it: "
          + #"aws:SourceVpc may be "vpc-*", and a wildcard is no fixed value"#,
        "Statement[2] is not public because "
          + #"StringEquals holds aws:SourceVpc to "vpc-1", "vpc-2""#,
        "Statement[3] is undetermined because AWS does not say how it sees StringEquals on "
          + "aws:PrincipalTag/team",
        "Statement[4] is not public because it grants nothing, it denies",
      ])
  }

  struct AnonymousCase: Sendable {
    let why: String
    let principal: JSONValue
    let condition: JSONValue
    let isAdmitted: Bool

    init(
      _ why: String, principal: JSONValue = "*", _ condition: JSONValue = [:], isAdmitted: Bool
    ) {
      self.why = why
      self.principal = principal
      self.condition = condition
      self.isAdmitted = isAdmitted
    }
  }

  @Test(
    "whether an unsigned request may be let in",
    arguments: [
      AnonymousCase("everyone", isAdmitted: true),
      AnonymousCase(
        "everyone from one address", ["IpAddress": ["aws:SourceIp": "203.0.113.7"]],
        isAdmitted: true),
      AnonymousCase(
        "everyone in a VPC", ["StringEquals": ["aws:SourceVpc": "vpc-1"]], isAdmitted: true),
      AnonymousCase("one account", principal: ["AWS": "111122223333"], isAdmitted: false),
      AnonymousCase("one service", principal: ["Service": "a.amazonaws.com"], isAdmitted: false),
      AnonymousCase(
        "an organization", ["StringEquals": ["aws:PrincipalOrgID": "o-1234567890"]],
        isAdmitted: false),
      AnonymousCase(
        "an organization, or no key", ["StringEqualsIfExists": ["aws:PrincipalOrgID": "o-1"]],
        isAdmitted: true),
      AnonymousCase(
        "outside an organization", ["StringNotEquals": ["aws:PrincipalOrgID": "o-1234567890"]],
        isAdmitted: true),
      AnonymousCase(
        "all values of none", ["ForAllValues:StringLike": ["aws:PrincipalOrgPaths": "o-1/*"]],
        isAdmitted: true),
      AnonymousCase(
        "any principal at all", ["ArnLike": ["aws:PrincipalArn": "*"]], isAdmitted: false),
      AnonymousCase(
        "a tag", ["StringEquals": ["aws:PrincipalTag/team": "payments"]], isAdmitted: false),
      AnonymousCase(
        "an account", ["StringEquals": ["aws:PrincipalAccount": "111122223333"]],
        isAdmitted: false),
      AnonymousCase(
        "the account of nobody", ["StringEquals": ["aws:PrincipalAccount": "anonymous"]],
        isAdmitted: true),
      AnonymousCase(
        "one role's sessions", ["StringLike": ["aws:userid": "AROAEXAMPLEUNIQUEID:*"]],
        isAdmitted: false),
      AnonymousCase("any user id", ["StringLike": ["aws:userid": "*"]], isAdmitted: true),
    ])
  func anonymous(_ row: AnonymousCase) throws {
    let grant: JSONValue = [
      "Effect": "Allow", "Principal": row.principal, "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*", "Condition": row.condition,
    ]
    let deny: JSONValue = [
      "Effect": "Deny", "Principal": "*", "Action": "s3:*",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    ]
    for attachment in [PolicyAttachment.bucket, .accessPoint(vpcOrigin: true)] {
      let granted = try Self.policy(grant).publicAccess(attachedTo: attachment)
      #expect(granted.mayAdmitAnonymous == row.isAdmitted, "\(row.why)")
      let denied = try Self.policy(grant, deny).publicAccess(attachedTo: attachment)
      #expect(!denied.mayAdmitAnonymous)
    }
  }

  @Test("what is public may admit unsigned requests", arguments: ConformanceCase.all)
  func publicAdmits(_ row: ConformanceCase) throws {
    // A principal's key that is public by its wildcard still demands a signature.
    let assessment = try row.assessment()
    let demandsSignature = row.document.compactText.lowercased().contains("aws:principal")
    guard assessment.answer == .isPublic, !demandsSignature else { return }
    #expect(assessment.mayAdmitAnonymous)
  }
}
