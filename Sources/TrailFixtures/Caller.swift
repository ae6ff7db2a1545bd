import JSON

/// Who makes a call: a record's `userIdentity`.
///
/// Source: CloudTrail User Guide, "CloudTrail userIdentity element". Ids are made up from the names
/// and end in EXAMPLE, as those in AWS's documentation do.
public struct Caller: Hashable, Sendable {
  /// The value of `userIdentity`.
  public var identity: JSONValue
  /// The account that makes the call; `nil` for an AWS service and an anonymous caller.
  public var account: String?
  /// Whether the request is signed: an anonymous one shows no signature in its record.
  public var isSigned = true
  /// The service's name where one calls as itself; it also stands for address and user agent.
  public var service: String?

  /// A caller with an identity that none of the others describes.
  public init(identity: JSONValue, account: String? = nil, isSigned: Bool = true) {
    self.identity = identity
    self.account = account
    self.isSigned = isSigned
  }

  /// The account that the fixtures' buckets and trails belong to.
  public static let ownAccount = "111122223333"

  /// A session of a role, such as an application's.
  public static func role(
    _ name: String, session: String = "session", account: String = ownAccount,
    since sessionStart: String = "2020-02-03T09:00:00Z"
  ) -> Caller {
    let id = exampleID("AROA", for: account + name)
    return Caller(
      identity: [
        "type": "AssumedRole",
        "principalId": .string("\(id):\(session)"),
        "arn": .string("arn:aws:sts::\(account):assumed-role/\(name)/\(session)"),
        "accountId": .string(account),
        "accessKeyId": .string(exampleID("ASIA", for: account + name + session)),
        "sessionContext": [
          "sessionIssuer": [
            "type": "Role",
            "principalId": .string(id),
            "arn": .string("arn:aws:iam::\(account):role/\(name)"),
            "accountId": .string(account),
            "userName": .string(name),
          ],
          "attributes": [
            "creationDate": .string(sessionStart), "mfaAuthenticated": "false",
          ],
        ],
      ], account: account)
  }

  /// An IAM user with a long-term access key.
  public static func user(_ name: String, account: String = ownAccount) -> Caller {
    Caller(
      identity: [
        "type": "IAMUser",
        "principalId": .string(exampleID("AIDA", for: account + name)),
        "arn": .string("arn:aws:iam::\(account):user/\(name)"),
        "accountId": .string(account),
        "accessKeyId": .string(exampleID("AKIA", for: account + name)),
        "userName": .string(name),
      ], account: account)
  }

  /// The root user of an account.
  public static func root(account: String = ownAccount) -> Caller {
    Caller(
      identity: [
        "type": "Root",
        "principalId": .string(account),
        "arn": .string("arn:aws:iam::\(account):root"),
        "accountId": .string(account),
        "accessKeyId": .string(exampleID("ASIA", for: account)),
      ], account: account)
  }

  /// An AWS service that calls as itself, by its host name, such as `delivery.logs.amazonaws.com`.
  public static func service(_ name: String) -> Caller {
    var caller = Caller(identity: ["type": "AWSService", "invokedBy": .string(name)])
    caller.service = name
    return caller
  }

  /// Somebody of another account, as the bucket owner's copy of the record shows them: without ARN.
  public static func otherAccount(_ account: String = "444455556666") -> Caller {
    Caller(
      identity: [
        "type": "AWSAccount",
        "principalId": .string(exampleID("AIDA", for: account)),
        "accountId": .string(account),
      ], account: account)
  }

  /// Nobody in particular: a request without a signature.
  public static let anonymous = Caller(
    identity: ["type": "AWSAccount", "principalId": "", "accountId": "anonymous"], isSigned: false)

  /// The same in records of about 2018 and before.
  public static let anonymousInOldRecords = Caller(
    identity: ["type": "AWSAccount", "principalId": "", "accountId": "ANONYMOUS_PRINCIPAL"],
    isSigned: false)

  /// An id that depends on a name only, of the length that AWS's have.
  private static func exampleID(_ prefix: String, for name: String) -> String {
    var generator = SeededGenerator(seed: prefix + name)
    let length = prefix.hasPrefix("AROA") || prefix.hasPrefix("AIDA") ? 10 : 9
    return prefix + generator.text(of: length, from: .principalID) + "EXAMPLE"
  }
}
