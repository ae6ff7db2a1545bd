import ChangePlans
import Diagnostics
import Readiness
import S3Access

extension PlanAssessment {
  /// `1 of 3 changes is not ready`, `1 unknown`, `1 ready`, `1 conflict within the plan`: the verdict's own
  /// number first.
  var countsInWords: [String] {
    guard !changes.isEmpty else {
      return ["the plan switches no setting of Block Public Access on"] + conflictsInWords
    }
    func count(_ verdict: Verdict) -> Int { changes.count { $0.verdict == verdict } }
    let verdicts = [Verdict.notReady, .unknown, .ready].filter { count($0) > 0 }
    let total = changes.count
    let first = verdicts.first ?? .ready
    let own = count(first)
    let sentence =
      total == 1
      ? "the only change is \(first.adjective)"
      : own == total
        ? "all \(total.grouped) changes are \(first.adjective)"
        : "\(own.grouped) of \(total.grouped) changes \(own == 1 ? "is" : "are") \(first.adjective)"
    return [sentence] + verdicts.dropFirst().map { "\(count($0).grouped) \($0.adjective)" }
      + conflictsInWords
  }

  private var conflictsInWords: [String] {
    conflicts.isEmpty ? [] : ["\(conflicts.count.counting("conflict")) within the plan"]
  }
}

extension ChangePlan.Origin {
  /// How it is called in a sentence.
  var title: String {
    switch self {
    case .terraform: "Terraform plan"
    case .cloudFormationTemplate: "CloudFormation template"
    case .cloudFormationChangeSet: "CloudFormation change set"
    }
  }
}

extension SwitchOn {
  /// The settings' names, in AWS's order.
  var settingNames: [String] { settings.sorted().map(\.rawValue) }

  /// What they come on for: a name that is known, or what is known instead.
  var subject: (name: String?, words: String) {
    switch target {
    case .bucket(let name, _): (name, "bucket")
    case .newBucket(let address): (address, "the bucket that the plan makes,")
    case .account(let number?): (number, "account")
    case .account(nil): (nil, "the account of whoever applies the plan")
    case .unknown: (nil, "a bucket whose name is not known")
    }
  }
}
