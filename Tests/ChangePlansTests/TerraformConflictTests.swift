import ChangePlans
import JSON
import S3Access
import Testing

/// What a plan does and its own settings refuse. Each case has a block with all four settings on for
/// `invoices` that the plan does not change.
@Suite struct TerraformConflictTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var planned: JSONValue
    /// `refused by`, `may be refused by` and the setting; `nil` where nothing stands against it.
    var conflict: String?
  }

  private static let open =
    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::invoices/*"}]}"#
  private static let closed =
    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::invoices/*"}]}"#

  private static func acl(_ type: String, _ after: JSONValue, unknown: JSONValue = [:]) -> JSONValue
  {
    resource("\(type).x", "create", after: after, unknown: unknown)
  }

  @Test(
    "what is refused",
    arguments: [
      Case(
        testDescription: "a canned public ACL",
        planned: acl("aws_s3_bucket_acl", ["bucket": "invoices", "acl": "public-read"]),
        conflict: "refused by BlockPublicAcls"),
      Case(
        testDescription: "a private ACL",
        planned: acl("aws_s3_bucket_acl", ["bucket": "invoices", "acl": "private"])),
      Case(
        testDescription: "a grant to everybody",
        planned: acl(
          "aws_s3_bucket_acl",
          [
            "bucket": "invoices",
            "access_control_policy": [
              [
                "grant": [
                  [
                    "grantee": [
                      ["type": "Group", "uri": "http://acs.amazonaws.com/groups/global/AllUsers"]
                    ], "permission": "READ",
                  ]
                ]
              ]
            ],
          ]), conflict: "refused by BlockPublicAcls"),
      Case(
        testDescription: "a grant to log delivery",
        planned: acl(
          "aws_s3_bucket_acl",
          [
            "bucket": "invoices",
            "access_control_policy": [
              ["grant": [["grantee": [["uri": "http://acs.amazonaws.com/groups/s3/LogDelivery"]]]]]
            ],
          ])),
      Case(
        testDescription: "an ACL that only the apply tells",
        planned: acl("aws_s3_bucket_acl", ["bucket": "invoices"], unknown: ["acl": true]),
        conflict: "may be refused by BlockPublicAcls"),
      Case(
        testDescription: "an object",
        planned: acl("aws_s3_object", ["bucket": "invoices", "acl": "authenticated-read"]),
        conflict: "refused by BlockPublicAcls"),
      Case(
        testDescription: "the bucket's own deprecated argument",
        planned: acl("aws_s3_bucket", ["bucket": "invoices", "acl": "public-read-write"]),
        conflict: "refused by BlockPublicAcls"),
      Case(
        testDescription: "a bucket whose old ACL stays as it is",
        planned: resource(
          "aws_s3_bucket.x", "update",
          before: ["bucket": "invoices", "acl": "public-read", "tags": [:]],
          after: ["bucket": "invoices", "acl": "public-read", "tags": ["a": "b"]])),
      Case(
        testDescription: "another bucket",
        planned: acl("aws_s3_bucket_acl", ["bucket": "website", "acl": "public-read"])),
      Case(
        testDescription: "nothing is written",
        planned: resource(
          "aws_s3_bucket_acl.x", "no-op", before: ["bucket": "invoices", "acl": "public-read"],
          after: ["bucket": "invoices", "acl": "public-read"])),
      Case(
        testDescription: "a public policy",
        planned: acl("aws_s3_bucket_policy", ["bucket": "invoices", "policy": .string(open)]),
        conflict: "refused by BlockPublicPolicy"),
      Case(
        testDescription: "a policy for one account",
        planned: acl("aws_s3_bucket_policy", ["bucket": "invoices", "policy": .string(closed)])),
      Case(
        testDescription: "a policy that only the apply tells",
        planned: acl("aws_s3_bucket_policy", ["bucket": "invoices"], unknown: ["policy": true]),
        conflict: "may be refused by BlockPublicPolicy"),
      Case(
        testDescription: "a policy that is none",
        planned: acl("aws_s3_bucket_policy", ["bucket": "invoices", "policy": "{"]),
        conflict: "may be refused by BlockPublicPolicy"),
      Case(
        testDescription: "an access point",
        planned: acl("aws_s3_access_point", ["bucket": "invoices", "policy": .string(open)]),
        conflict: "refused by BlockPublicPolicy"),
      Case(
        testDescription: "an access point in a VPC",
        planned: acl(
          "aws_s3_access_point",
          [
            "bucket": "invoices", "policy": .string(open),
            "vpc_configuration": [["vpc_id": "vpc-1"]],
          ])),
      Case(
        testDescription: "a policy of a bucket of which nobody knows which",
        planned: acl(
          "aws_s3_bucket_policy", ["policy": .string(open)], unknown: ["bucket": true]),
        conflict: "may be refused by BlockPublicPolicy"),
    ])
  func conflicts(_ c: Case) throws {
    let plan = try Planned(
      resource(
        "aws_s3_bucket_public_access_block.b", "no-op",
        before: block("invoices", BlockPublicAccessSetting.allCases),
        after: block("invoices", BlockPublicAccessSetting.allCases)), c.planned
    ).plan()
    let said = plan.conflicts.map {
      "\($0.isCertain ? "refused" : "may be refused") by \($0.setting.rawValue)"
    }
    #expect(said == [c.conflict].compactMap(\.self), "\(plan.conflicts)")
    #expect(plan.changes == [])
  }

  @Test("The account's settings refuse it for every bucket; those that are off refuse nothing")
  func account() throws {
    func conflicts(_ on: BlockPublicAccessSetting) throws -> [Bool] {
      try Planned(
        resource(
          "aws_s3_account_public_access_block.a", "create",
          after: block(nil, on)),
        resource("aws_s3_bucket_acl.x", "create", after: ["bucket": "any", "acl": "public-read"])
      ).plan().conflicts.map(\.isCertain)
    }
    #expect(try conflicts(.blockPublicAcls) == [true])
    #expect(try conflicts(.ignorePublicAcls) == [])
  }
}

@Suite struct TerraformFormatTests {
  @Test(
    "What is no plan is refused",
    arguments: [
      ("[]", "it is no plan"), ("{}", "format_version"),
      (#"{"@level": "info", "type": "version"}"#, "log of a run"),
      (#"{"format_version": "2.0", "planned_values": {}}"#, "format version 2.0"),
      (#"{"format_version": "1.0", "values": {}}"#, "it is a state"),
      (#"{"format_version": "1.0"}"#, "nothing of what is planned"),
      (#"{"format_version": "1.2", "planned_values": {}, "errored": true}"#, "planning failed"),
      (#"{"format_version": "1.2", "resource_changes": {}}"#, "no list"),
      (#"{"format_version": "1.2", "resource_changes": [{}]}"#, "no address"),
      (#"{"format_version": "1.2", "resource_changes": ["x"]}"#, "no address"),
      (
        #"{"format_version": "1.2", "resource_changes": [{"address": "a", "type": "t"}]}"#,
        "no address"
      ),
    ])
  func refused(text: String, reason: String) throws {
    let error = #expect(throws: ChangePlanError.self) {
      try ChangePlan(terraform: parsed(text) ?? .null, parsing: parsed)
    }
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  @Test("A plan without changes is one", arguments: ["0.1", "1.0", "1.2"])
  func empty(version: String) throws {
    let text = #"{"format_version": "\#(version)", "planned_values": {"root_module": {}}}"#
    let plan = try ChangePlan(terraform: parsed(text) ?? .null, parsing: parsed)
    #expect(plan.changes == [] && plan.conflicts == [])
  }
}
