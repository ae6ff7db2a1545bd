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
    if S3Operation(operation).setsOnlyACL {
      let means = tool?.meansOfSettingACL(with: operation).map { " (\($0))" } ?? ""
      return
        "stop calling \(operation)\(means), and grant access in the bucket policy or through CloudFront"
    }
    return tool?.wayWithoutACL(acl?.canned?.rawValue) ?? "send the request without an ACL"
  }
}

extension CallersTool {
  /// How the tool writes an object or makes a bucket without the ACL; `acl` is the canned one's name,
  /// `nil` where there are grants.
  fileprivate func wayWithoutACL(_ acl: String?) -> String {
    switch self {
    case .awsCLI:
      acl.map { "drop '--acl \($0)' from the aws command" }
        ?? "drop the --acl and --grant-* options from the aws command"
    case .boto3:
      acl.map { "drop ACL='\($0)' (or ExtraArgs={'ACL': ...}) from the boto3 call" }
        ?? "drop the Grant* arguments (or those in ExtraArgs) from the boto3 call"
    case .terraform: "drop 'acl' from the aws_s3_object or aws_s3_bucket_acl resource"
    case .cloudFormation: "drop AccessControl from the AWS::S3::Bucket resource"
    case .browser: "sign the form or URL without an ACL, so that the browser cannot send one"
    case .console: "upload with 'Bucket owner enforced' or without 'Grant public access'"
    case .sdk(let name, let setting): "drop \(setting) from the request in the \(name)"
    case .s3cmd: "drop --acl-public from the s3cmd command"
    case .rclone: "set 'acl = private' (or leave it out) in rclone's configuration"
    case .hadoop: "leave fs.s3a.acl.default unset in the Hadoop configuration"
    }
  }

  /// What of the tool makes the call that does nothing but set an ACL; `nil` where that is not known.
  fileprivate func meansOfSettingACL(with operation: String) -> String? {
    let isOfBucket = operation == "PutBucketAcl"
    switch self {
    case .awsCLI: return "aws s3api put-\(isOfBucket ? "bucket" : "object")-acl"
    case .boto3: return "put_\(isOfBucket ? "bucket" : "object")_acl"
    case .terraform:
      return isOfBucket ? "the aws_s3_bucket_acl resource" : "'acl' of the aws_s3_object resource"
    case .cloudFormation: return "AccessControl of the AWS::S3::Bucket resource"
    case .console: return "'Make public using ACL' in the console"
    case .s3cmd: return "s3cmd setacl"
    case .sdk, .rclone, .hadoop, .browser: return nil
    }
  }
}
