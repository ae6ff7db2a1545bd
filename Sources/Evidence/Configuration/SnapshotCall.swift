import JSON
import RawEvidence
import S3Access

/// A call of the AWS CLI whose answer is part of a configuration snapshot: how its answer reads, and
/// which error says that there is no such configuration.
///
/// To take in another call, add a row to ``ofBuckets``, ``ofAccounts`` or ``ofAccessPoints``.
struct SnapshotCall<Content: Sendable>: Sendable {
  /// The command, such as `get-bucket-acl`.
  let name: String
  /// The error that says that nothing is configured, and what that means; `nil` where there is none.
  var absence: (errorCode: String, meaning: Content)?
  /// A member that only this call's answers have; `nil` where there is none.
  var telling: String?
  /// What an answer says; `nil` where it is not such an answer.
  let read: @Sendable (JSONValue) -> Content?
}

extension SnapshotCall where Content == ConfigurationAnswer.Content {
  /// What is asked of a bucket.
  static let ofBuckets: [Self] = [
    blockPublicAccess,
    Self(
      name: "get-bucket-ownership-controls",
      absence: ("OwnershipControlsNotFoundError", .objectOwnership(nil)),
      telling: "OwnershipControls"
    ) { answer in
      ObjectOwnership(answer: answer).map { .objectOwnership($0) }
    },
    Self(name: "get-bucket-acl", telling: "Grants") { answer in
      Set(grantsOfAnswer: answer).map { .bucketACL($0) }
    },
    Self(
      name: "get-bucket-policy", absence: ("NoSuchBucketPolicy", .policy(nil)), telling: "Policy"
    ) { answer in
      PolicyDocument(answer: answer).map { .policy($0) }
    },
    Self(
      name: "get-bucket-policy-status", absence: ("NoSuchBucketPolicy", .policy(nil)),
      telling: "PolicyStatus"
    ) { answer in
      answer.isPublic.map { .isPolicyPublic($0) }
    },
    Self(name: "get-bucket-website", absence: ("NoSuchWebsiteConfiguration", .website(false))) {
      answer in
      answer["IndexDocument"] != nil || answer["RedirectAllRequestsTo"] != nil
        ? .website(true) : nil
    },
    Self(name: "get-bucket-location", telling: "LocationConstraint") { answer in
      answer.bucketRegion.map { .region($0) }
    },
    Self(name: "list-access-points", telling: "AccessPointList") { answer in
      answer.accessPointNames.map { .accessPoints($0) }
    },
  ]

  /// What is asked of an account.
  static let ofAccounts: [Self] = [blockPublicAccess]

  private static let blockPublicAccess = Self(
    name: "get-public-access-block",
    absence: ("NoSuchPublicAccessBlockConfiguration", .publicAccessBlock(.allOff)),
    telling: "PublicAccessBlockConfiguration"
  ) { answer in
    PublicAccessBlockConfiguration(answer: answer).map { .publicAccessBlock($0) }
  }
}

extension SnapshotCall where Content == ConfigurationAnswer.AccessPointContent {
  /// What is asked of an access point.
  static let ofAccessPoints: [Self] = [
    Self(name: "get-access-point") { answer in
      answer["NetworkOrigin"]?.string.map { .isInVPC($0 == "VPC") }
    },
    Self(name: "get-access-point-policy", absence: ("NoSuchAccessPointPolicy", .policy(nil))) {
      answer in
      PolicyDocument(answer: answer).map { .policy($0) }
    },
    Self(
      name: "get-access-point-policy-status", absence: ("NoSuchAccessPointPolicy", .policy(nil))
    ) { answer in
      answer.isPublic.map { .isPolicyPublic($0) }
    },
  ]
}

/// What one answer comes to.
enum ReadAnswer<Content> {
  case content(Content)
  /// The call was refused or failed.
  case notTold(errorCode: String)
  /// It is no answer of that call.
  case unreadable
}

extension SnapshotCall {
  /// Reads an answer, or the error that came instead.
  func answer(_ value: JSONValue) -> ReadAnswer<Content> {
    if let code = value["error"]?.string {
      if let absence, absence.errorCode == code { return .content(absence.meaning) }
      return .notTold(errorCode: code)
    }
    return read(value).map { .content($0) } ?? .unreadable
  }
}

// MARK: - The answers' shapes

// Source: AWS CLI Command Reference, s3api and s3control, the output of each command.

extension PublicAccessBlockConfiguration {
  /// The settings of a GetPublicAccessBlock answer. Where one is told twice, it is on only if both say
  /// so; where a value is no boolean, the answer is none.
  fileprivate init?(answer: JSONValue) {
    guard case .object(let members)? = answer["PublicAccessBlockConfiguration"] else { return nil }
    let values = members.compactMap { member -> (BlockPublicAccessSetting, Bool)? in
      guard let setting = BlockPublicAccessSetting(rawValue: member.name),
        case .bool(let isOn) = member.value
      else { return nil }
      return (setting, isOn)
    }
    guard !members.isEmpty, values.count == members.count else { return nil }
    self.init(enabled: Set(values.map(\.0)).subtracting(values.filter { !$0.1 }.map(\.0)))
  }
}

extension ObjectOwnership {
  fileprivate init?(answer: JSONValue) {
    guard case .array(let rules)? = answer["OwnershipControls"]?["Rules"], rules.count == 1,
      let name = rules.first?["ObjectOwnership"]?.string
    else { return nil }
    self.init(rawValue: name)
  }
}

extension PolicyDocument {
  /// The policy of a GetBucketPolicy answer: a string that holds the document, or the document.
  fileprivate init?(answer: JSONValue) {
    switch answer["Policy"] {
    case .object(let members)?: self = .document(.object(members))
    case .string(let text)?:
      guard var parser = JSONParser() else { return nil }
      self = parser.parse(text).map { .document($0) } ?? .unreadable("the policy is not JSON")
    default: return nil
    }
  }
}

extension Set<Grant> {
  /// The grants of a GetBucketAcl answer; those to the bucket's owner are left out.
  fileprivate init?(grantsOfAnswer answer: JSONValue) {
    guard case .array(let entries)? = answer["Grants"] else { return nil }
    let owner = answer["Owner"]?["ID"]?.string
    self = []
    for entry in entries {
      guard let grantee = entry["Grantee"].flatMap({ Grantee(answer: $0, owner: owner) }),
        let permission = entry["Permission"]?.string.flatMap(ACLPermission.init(rawValue:))
      else { return nil }
      if grantee != .owner { insert(Grant(grantee, permission)) }
    }
  }
}

extension Grantee {
  fileprivate init?(answer: JSONValue, owner: String?) {
    if let uri = answer["URI"]?.string {
      self.init(groupURI: uri)
    } else if let id = answer["ID"]?.string {
      self = id == owner ? .owner : .otherAccount
    } else if answer["EmailAddress"]?.string != nil {
      self = .otherAccount
    } else {
      return nil
    }
  }
}

extension JSONValue {
  /// What a policy status says.
  fileprivate var isPublic: Bool? {
    if case .bool(let isPublic)? = self["PolicyStatus"]?["IsPublic"] { isPublic } else { nil }
  }

  /// The names of a ListAccessPoints answer; `nil` where one has none.
  fileprivate var accessPointNames: Set<String>? {
    guard case .array(let entries)? = self["AccessPointList"] else { return nil }
    let names = entries.compactMap { $0["Name"]?.string }
    return names.count == entries.count ? Set(names) : nil
  }

  /// The Region of a GetBucketLocation answer: null is us-east-1, and `EU` is eu-west-1.
  ///
  /// Source: Amazon S3 API Reference, "GetBucketLocation".
  fileprivate var bucketRegion: String? {
    switch self["LocationConstraint"] {
    case .null?, .string("")?: "us-east-1"
    case .string("EU")?: "eu-west-1"
    case .string(let region)?: region
    default: nil
    }
  }
}
