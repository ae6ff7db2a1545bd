import Testing
import TrailFixtures

/// From a plan of Terraform to the exit code.
@Suite("A planned change as the question")
struct ChangePlanTests {
  /// A plan that writes these resources.
  static func plan(_ resources: String...) -> String {
    #"{"format_version": "1.2", "planned_values": {}, "resource_changes": [\#(resources.joined(separator: ", "))]}"#
  }

  /// A public access block of a bucket with one setting, or with none.
  static func block(_ bucket: String, _ attribute: String?, was: String = "null") -> String {
    let on = attribute.map { #", "\#($0)": true"# } ?? ""
    return
      #"{"address": "aws_s3_bucket_public_access_block.b[\"\#(bucket)\"]", "mode": "managed", "type": "aws_s3_bucket_public_access_block", "name": "b", "index": "\#(bucket)", "change": {"actions": ["\#(was == "null" ? "create" : "update")"], "before": \#(was), "after": {"bucket": "\#(bucket)"\#(on)}, "after_unknown": {}}}"#
  }

  static let nameless =
    #"{"address": "aws_s3_bucket_public_access_block.n", "type": "aws_s3_bucket_public_access_block", "name": "n", "change": {"actions": ["create"], "before": null, "after": {"block_public_acls": true}, "after_unknown": {"bucket": true}}}"#

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var plan: String
    var exitCode: Int32
    var says: String?
  }

  @Test(
    "The exit code",
    arguments: [
      Case(testDescription: "nothing comes on", plan: plan(), exitCode: 0, says: "switches no"),
      Case(
        testDescription: "a bucket that is ready", plan: plan(block("one", "block_public_acls")),
        exitCode: 0, says: "the only change is ready"),
      Case(
        testDescription: "a setting that breaks", plan: plan(block("two", "block_public_acls")),
        exitCode: 1, says: "two"),
      Case(
        testDescription: "another setting of that bucket",
        plan: plan(block("two", "block_public_policy")), exitCode: 0),
      Case(
        testDescription: "a setting that was on already",
        plan: plan(
          block("two", "block_public_acls", was: #"{"bucket": "two", "block_public_acls": true}"#)),
        exitCode: 0, says: "switches no"),
      Case(
        testDescription: "an undeclared bucket of which too little is recorded",
        plan: plan(block("scratch", "block_public_acls")), exitCode: 3, says: "no policy claims it"),
      Case(
        testDescription: "a bucket that nobody heard of",
        plan: plan(block("unheard", "block_public_acls")), exitCode: 3),
      Case(
        testDescription: "a bucket that its team expects to be public",
        plan: plan(block("press", "restrict_public_buckets")), exitCode: 3,
        says: "expects the bucket to be public"),
      Case(
        testDescription: "what breaks outranks what is unknown",
        plan: plan(nameless, block("two", "block_public_acls")), exitCode: 1),
      Case(
        testDescription: "a name that only the apply tells", plan: plan(nameless), exitCode: 3,
        says: "known only after the apply"),
      Case(
        testDescription: "a public ACL that the plan's own settings refuse",
        plan: plan(
          block("one", "block_public_acls"),
          #"{"address": "aws_s3_bucket_acl.a", "type": "aws_s3_bucket_acl", "name": "a", "change": {"actions": ["create"], "before": null, "after": {"bucket": "one", "acl": "public-read"}, "after_unknown": {}}}"#
        ), exitCode: 1, says: "REFUSED    aws_s3_bucket_acl.a"),
      Case(
        testDescription: "the account of the provider, which nobody named",
        plan: plan(
          #"{"address": "aws_s3_account_public_access_block.a", "type": "aws_s3_account_public_access_block", "name": "a", "change": {"actions": ["create"], "before": null, "after": {"block_public_acls": true}, "after_unknown": {"account_id": true}}}"#
        ), exitCode: 3, says: "--account ID"),
      Case(testDescription: "a plan in Terraform's own form", plan: "PK\u{3}\u{4}", exitCode: 65),
      Case(testDescription: "no JSON", plan: "Terraform will perform", exitCode: 65),
      Case(
        testDescription: "a state", plan: #"{"format_version": "1.0", "values": {}}"#, exitCode: 65),
      Case(testDescription: "an empty file", plan: "", exitCode: 65),
    ])
  func exitCode(_ c: Case) throws {
    let folder = try Self.folder()
    try folder.write(c.plan, to: "plan.json")
    let outcome = try folder.check("--terraform-plan", "plan.json")
    #expect(outcome.exitCode == c.exitCode, "\(outcome.standardOutput)\(outcome.standardError)")
    if let says = c.says {
      #expect(outcome.standardOutput.contains(says), "\(outcome.standardOutput)")
    }
    if c.exitCode == 65 {
      #expect(outcome.standardError.contains("terraform show -json PLAN"))
      #expect(outcome.standardOutput.isEmpty)
    }
  }

  @Test("An account that is named is judged with all of its buckets")
  func account() throws {
    let folder = try Self.folder()
    try folder.write(
      Self.plan(
        #"{"address": "aws_s3_account_public_access_block.a", "type": "aws_s3_account_public_access_block", "name": "a", "change": {"actions": ["create"], "before": null, "after": {"block_public_acls": true}, "after_unknown": {"account_id": true}}}"#
      ), to: "plan.json")
    let outcome = try folder.check(
      "--terraform-plan", "plan.json", "--account", Caller.ownAccount)
    #expect(outcome.exitCode == 1)
    #expect(outcome.standardOutput.contains("NOT READY  account 111122223333"))
    #expect(outcome.standardOutput.contains("two (payments)"))
  }

  @Test(
    "What does not go with a plan",
    arguments: [
      ["--bucket", "one"], ["--team", "payments"], ["--setting", "BlockPublicAcls"],
      ["--scope", "account"], ["--undeclared", "ignore"], ["--baseline", "b.json"],
    ])
  func mistakes(_ options: [String]) throws {
    let outcome = try Self.folder().run(
      ["--evidence", "logs", "--terraform-plan", "plan.json"] + options)
    #expect(outcome.exitCode == 64)
  }

  @Test("A template of CloudFormation")
  func template() throws {
    let folder = try Self.folder()
    func check(_ text: String) throws -> Int32 {
      try folder.write(text, to: "template.json")
      return try folder.check("--cloudformation-template", "template.json").exitCode
    }
    func bucket(_ name: String) -> String {
      #"{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {\#(name)"PublicAccessBlockConfiguration": {"BlockPublicAcls": true}}}}}"#
    }
    #expect(try check(bucket(#""BucketName": "one", "#)) == 0)
    #expect(try check(bucket(#""BucketName": "two", "#)) == 1)
    #expect(try check(bucket("")) == 3)
    let yaml = """
      Resources:
        B:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub two
            PublicAccessBlockConfiguration: {BlockPublicAcls: true}
      """
    #expect(try check(yaml) == 1)
    #expect(try check("Resources: *B") == 65)
    #expect(try check("{}") == 65)
  }

  @Test("The example's template")
  func exampleTemplate() throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run([
      "check", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
      "2020-02-10T00:00:00Z", "--cloudformation-template", "Examples/cloudformation/template.yaml",
    ])
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.standardOutput.hasPrefix("NOT READY  1 of 2 changes is not ready"))
    #expect(outcome.standardOutput.contains("REFUSED    LedgerPolicy"))
  }

  @Test("A change set of CloudFormation")
  func changeSet() throws {
    let folder = try Self.folder()
    func check(_ name: String) throws -> Int32 {
      let context =
        #"{\"Properties\": {\"PublicAccessBlockConfiguration\": {\"BlockPublicAcls\": \"true\"}}}"#
      try folder.write(
        #"{"ChangeSetName": "c", "Changes": [{"ResourceChange": {"Action": "Modify", "LogicalResourceId": "B", "PhysicalResourceId": "\#(name)", "ResourceType": "AWS::S3::Bucket", "BeforeContext": "{}", "AfterContext": "\#(context)"}}]}"#,
        to: "change-set.json")
      return try folder.check("--cloudformation-change-set", "change-set.json").exitCode
    }
    #expect(try check("one") == 0)
    #expect(try check("two") == 1)
    try folder.write("{}", to: "change-set.json")
    let none = try folder.check("--cloudformation-change-set", "change-set.json")
    #expect(none.exitCode == 65)
    let both = try folder.check(
      "--cloudformation-change-set", "change-set.json", "--terraform-plan", "plan.json")
    #expect(both.exitCode == 64)
  }

  @Test("A plan that is missing")
  func missing() throws {
    #expect(try Self.folder().check("--terraform-plan", "plan.json").exitCode == 66)
  }

  @Test("The example that the documentation shows", arguments: ["text", "json", "markdown"])
  func example(format: String) throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run([
      "check", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
      "2020-02-10T00:00:00Z", "--terraform-plan", "Examples/terraform/plan.json", "--format",
      format,
    ])
    #expect(outcome.exitCode == 1)
    let ending = ["text": "txt", "json": "json", "markdown": "md"][format] ?? format
    try Golden.compare(outcome.standardOutput, with: "terraform-plan.\(ending)")
  }

  private static func folder() throws -> Workspace {
    try Workspace(
      policy: Policy("one", "two", "{bucket: press, expect: public, reason: downloads}"),
      events: Week.quiet("one") + Week.quiet("two") + Week.quiet("press")
        + [Week.publicUpload("two"), .putObject(bucket: "scratch", at: "2020-02-09T00:00:00Z")])
  }
}
