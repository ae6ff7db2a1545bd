/// What a condition key can do for AWS's meaning of public.
enum ConditionKeyMeaning: Hashable, Sendable {
  /// It can pin callers down, if its values are fixed; the form says what a value looks like.
  case identifiesCaller(Form)
  /// It never pins callers down: it is not on AWS's list, and speaks of the request.
  case describesRequest
  /// AWS does not say.
  case unsettled

  /// What the values of a key that pins callers down look like.
  enum Form: Hashable, Sendable {
    /// A name or a number that holds no structure, such as `vpc-12345678`.
    case name
    /// A name whose value is `anonymous` where the request has no signature.
    case callerName
    /// A user id, or `AROLEID:session-name`.
    case userID
    /// An address or a range of addresses.
    case address
    /// An ARN.
    case arn
    /// An access point's ARN or owner.
    case accessPointARN, accessPointAccount
  }
}

extension ConditionKey {
  /// The key's meaning. A key that S3 defines speaks of the request, other than the few listed; any
  /// other key that is not listed is unsettled, new ones of AWS's too.
  var meaning: ConditionKeyMeaning {
    let name = String(folded.prefix { $0 != "/" })
    if let meaning = Self.meanings[name] { return meaning }
    return folded.hasPrefix("s3:") ? .describesRequest : .unsettled
  }

  private static let meanings: [String: ConditionKeyMeaning] = {
    var meanings: [String: ConditionKeyMeaning] = [:]
    for (name, form) in identifyingCallers { meanings[name.foldedASCII] = .identifiesCaller(form) }
    for name in describingRequests { meanings[name.foldedASCII] = .describesRequest }
    for name in unsettledOfS3 { meanings[name.foldedASCII] = .unsettled }
    return meanings
  }()

  /// AWS's list, and beside it the keys that AWS was measured to accept.
  private static let identifyingCallers: [(String, ConditionKeyMeaning.Form)] = [
    ("aws:SourceIp", .address),
    ("aws:SourceArn", .arn),
    ("aws:SourceVpc", .name),
    ("aws:SourceVpce", .name),
    ("aws:SourceAccount", .name),
    ("aws:userid", .userID),
    ("aws:PrincipalOrgID", .name),
    ("s3:DataAccessPointArn", .accessPointARN),
    ("s3:DataAccessPointAccount", .accessPointAccount),
    // Not on the list, measured: 152, 230, 236.
    ("aws:PrincipalArn", .arn),
    ("aws:PrincipalAccount", .callerName),
    ("aws:SourceOrgID", .name),
  ]

  /// Keys of the whole of AWS that any caller may meet, whoever it is. By AWS's rule they do not
  /// count, as they are not on the list.
  private static let describingRequests = [
    // On the list, and measured all the same not to narrow: 140, 573.
    "aws:SourceOwner",
    "aws:Referer", "aws:UserAgent", "aws:SecureTransport",
    "aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime",
    "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge",
    "aws:RequestedRegion", "aws:VpcSourceIp",
    "aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths", "aws:ResourceTag",
    "aws:RequestTag", "aws:TagKeys",
  ]

  /// Keys of S3's that might pin callers down and of which AWS says nothing. The page named the first
  /// until 2023 and no longer does.
  private static let unsettledOfS3 = [
    "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:AccessPointNetworkOrigin",
  ]
}
