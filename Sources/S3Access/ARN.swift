/// An Amazon Resource Name in its parts: `arn:partition:service:region:account-id:resource`. Region and
/// account may be empty, and in a policy each part may hold wildcards.
///
/// Source: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
public struct ARN: Hashable, Sendable {
  /// `aws`, `aws-cn`, `aws-us-gov`.
  public let partition: Substring
  /// The service, such as `s3`.
  public let service: Substring
  /// The Region; empty where the resource is of none.
  public let region: Substring
  /// The account that owns the resource; empty where the ARN leaves it out, as a bucket's does.
  public let account: Substring
  /// What is left, which may hold colons.
  public let resource: Substring

  /// The parts of a text; `nil` where it is no ARN.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else { return nil }
    (partition, service, region, account, resource) = (
      parts[1], parts[2], parts[3], parts[4], parts[5]
    )
  }

  /// The account where it is written out; `nil` where there is none, or wildcards stand for it, or
  /// `cloudfront`, as in the ARN of an origin access identity.
  public var accountID: String? { account.isAccountID ? String(account) : nil }
}
