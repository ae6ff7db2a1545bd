import JSON
import S3Access
import Timeline

/// A call, as short as a test wants to tell it.
public struct TestEvent: Hashable, Sendable {
  /// When it completed; `nil` a day before the instant of the verdicts.
  public var time: Instant?
  /// The API operation, such as `PutObject`.
  public var operation: String
  /// The bucket; `nil` for a call on an account or a trail.
  public var bucket: String?
  /// The account that owns the bucket, or that makes a call without one; `nil` where the test says.
  public var account: String?
  /// The Region; `nil` where the test says.
  public var region: String?
  /// The object's key; `nil` for a call on the bucket.
  public var key: String?
  /// Who calls; `nil` for a role of the bucket's own account.
  public var caller: EventCaller?
  /// The caller's tool; `nil` for the AWS command line.
  public var userAgent: String?
  /// The caller's address; `nil` for one of those that are kept for examples.
  public var sourceAddress: String?
  /// The canned ACL that the request carries.
  public var acl: CannedACL?
  /// The grants that the request carries in its headers.
  public var grants: [Grant] = []
  /// Whether an ACL was needed, as far as S3 says; `nil` where that follows from the request.
  public var isACLRequired: Bool?
  /// The bucket policy that the request puts.
  public var policy: JSONValue?
  /// The settings that the request switches on, of the bucket or of the account.
  public var settings: Set<BlockPublicAccessSetting>?
  /// The object ownership that the request puts.
  public var objectOwnership: ObjectOwnership?
  /// The error that it ended with; `nil` for success.
  public var errorCode: String?

  init(operation: String) {
    self.operation = operation
  }
}

/// Who calls, as a test writes it: an ARN, `anonymous`, `account 999988887777` or the host name of an
/// AWS service.
public enum EventCaller: Hashable, Sendable {
  case arn(String, account: String)
  case anonymous
  case account(String)
  case service(String)

  /// Reads what a test says; `nil` for anything else.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    if text == "anonymous" {
      self = .anonymous
    } else if words.count == 2, words[0] == "account", words[1].isAccountID {
      self = .account(String(words[1]))
    } else if text.hasSuffix(".amazonaws.com"), !text.contains(" ") {
      self = .service(text)
    } else if let account = Self.account(inARN: text) {
      self = .arn(text, account: account)
    } else {
      return nil
    }
  }

  /// The account of `arn:aws:iam::111122223333:role/name`, in any partition.
  private static func account(inARN text: String) -> String? {
    guard let arn = ARN(text), ["iam", "sts"].contains(arn.service), !arn.resource.isEmpty else {
      return nil
    }
    return arn.accountID
  }
}

/// The calls that stand for themselves, without a bucket.
///
/// Sources: Amazon S3 User Guide, "Amazon S3 CloudTrail events", account-level actions; CloudTrail API
/// Reference, "StopLogging", "DeleteTrail", "PutEventSelectors".
enum BucketlessCall {
  static let ofAccount: Set<String> = [
    "PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock",
  ]
  static let ofTrail: Set<String> = ["StopLogging", "DeleteTrail", "PutEventSelectors"]

  static func contains(_ operation: String) -> Bool {
    ofAccount.contains(operation) || ofTrail.contains(operation)
  }
}
