import Diagnostics
import S3Access
import Timeline

/// The verdict on one account, from the answers on all buckets that it may have.
struct AccountEvaluation {
  let account: String
  /// The answers on the account's buckets, and on those of which nobody knows whose they are.
  let answers: [BucketAnswer]
  /// All buckets of the account, as AWS lists them; `nil` where nobody said.
  let listed: Set<String>?
  let asked: Set<BlockPublicAccessSetting>

  func verdict() -> AccountVerdict {
    let settings = Dictionary(
      uniqueKeysWithValues: BlockPublicAccessSetting.allCases.map { ($0, assessment(of: $0)) })
    let both = answers.compactMap { answer in
      answer.reasonOfBoth.map { answer.blocking(breaks: true, [$0]) }
    }.sorted(by: BlockingBucket.precedes)
    let statuses = settings.values.map(\.status)
    let verdict: Verdict =
      statuses.contains(.breaks) || !both.isEmpty
      ? .notReady : statuses.contains(.unknown) || asked.isEmpty ? .unknown : .ready
    return AccountVerdict(
      account: account, verdict: verdict, settings: settings, stoppedByBoth: both,
      questions: questions, buckets: answers.map(\.verdict.bucket).sorted(),
      undeclared: answers.filter { $0.verdict.verdict == .undeclared }.map(\.verdict.bucket)
        .sorted(),
      earliestReady: verdict == .ready ? nil : earliestReady(settings, both))
  }

  private func assessment(of setting: BlockPublicAccessSetting) -> AccountSettingAssessment {
    guard asked.contains(setting) else { return AccountSettingAssessment(.notAsked) }
    let blocking = answers.compactMap { $0.blocking(setting) }.sorted(by: BlockingBucket.precedes)
    if blocking.contains(where: \.breaks) {
      return AccountSettingAssessment(.breaks, blocking: blocking)
    }
    if !answers.isEmpty, answers.allSatisfy({ $0.onForAccount.contains(setting) }) {
      return AccountSettingAssessment(blocking.isEmpty ? .enabled : .unknown, blocking: blocking)
    }
    let isOpen = !blocking.isEmpty || !questions.isEmpty
    return AccountSettingAssessment(isOpen ? .unknown : .safe, blocking: blocking)
  }

  /// A bucket that neither the evidence nor a policy names has no evidence, and may be read by
  /// anybody: it takes AWS's own list to know that there is none.
  private var questions: [OpenQuestion] {
    guard listed == nil else { return [] }
    return [
      OpenQuestion(
        "whether the account has buckets that neither the evidence nor a policy names nobody can tell",
        remedy: "list them in the account: aws s3api list-buckets > buckets.json, and give"
          + " --account \(account) --account-buckets buckets.json")
    ]
  }

  private func earliestReady(
    _ settings: [BlockPublicAccessSetting: AccountSettingAssessment], _ both: [BlockingBucket]
  ) -> Instant? {
    let names = Set((settings.values.flatMap(\.blocking) + both).map(\.bucket))
    return answers.filter { names.contains($0.verdict.bucket) }.compactMap(\.earliestReady).max()
  }
}

extension BucketAnswer {
  /// Whether and why the bucket stands in the way of a setting; `nil` where it does not.
  fileprivate func blocking(_ setting: BlockPublicAccessSetting) -> BlockingBucket? {
    guard let status = verdict.settings[setting]?.status else { return nil }
    switch status {
    case .breaks: return blocking(breaks: true, status.reasons)
    case .unknown: return blocking(breaks: false, status.reasons)
    case .safe, .enabled, .notAsked: return nil
    }
  }

  fileprivate func blocking(breaks: Bool, _ reasons: [String]) -> BlockingBucket {
    BlockingBucket(bucket: verdict.bucket, claim: claim, breaks: breaks, reasons: reasons)
  }

  private var claim: BlockingBucket.Claim {
    guard let team = verdict.declaration?.team else { return .undeclared }
    return verdict.verdict == .exempt ? .exempt(team: team) : .team(team)
  }
}

extension BlockingBucket {
  /// What breaks first, then by name.
  fileprivate static func precedes(_ a: BlockingBucket, _ b: BlockingBucket) -> Bool {
    a.breaks == b.breaks ? a.bucket < b.bucket : a.breaks
  }
}
