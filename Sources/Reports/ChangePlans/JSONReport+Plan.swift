import ChangePlans
import JSON
import Readiness

extension JSONReport {
  /// The member that holds the answer on a planned change; none where that was not the question.
  static func plan(_ plan: PlanAssessment?) -> [JSONValue.Member] {
    plan.map { plan in
      [
        .init(
          "plan",
          [
            "kind": .string(plan.origin.rawValue),
            "file": .string(plan.file),
            "verdict": .string(plan.verdict.rawValue),
            "changes": .array(plan.changes.map(change)),
            "refused": .array(plan.conflicts.map(conflict)),
          ])
      ]
    } ?? []
  }

  /// What the settings of a change belong to.
  enum Level: String, CaseIterable {
    case bucket, account
  }

  /// `bucket` and `account` are `null` where they are not known, or not what the settings belong to.
  static func change(_ answer: ChangeVerdict) -> JSONValue {
    let change = answer.change
    var bucket: String?
    var account: String?
    var level = Level.bucket
    var isNew = false
    switch change.target {
    case .bucket(let name, let isMade): (bucket, isNew) = (name, isMade)
    case .newBucket: isNew = true
    case .account(let number): (account, level) = (number, .account)
    case .unknown: break
    }
    return [
      "address": .string(change.address),
      "previousAddress": .text(change.previousAddress),
      "level": .string(level.rawValue),
      "bucket": .text(bucket),
      "account": .text(account),
      "isNew": .bool(isNew),
      "settings": .strings(change.settingNames),
      "verdict": .string(answer.verdict.rawValue),
      "reasons": .strings(answer.reasons),
      "remedy": .text(answer.remedy),
    ]
  }

  static func conflict(_ conflict: PlannedConflict) -> JSONValue {
    let certainty: Finding.Certainty = conflict.isCertain ? .certain : .possible
    return [
      "address": .string(conflict.address),
      "bucket": .text(conflict.bucket),
      "setting": .string(conflict.setting.rawValue),
      "certainty": .string(certainty.rawValue),
      "verdict": .string(conflict.verdict.rawValue),
      "reason": .string(conflict.reason),
    ]
  }
}
