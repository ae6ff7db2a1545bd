import S3Access

/// What a caller should do instead, in the words of the caller's own tool.
enum Remedy {
  static func text(
    for kind: Finding.Kind, operation: String, acl: RequestedACL?, userAgents: [String]
  ) -> String {
    switch kind {
    case .publicACLWrite:
      let tool = userAgents.lazy.compactMap(CallersTool.init(userAgent:)).first
      return "\(dropACL(operation, acl, with: tool)); \(serveOtherwise)"
    case .forbiddenACLWrite:
      let tool = userAgents.lazy.compactMap(CallersTool.init(userAgent:)).first
      return dropACL(operation, acl, with: tool)
    case .anonymousAccess:
      return "serve these readers through CloudFront with origin access control, or hand out"
        + " presigned URLs, or have them sign their requests; if the bucket is to stay public,"
        + " declare it with 'expect: public'"
    case .aclDependentAccess:
      return "grant this caller access in the bucket policy, by its account or role, instead of by"
        + " an ACL"
    case .publicPolicyWrite:
      return "narrow the statement to fixed principals, accounts, an organization"
        + " (aws:PrincipalOrgID), VPCs or addresses before the policy is put again"
    case .policyDependentAccess:
      return "remove the public statement from the bucket policy first: named accounts keep their"
        + " access only while the policy is not public"
    }
  }

  private static let serveOtherwise =
    "if the objects must stay readable, serve them through CloudFront or presigned URLs"

  private static func dropACL(
    _ operation: String, _ acl: RequestedACL?, with tool: CallersTool?
  ) -> String {
    let name = acl?.canned?.rawValue
    guard operation != "PutBucketAcl", operation != "PutObjectAcl" else {
      return
        "stop calling \(operation), and grant access in the bucket policy or through CloudFront"
    }
    switch tool {
    case .awsCLI:
      return name.map { "drop '--acl \($0)' from the aws command" }
        ?? "drop the --acl and --grant-* options from the aws command"
    case .boto3:
      return name.map { "drop ACL='\($0)' (or ExtraArgs={'ACL': ...}) from the boto3 call" }
        ?? "drop the Grant* arguments (or those in ExtraArgs) from the boto3 call"
    case .terraform:
      return "drop 'acl' from the aws_s3_object or aws_s3_bucket_acl resource"
    case .cloudFormation: return "drop AccessControl from the AWS::S3::Bucket resource"
    case .browser:
      return "sign the form or URL without an ACL, so that the browser cannot send one"
    case .console: return "upload with 'Bucket owner enforced' or without 'Grant public access'"
    case .sdk(let name, let setting): return "drop \(setting) from the request in the \(name)"
    case .s3cmd: return "drop --acl-public from the s3cmd command"
    case .rclone: return "set 'acl = private' (or leave it out) in rclone's configuration"
    case .hadoop: return "leave fs.s3a.acl.default unset in the Hadoop configuration"
    case nil: return "send the request without an ACL"
    }
  }
}

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
