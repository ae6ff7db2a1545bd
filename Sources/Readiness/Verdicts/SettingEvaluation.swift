import Evidence
import PolicyFiles
import S3Access
import Timeline

/// One setting's answer on one bucket, from its judged uses and its coverage.
struct SettingEvaluation {
  let setting: BlockPublicAccessSetting
  let bucket: String
  let context: BucketContext
  let requirements: EvidenceRequirements
  /// The setting's uses that count, waived ones left out.
  let counted: [Judgement]
  /// The setting's uses that are waived.
  let waived: [Judgement]

  /// The answer, with the coverage that it rests on.
  func assessment() -> SettingAssessment {
    let coverage = setting.requiredEvidence.map {
      context.evidence.coverage(of: $0, in: context.window, requirements: requirements)
    }
    return SettingAssessment(status(coverage), coverage: coverage)
  }

  private func status(_ coverage: [ClassCoverage]) -> SettingStatus {
    let certain = counted.filter { $0.certainty == .certain }
    let enabling = context.configuration.enabled[setting]
    if enabling == nil, let reasons = NonEmpty(sentences(about: certain)) {
      return .breaks(reasons)
    }
    if let enabling {
      // That no later call switched it off is known only where every file was read.
      let doubts = questionOfUnreadable + questionOfGrade
      return NonEmpty(doubts).map { .unknown($0) } ?? .enabled(since: enabling.since)
    }
    let questions =
      questionsOfUses + questionOfUnreadable
      + (settledWithoutLogs == nil ? questionsOfCoverage(coverage) : questionOfGrade)
    return NonEmpty(questions).map { .unknown($0) } ?? .safe(remarks: remarks(coverage))
  }

  // MARK: Uses

  private func sentences(about uses: [Judgement]) -> [String] {
    let callers = Set(uses.map(\.fact.caller)).count
    let count = uses.reduce(0) { $0 + $1.selection.count }
    guard count > 0 else { return [] }
    let about = uses.contains { $0.selection.isEstimate } ? "about " : ""
    return ["\(about)\(count.counting(noun)) by \(callers.counting("caller"))"]
  }

  private var noun: String {
    switch setting {
    case .blockPublicAcls: "request with a public ACL"
    case .ignorePublicAcls: "request through a public ACL"
    case .blockPublicPolicy: "call that put a public policy"
    case .restrictPublicBuckets: "request from outside the account through the public bucket policy"
    }
  }

  /// What the requests have in common of which nobody can say whether they depend on what the setting
  /// takes away.
  private var possibleNoun: String {
    switch setting {
    case .blockPublicAcls: "request that may have carried a public ACL"
    case .ignorePublicAcls: "request that a public ACL may have let in"
    case .blockPublicPolicy: "call that may have put a public policy"
    case .restrictPublicBuckets:
      "request from outside the account that a public bucket policy may have let in"
    }
  }

  private var questionsOfUses: [OpenQuestion] {
    var questions: [OpenQuestion] = []
    let possible = counted.filter { $0.certainty == .possible }
    let count = possible.reduce(0) { $0 + $1.selection.count }
    if count > 0 {
      let about = possible.contains { $0.selection.isEstimate } ? "about " : ""
      questions.append(
        OpenQuestion(
          "\(about)\(count.counting(possibleNoun)), and the records do not tell",
          remedy: remedyOfPossibleUses))
    }
    if setting == .blockPublicPolicy, !isPolicyInForceWaived,
      let open = context.openQuestionOfPolicyInForce
    {
      questions.append(
        OpenQuestion(
          open.question, remedy: open.remedy?.replacing("BUCKET", with: bucket)))
    }
    return questions
  }

  /// Whether a waiver covers the call that put the policy in force.
  private var isPolicyInForceWaived: Bool {
    guard let since = context.configuration.policy?.since else { return false }
    func isPut(_ judgement: Judgement) -> Bool {
      judgement.fact.outcome == .succeeded
        && judgement.selection.uses.contains { $0.time == since }
    }
    return waived.contains(where: isPut) && !counted.contains(where: isPut)
  }

  private var remedyOfPossibleUses: String {
    switch setting {
    case .blockPublicAcls:
      "ask the callers which ACL they set, or look at the objects:"
        + " aws s3api get-object-acl --bucket \(bucket) --key KEY"
    case .ignorePublicAcls:
      "look at the ACLs (aws s3api get-bucket-acl --bucket \(bucket)) and the policy"
        + " (aws s3api get-bucket-policy-status --bucket \(bucket)); records that carry aclRequired"
        + " tell which of the two lets a caller in"
    case .blockPublicPolicy:
      "ask AWS whether the policy in force is public:"
        + " aws s3api get-bucket-policy-status --bucket \(bucket)"
    case .restrictPublicBuckets:
      "ask AWS whether the policy in force is public:"
        + " aws s3api get-bucket-policy-status --bucket \(bucket)"
    }
  }

  // MARK: Coverage

  /// Why the answer needs no logs of the window, and since when; `nil` where it needs them.
  private var settledWithoutLogs: (since: Instant, remark: String)? {
    let configuration = context.configuration
    switch setting {
    case .blockPublicAcls, .ignorePublicAcls:
      return configuration.aclsDisabledSince.map {
        ($0, "Object Ownership is BucketOwnerEnforced since \($0): ACLs are disabled already")
      }
    case .restrictPublicBuckets:
      guard let policy = configuration.policy, policy.isKnownNotPublic else { return nil }
      return (
        policy.since,
        "the bucket policy in force since \(policy.since) is not public: the setting changes nothing"
      )
    case .blockPublicPolicy: return nil
    }
  }

  private func questionsOfCoverage(_ coverage: [ClassCoverage]) -> [OpenQuestion] {
    let required = coverage.filter { $0.acceptedReason == nil }
    guard !required.isEmpty || coverage.contains(where: \.isComplete) else {
      return [
        OpenQuestion(
          "the team accepts that every kind of event that would show a use is not recorded, so"
            + " nothing is known",
          remedy: "record one of them: \(recordingRemedy(setting.requiredEvidence))")
      ]
    }
    return required.flatMap { covered -> [OpenQuestion] in
      let name = covered.evidenceClass.rawValue
      guard covered.grade != .none else {
        let cause = covered.gaps.first?.cause ?? "nothing was recorded"
        return [
          OpenQuestion(
            "\(name): \(cause)", remedy: recordingRemedy([covered.evidenceClass]))
        ]
      }
      return covered.gaps.map { gap in
        OpenQuestion(
          "\(name): not recorded from \(gap.interval.from) to \(gap.interval.to): \(gap.cause)",
          remedy: fetchingRemedy)
      }
    } + (required.contains { $0.grade != .none && $0.grade < .proven } ? questionOfGrade : [])
  }

  private var questionOfGrade: [OpenQuestion] {
    guard requirements.grade == .proven else { return [] }
    return [
      OpenQuestion(
        "the team asks for proven evidence ('grade: proven'), and log files alone are only observed",
        remedy: "this version reads no digest files: ask for 'grade: observed'")
    ]
  }

  private func recordingRemedy(_ classes: [EvidenceClass]) -> String {
    classes.contains(.management) && classes.count == 1
      ? "give the logs of a trail with management events in the bucket's own account (aws cloudtrail"
        + " get-event-selectors --trail-name TRAIL shows what is recorded), or accept the class with"
        + " 'not-recorded' and a reason"
      : "give the logs of a trail in the bucket's own account that records its data events, reads and"
        + " writes: aws cloudtrail put-event-selectors --trail-name TRAIL --advanced-event-selectors"
        + " with eventCategory Data, resources.type AWS::S3::Object, resources.ARN StartsWith"
        + " arn:aws:s3:::\(bucket)/"
  }

  private var fetchingRemedy: String {
    let account = context.evidence.owner ?? "ACCOUNT"
    let region = context.evidence.regions.sorted().first ?? "REGION"
    return "fetch the log files of that time if there are any: aws s3 sync"
      + " s3://TRAIL-BUCKET/AWSLogs/\(account)/CloudTrail/\(region)/ DIRECTORY"
  }

  private var questionOfUnreadable: [OpenQuestion] {
    let enabling = context.configuration.enabled[setting]
    let start = enabling?.since ?? settledWithoutLogs?.since ?? context.window.from
    let files = context.evidence.unreadable(
      since: start, inAnyRegion: enabling?.isOfAccount ?? false)
    guard let first = files.first else { return [] }
    let others = files.count > 1 ? " and \((files.count - 1).counting("other file"))" : ""
    return [
      OpenQuestion(
        "\(first.file) (\(first.reason))\(others) could not be read and may speak of this bucket",
        remedy: files.count == 1
          ? "fetch the file again, or leave it out if it belongs to something else"
          : "fetch the files again, or leave out those that belong to something else")
    ]
  }

  private func remarks(_ coverage: [ClassCoverage]) -> [String] {
    let accepted = coverage.compactMap { covered in
      covered.isComplete
        ? nil
        : covered.acceptedReason.map {
          "\(covered.evidenceClass.rawValue) events are not recorded, which the team accepts: \($0)"
        }
    }
    // Where the logs say it as well, how else it could be known is no matter.
    let isCovered = coverage.allSatisfy { $0.isComplete || $0.acceptedReason != nil }
    return (isCovered ? [] : settledWithoutLogs.map { [$0.remark] } ?? []) + accepted
  }

  // MARK: When it could be ready

  /// From when on nothing that is known today would stand in the way, if nothing more happens: when
  /// the last use has left the window, and recording has filled it.
  func earliestReady(_ assessment: SettingAssessment) -> Instant? {
    var instants = counted.map { $0.selection.extent.to + requirements.lookback }
    if assessment.status.isOpen, settledWithoutLogs == nil {
      instants += assessment.coverage.filter { $0.acceptedReason == nil && !$0.isComplete }.map {
        ($0.unbrokenSince ?? context.window.to) + requirements.lookback
      }
    }
    return instants.max()
  }
}

extension SettingStatus {
  /// Whether the setting is not ready to be switched on, nor on already.
  fileprivate var isOpen: Bool {
    switch self {
    case .breaks, .unknown: true
    case .safe, .enabled, .notAsked: false
    }
  }
}

extension Int {
  /// `1 caller`, `3 callers`.
  func counting(_ noun: String) -> String {
    guard self != 1 else { return "1 \(noun)" }
    let words = noun.split(separator: " ")
    guard let first = words.first else { return "\(self)" }
    // Of `request with a public ACL` the first word is the noun; of `other file` the last.
    let plural =
      first == "other" ? "\(noun)s" : ([first + "s"] + words.dropFirst()).joined(separator: " ")
    return "\(self) \(plural)"
  }
}
