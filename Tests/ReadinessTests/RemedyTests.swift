import Evidence
import S3Access
import Testing

/// A remedy speaks of the caller's own tool.
@Suite struct RemedyTests {
  @Test(
    "a tool that sends public-read",
    arguments: [
      ("aws-cli/1.17.9 Python/3.6.9 Linux/4.15 botocore/1.14.9", "drop '--acl public-read'"),
      ("Boto3/1.11.9 Python/3.6.9 Botocore/1.14.9", "drop ACL='public-read'"),
      ("APN/1.0 HashiCorp/1.0 Terraform/0.12.20 aws-sdk-go/1.28.9", "aws_s3_bucket_acl"),
      ("cloudformation.amazonaws.com", "AccessControl"),
      ("S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.666", "Bucket owner enforced"),
      ("aws-sdk-java/1.11.666 Linux/4.9", "withCannedAcl"),
      ("aws-sdk-go/1.28.9 (go1.13; linux; amd64)", "PutObjectInput"),
      ("aws-sdk-js/2.610.0 linux/v12", "AWS SDK for JavaScript"),
      ("aws-sdk-php/3.133.8", "AWS SDK for PHP"), ("aws-sdk-ruby3/3.89", "AWS SDK for Ruby"),
      ("s3cmd/2.0.2", "--acl-public"), ("rclone/v1.51.0", "rclone"),
      ("Hadoop 3.2.1, aws-sdk-java/1.11.563", "fs.s3a.acl.default"),
      ("Mozilla/5.0 (X11; Linux x86_64)", "browser"),
      ("curl/7.64.0", "send the request without an ACL"), ("", "send the request without an ACL"),
    ])
  func tool(_ userAgent: String, _ words: String) throws {
    let told = Told.uses(.acl(.publicRead), "PutObject", by: .app, ago: 5) { use, _ in
      use.userAgent = userAgent
    }
    let remedy = try verdict([.recorded, told]).findings.first?.remedy
    #expect(remedy?.contains(words) == true, "\(remedy ?? "")")
  }

  @Test(
    "a tool whose call does nothing but set an ACL",
    arguments: [
      ("aws-cli/1.17.9", "PutObjectAcl", "(aws s3api put-object-acl)"),
      ("aws-cli/1.17.9", "PutBucketAcl", "(aws s3api put-bucket-acl)"),
      ("Boto3/1.11.9", "PutBucketAcl", "(put_bucket_acl)"),
      ("HashiCorp/1.0 Terraform/0.12.20", "PutBucketAcl", "the aws_s3_bucket_acl resource"),
      ("HashiCorp/1.0 Terraform/0.12.20", "PutObjectAcl", "aws_s3_object"),
      ("S3Console/0.4", "PutObjectAcl", "Make public using ACL"),
      ("s3cmd/2.0.2", "PutObjectAcl", "(s3cmd setacl)"),
      ("curl/7.64.0", "PutBucketAcl", "stop calling PutBucketAcl, and grant access"),
    ])
  func setter(_ userAgent: String, _ operation: String, _ words: String) throws {
    let told = Told.uses(.acl(.publicRead), operation, by: .app, ago: 5) { use, _ in
      use.userAgent = userAgent
    }
    let remedy = try verdict([.recorded, told]).findings.first?.remedy
    #expect(remedy?.hasPrefix("stop calling \(operation)") == true)
    #expect(remedy?.contains(words) == true, "\(remedy ?? "")")
  }

  @Test(
    "what is to be done about each kind",
    arguments: [
      (Told.acl(.publicRead, "PutObjectAcl"), "stop calling PutObjectAcl"),
      (.access(.anonymous, .required), "CloudFront"),
      (.access(.partner, .required), "grant this caller access in the bucket policy"),
      (.policy(.open, ago: 5), "aws:PrincipalOrgID"),
    ] as [(Told, String)])
  func kinds(_ told: Told, _ words: String) throws {
    let remedies = try verdict([.recorded, told]).findings.map(\.remedy)
    #expect(remedies.contains { $0.contains(words) }, "\(remedies)")
  }
}
