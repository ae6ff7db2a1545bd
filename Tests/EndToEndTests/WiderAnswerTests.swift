import Testing
import TrailFixtures

/// Whoever reads one report only must not see nothing where the exit code says that something is wrong.
@Suite("What is no bucket, in the reports")
struct WiderAnswerTests {
  /// `csv` and `gitlab` have no place for it, and their pages say so.
  private static let formats = [
    "text", "json", "ndjson", "markdown", "github", "sarif", "junit", "html",
  ]

  private static func report(_ format: String, _ options: String...) throws -> Outcome {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "Examples")
    // Another stack exports the name.
    try folder.write(
      """
      Resources:
        Press:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: {"Fn::ImportValue": "<x>.example"}
            PublicAccessBlockConfiguration: {BlockPublicAcls: true}
      """, to: "template.yaml")
    return try folder.run(
      [
        "check", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
        "2020-02-10", "--format", format,
      ] + options)
  }

  /// The text of a report without the tags of HTML.
  private static func text(_ outcome: Outcome) -> String {
    outcome.standardOutput.replacing(/<[^>]*>/, with: "")
  }

  @Test("A resource whose bucket nobody knows", arguments: formats)
  func unknownBucket(_ format: String) throws {
    let outcome = try Self.report(format, "--cloudformation-template", "template.yaml")
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardOutput.contains("Press"), "\(outcome.standardOutput)")
    #expect(!outcome.standardOutput.contains("NO BUCKET"))
  }

  @Test("A resource that switches on what breaks", arguments: formats)
  func change(_ format: String) throws {
    let outcome = try Self.report(format, "--terraform-plan", "Examples/terraform/plan.json")
    #expect(outcome.exitCode == 1)
    #expect(
      Self.text(outcome).contains("module.buckets.aws_s3_bucket_public_access_block.this")
        || outcome.standardOutput.contains("module.buckets.aws_s3_bucket_public_access_block.this"))
  }

  @Test("An account, and what stands in its way", arguments: formats)
  func account(_ format: String) throws {
    let outcome = try Self.report(format, "--scope", "account", "--account", "111122223333")
    #expect(outcome.exitCode == 1)
    let text = outcome.standardOutput
    #expect(text.contains("111122223333"))
    #expect(text.contains("payments-press-kit"), "exempt, and in the way of the account's setting")
  }

  @Test("JUnit counts them, and each has a case")
  func counts() throws {
    let planned = try Self.report("junit", "--terraform-plan", "Examples/terraform/plan.json")
    #expect(
      planned.standardOutput.contains(
        "<testsuites name=\"S3 Block Public Access\" tests=\"5\" failures=\"2\" errors=\"0\""))
    #expect(
      planned.standardOutput.contains(
        "<testsuite name=\"Terraform plan\" tests=\"3\" failures=\"1\""))
    let unknown = try Self.report("junit", "--cloudformation-template", "template.yaml")
    #expect(
      unknown.standardOutput.contains(
        "<testsuites name=\"S3 Block Public Access\" tests=\"1\" failures=\"0\" errors=\"1\""))
  }
}
