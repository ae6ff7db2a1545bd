/// The tools whose ways of setting an ACL are known, by how they name themselves.
enum CallersTool: Equatable {
  case awsCLI, boto3, terraform, cloudFormation, browser, console, s3cmd, rclone, hadoop
  case sdk(name: String, setting: String)

  /// The tool behind a user agent; `nil` where it is not known.
  init?(userAgent: String) {
    let agent = userAgent.lowercased()
    guard let row = Self.table.first(where: { agent.contains($0.mark) }) else { return nil }
    self = row.tool
  }

  /// The more special marks first: Terraform's provider and the S3 connector of Hadoop name the SDK
  /// that they are built on as well.
  private static let table: [(mark: String, tool: CallersTool)] = [
    ("terraform", .terraform),
    ("cloudformation", .cloudFormation),
    ("hadoop", .hadoop),
    ("s3console", .console),
    ("console.amazonaws.com", .console),
    ("aws-cli", .awsCLI),
    ("s3cmd", .s3cmd),
    ("rclone", .rclone),
    ("boto3", .boto3),
    ("botocore", .boto3),
    ("aws-sdk-java", .sdk(name: "AWS SDK for Java", setting: "withCannedAcl/acl(...)")),
    ("aws-sdk-go", .sdk(name: "AWS SDK for Go", setting: "ACL from PutObjectInput")),
    ("aws-sdk-js", .sdk(name: "AWS SDK for JavaScript", setting: "ACL")),
    ("aws-sdk-nodejs", .sdk(name: "AWS SDK for JavaScript", setting: "ACL")),
    ("aws-sdk-php", .sdk(name: "AWS SDK for PHP", setting: "'ACL'")),
    ("aws-sdk-ruby", .sdk(name: "AWS SDK for Ruby", setting: "acl:")),
    ("aws-sdk-dotnet", .sdk(name: "AWS SDK for .NET", setting: "CannedACL")),
    ("aws-sdk-rust", .sdk(name: "AWS SDK for Rust", setting: "acl(...)")),
    ("aws-sdk-kotlin", .sdk(name: "AWS SDK for Kotlin", setting: "acl")),
    ("aws-sdk-swift", .sdk(name: "AWS SDK for Swift", setting: "acl")),
    ("aws-sdk-cpp", .sdk(name: "AWS SDK for C++", setting: "SetACL(...)")),
    ("mozilla/", .browser),
  ]
}
