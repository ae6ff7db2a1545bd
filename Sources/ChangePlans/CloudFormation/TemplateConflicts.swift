import JSON
import S3Access

/// The canned ACLs as a template spells them.
///
/// Source: AWS CloudFormation Template Reference, "AWS::S3::Bucket", AccessControl.
enum TemplateACL {
  private static let ofEverybody: Set<String> = [
    "PublicRead", "PublicReadWrite", "AuthenticatedRead",
  ]

  /// Whether an ACL grants something to everybody.
  static func isPublic(_ name: String) -> Bool { ofEverybody.contains(name) }
}

extension PlannedConflict {
  /// A policy that is put on a bucket with BlockPublicPolicy; `nil` where it is not public.
  init?(puttingPolicy document: JSONValue?, by address: String, on bucket: String) {
    let policy = document.flatMap { try? BucketPolicy(document: $0) }
    let judged = policy?.publicAccess(attachedTo: .bucket)
    let answer = judged?.answer ?? .undetermined
    guard answer != .notPublic else { return nil }
    let cause =
      judged?.statements.first { $0.answer == answer }?.description
      ?? "it is known only when the template is deployed"
    self.init(
      address: address, bucket: bucket, setting: .blockPublicPolicy,
      isCertain: answer == .isPublic,
      reason: "it puts a policy that \(answer == .isPublic ? "is" : "may be") public: \(cause),"
        + " and BlockPublicPolicy is on for \(bucket)")
  }
}
