import Diagnostics
import Readiness
import S3Access

/// A rule that an issue speaks of: the four settings, what stops a bucket beside them, what is
/// missing, and what the owners of policies should know.
struct IssueRule: Hashable {
  /// Its name, the setting's where it is one.
  let id: String
  /// What it says of a request or a policy, in a sentence.
  let summary: String
  /// What to do.
  let help: String
  /// AWS's page on it; `nil` where it is a rule of policy files.
  let helpURI: String?
  /// How bad it usually is.
  let severity: Diagnostic.Severity

  private static let userGuide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
  private static let blockPublicAccess =
    userGuide + "access-control-block-public-access.html"
    + "#access-control-block-public-access-options"

  /// The rule of a setting.
  static func setting(_ setting: BlockPublicAccessSetting) -> IssueRule {
    IssueRule(
      id: setting.rawValue, summary: summary(of: setting), help: help(for: setting),
      helpURI: blockPublicAccess, severity: .error)
  }

  static let forbiddenACL = IssueRule(
    id: "forbidden-acl", summary: "A request carried an ACL that the team's policy forbids.",
    help: "Send the request without the ACL, or allow it in 'forbidden-acls' of the policy file.",
    helpURI: userGuide + "acl-overview.html#canned-acl", severity: .error)

  static let bothSettings = IssueRule(
    id: "both-settings",
    summary: "With IgnorePublicAcls and RestrictPublicBuckets both on, no anonymous request is"
      + " answered, and anonymous callers were let in.",
    help: "Serve these readers through CloudFront with origin access control, or hand out presigned"
      + " URLs, or declare the bucket with 'expect: public'.",
    helpURI: blockPublicAccess, severity: .error)

  static let missingEvidence = IssueRule(
    id: "missing-evidence",
    summary: "The evidence does not carry an answer: what was not recorded may break.",
    help: "Record the class of events that is missing, fetch the log files of the whole window, or"
      + " accept the class as missing with 'not-recorded' and a reason.",
    helpURI: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/"
      + "logging-data-events-with-cloudtrail.html", severity: .warning)

  /// The rule that a notice stands for.
  static func notice(_ kind: Notice.Kind) -> IssueRule {
    let (summary, help, severity): (String, String, Diagnostic.Severity) =
      switch kind {
      case .expiredWaiver:
        ("A waiver has run out and covers nothing.", "Remove it, or renew it.", .warning)
      case .expiringWaiver:
        ("A waiver runs out soon.", "Mend what it covers, or renew it.", .note)
      case .staleWaiver:
        ("A waiver covers nothing that was found.", "Remove it.", .note)
      case .unmatchedPattern:
        ("A pattern matches no bucket in the evidence.", "Mend the pattern, or remove it.", .note)
      case .tamperedEvidence:
        (
          "A file of the evidence is not what CloudTrail delivered.",
          "Fetch it again from the trail's bucket; where it is the same there, find out who changed it.",
          .error
        )
      case .declaredRecording:
        (
          "A class of events counts as recorded because the command line says so.",
          "Give the logs themselves: then what was recorded shows.", .warning
        )
      }
    return IssueRule(
      id: kind.rawValue, summary: summary, help: help, helpURI: nil, severity: severity)
  }

  /// All rules, in a fixed order.
  static let all: [IssueRule] =
    BlockPublicAccessSetting.allCases.map(setting)
    + [.forbiddenACL, .bothSettings, .missingEvidence]
    + [
      .expiredWaiver, .expiringWaiver, .staleWaiver, .unmatchedPattern, .tamperedEvidence,
      .declaredRecording,
    ].map(notice)

  /// What breaks once the setting is on.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings".
  private static func summary(of setting: BlockPublicAccessSetting) -> String {
    switch setting {
    case .blockPublicAcls:
      "A request carried a public ACL; with BlockPublicAcls on it is refused."
    case .ignorePublicAcls:
      "A public ACL let a caller in; with IgnorePublicAcls on it grants nothing."
    case .blockPublicPolicy:
      "A public bucket policy was put; with BlockPublicPolicy on the call is refused."
    case .restrictPublicBuckets:
      "A public bucket policy let a caller in from outside the account; with RestrictPublicBuckets"
        + " on the caller is shut out."
    }
  }

  private static func help(for setting: BlockPublicAccessSetting) -> String {
    switch setting {
    case .blockPublicAcls:
      "Send the request without the ACL; serve what must stay readable through CloudFront or"
        + " presigned URLs."
    case .ignorePublicAcls:
      "Grant the caller access in the bucket policy; serve anonymous readers through CloudFront or"
        + " presigned URLs."
    case .blockPublicPolicy:
      "Narrow the policy to fixed principals, accounts, VPCs or addresses before it is put again."
    case .restrictPublicBuckets:
      "Remove the public statement from the bucket policy, and name the accounts that need access."
    }
  }
}
