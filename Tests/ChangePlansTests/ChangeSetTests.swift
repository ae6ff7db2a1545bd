import ChangePlans
import JSON
import S3Access
import Testing

/// What a change set of CloudFormation switches on, and what it does that this refuses.
@Suite struct ChangeSetTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// `Add`, `Modify` or `Remove`.
    var action = "Modify"
    var before: String? = "{}"
    var after: String? = "{}"
    var more = ""
    var switches: [String] = []
    var conflicts: [String] = []
  }

  private static let all =
    #"{"BlockPublicAcls": "true", "IgnorePublicAcls": "true", "BlockPublicPolicy": "true", "RestrictPublicBuckets": "true"}"#

  private static func on(_ block: String, _ more: String = "") -> String {
    #"{"PublicAccessBlockConfiguration": \#(block)\#(more)}"#
  }

  @Test(
    "what comes on",
    arguments: [
      Case(testDescription: "nothing"),
      Case(testDescription: "all", after: on(all), switches: ["one: all"]),
      Case(testDescription: "all that are on already", before: on(all), after: on(all)),
      Case(
        testDescription: "one more", before: on(#"{"BlockPublicAcls": "true"}"#),
        after: on(#"{"BlockPublicAcls": "true", "IgnorePublicAcls": true}"#),
        switches: ["one: IgnorePublicAcls"]),
      Case(testDescription: "off", before: on(all), after: on(#"{"BlockPublicAcls": "false"}"#)),
      Case(
        testDescription: "known after the deployment only",
        after: on(#""{{changeSet:KNOWN_AFTER_APPLY}}""#), switches: ["one: all"]),
      Case(
        testDescription: "nothing told of what is before", before: nil, after: on(all),
        switches: ["one: all"]),
      Case(
        testDescription: "without the values, where the settings change", before: nil, after: nil,
        switches: ["one: all"]),
      Case(
        testDescription: "a new bucket with a name", action: "Add", before: nil,
        after: on(all, #", "BucketName": "two""#), switches: ["new two: all"]),
      Case(
        testDescription: "a new bucket without one", action: "Add", before: nil, after: on(all),
        switches: ["made by B: all"]),
      Case(testDescription: "a bucket that goes", action: "Remove", before: on(all), after: nil),
      Case(
        testDescription: "a public ACL", after: on(all, #", "AccessControl": "PublicRead""#),
        switches: ["one: all"], conflicts: ["B refused by BlockPublicAcls"]),
      Case(
        testDescription: "a public ACL that is there already",
        before: #"{"AccessControl": "PublicRead"}"#,
        after: on(all, #", "AccessControl": "PublicRead""#), switches: ["one: all"]),
      Case(
        testDescription: "a public policy", after: on(all),
        more: resource(
          "AWS::S3::BucketPolicy", "P", "Add", nil,
          #"{"Bucket": "one", "PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}}"#
        ), switches: ["one: all"], conflicts: ["P refused by BlockPublicPolicy"]),
      Case(
        testDescription: "an import without the values", action: "Import", before: nil, after: nil,
        switches: ["one: all"]),
      Case(
        testDescription: "an action that only the deployment tells", action: "Dynamic", before: nil,
        after: nil, switches: ["one: all"]),
      Case(
        testDescription: "another name, while nobody knows whether it is replaced",
        after: on(all, #", "BucketName": "two""#), switches: ["one: all"]),
      Case(
        testDescription: "a stack within",
        more: resource("AWS::CloudFormation::Stack", "N", "Modify", nil, nil),
        switches: ["unknown: all"]),
      Case(
        testDescription: "a stack within that goes",
        more: resource("AWS::CloudFormation::Stack", "N", "Remove", nil, nil)),
      Case(
        testDescription: "something else", more: resource("AWS::SQS::Queue", "Q", "Add", nil, "{}")),
    ])
  func changes(_ c: Case) throws {
    let bucket = Self.resource("AWS::S3::Bucket", "B", c.action, c.before, c.after)
    let changes = [bucket, c.more].filter { !$0.isEmpty }.joined(separator: ",")
    let text =
      #"{"ChangeSetName": "c", "Status": "CREATE_COMPLETE", "Changes": [\#(changes)]}"#
    let plan = try ChangePlan(changeSet: try #require(parsed(text)), parsing: parsed)
    #expect(plan.changes.map(\.description) == c.switches)
    #expect(
      plan.conflicts.map {
        "\($0.address) \($0.isCertain ? "refused" : "may be refused") by \($0.setting.rawValue)"
      } == c.conflicts)
  }

  @Test(
    "What is no whole change set is refused",
    arguments: [
      ("{}", "no 'Changes'"), (#"{"Changes": []}"#, "no 'Changes'"),
      (#"{"ChangeSetName": "c", "Changes": [], "NextToken": "t"}"#, "a part"),
      (
        #"{"ChangeSetName": "c", "Changes": [{"ResourceChange": {"LogicalResourceId": "B", "ResourceType": "AWS::S3::Bucket"}}]}"#,
        "no action"
      ),
      (#"{"ChangeSetName": "c", "Changes": [], "Status": "CREATE_IN_PROGRESS"}"#, "IN_PROGRESS"),
    ])
  func refused(_ text: String, says: String) throws {
    let document = try #require(parsed(text))
    let error = #expect(throws: ChangePlanError.self) {
      try ChangePlan(changeSet: document, parsing: parsed)
    }
    #expect(error?.reason.contains(says) == true)
  }

  /// A change of a resource, whose contexts are JSON within JSON.
  private static func resource(
    _ type: String, _ logicalID: String, _ action: String, _ before: String?, _ after: String?
  ) -> String {
    func context(_ name: String, _ properties: String?) -> String {
      guard let properties else { return "" }
      return #", "\#(name)": \#(JSONValue.string(#"{"Properties": \#(properties)}"#).compactText)"#
    }
    let physicalID = action == "Add" ? "" : #", "PhysicalResourceId": "one""#
    let details =
      action == "Modify"
      ? #"[{"Target": {"Name": "PublicAccessBlockConfiguration"}}]"# : "[]"
    return
      #"{"ResourceChange": {"Action": "\#(action)", "LogicalResourceId": "\#(logicalID)"\#(physicalID), "ResourceType": "\#(type)", "Replacement": "False", "Details": \#(details)\#(context("BeforeContext", before))\#(context("AfterContext", after))}}"#
  }
}
