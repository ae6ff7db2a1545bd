import JSON
import Readiness
import S3Access

extension JSONReport {
  /// The member that holds the accounts; none where the question was one for buckets.
  static func accounts(_ accounts: [AccountVerdict]) -> [JSONValue.Member] {
    accounts.isEmpty ? [] : [.init("accounts", .array(accounts.map(account)))]
  }

  static func account(_ account: AccountVerdict) -> JSONValue {
    [
      "account": .string(account.account),
      "verdict": .string(account.verdict.rawValue),
      "earliestReady": .text(account.earliestReady?.day),
      "buckets": .count(account.buckets.count),
      "blockingBuckets": .strings(account.blockingBuckets),
      "undeclaredBuckets": .strings(account.undeclared),
      "settings": .object(
        BlockPublicAccessSetting.allCases.map { setting in
          let answer = account.settings[setting] ?? AccountSettingAssessment(.notAsked)
          return .init(
            setting.rawValue,
            [
              "status": .string(answer.status.rawValue),
              "blocking": .array(answer.blocking.map(blocking)),
            ])
        }),
      "stoppedByBoth": .array(account.stoppedByBoth.map(blocking)),
      "questions": .array(
        account.questions.map {
          ["question": .string($0.question), "remedy": .text($0.remedy)]
        }),
    ]
  }

  /// Only what breaks, or may for all that is known, stands in the way.
  static let blockingStatuses: [AccountSettingAssessment.Status] = [.breaks, .unknown]

  private static func blocking(_ bucket: BlockingBucket) -> JSONValue {
    let status: AccountSettingAssessment.Status = bucket.breaks ? .breaks : .unknown
    return [
      "bucket": .string(bucket.bucket),
      "claim": .string(bucket.claim.name),
      "team": .text(bucket.claim.team),
      "status": .string(status.rawValue),
      "reasons": .strings(bucket.reasons),
    ]
  }
}
