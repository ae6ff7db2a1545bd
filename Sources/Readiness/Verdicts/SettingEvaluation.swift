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
  /// Files that could not be read and may speak of the bucket.
  let unreadable: [UnreadableEvidence]

  /// The answer, with the coverage that it rests on.
  func assessment() -> SettingAssessment {
    let coverage = setting.requiredEvidence.map {
      context.evidence.coverage(of: $0, in: context.window, requirements: requirements)
    }
    return SettingAssessment(status(coverage), coverage: coverage)
  }

  private func status(_ coverage: [ClassCoverage]) -> SettingStatus {
    let isEnabled = context.configuration.enabledSince[setting]
    let certain = counted.filter { $0.certainty == .certain }
    if isEnabled == nil, let reasons = NonEmpty(sentences(about: certain)) {
      return .breaks(reasons)
    }
    let unread = unreadable.isEmpty ? [] : [questionOfUnreadable]
    if let since = isEnabled {
      // That no later call switched it off is known only where every file was read.
      return NonEmpty(unread).map { .unknown($0) } ?? .enabled(since: since)
    }
    var questions = questionsOfUses + unread
    if settledWithoutLogs == nil { questions += questionsOfCoverage(coverage) }
    if let open = NonEmpty(questions) { return .unknown(open) }
    return .safe(remarks: remarks(coverage))
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
    case .ignorePublicAcls: "request let in by a public ACL"
    case .blockPublicPolicy: "call that put a public policy"
    case .restrictPublicBuckets: "request from outside the account through the public policy"
    }
  }

  private var questionsOfUses: [OpenQuestion] {
    var questions: [OpenQuestion] = []
    let possible = counted.filter { $0.certainty == .possible }
    let count = possible.reduce(0) { $0 + $1.selection.count }
    if count > 0 {
      questions.append(
        OpenQuestion(
          "\(count.counting("request")) may depend on what the setting takes away, and the records"
            + " do not tell", remedy: remedyOfPossibleUses))
    }
    if setting == .blockPublicPolicy, let open = context.openQuestionOfPolicyInForce {
      questions.append(
        OpenQuestion(
          open.question, remedy: open.remedy?.replacing("BUCKET", with: bucket)))
    }
    return questions
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
    case .blockPublicPolicy: "aws s3api get-bucket-policy-status --bucket \(bucket)"
    case .restrictPublicBuckets:
      "ask AWS whether the policy in force is public:"
        + " aws s3api get-bucket-policy-status --bucket \(bucket)"
    }
  }

  // MARK: Coverage

  /// Why the answer needs no logs; `nil` where it does.
  private var settledWithoutLogs: String? {
    let configuration = context.configuration
    switch setting {
    case .blockPublicAcls, .ignorePublicAcls:
      return configuration.aclsDisabledSince.map {
        "Object Ownership is BucketOwnerEnforced since \($0): ACLs are disabled already"
      }
    case .restrictPublicBuckets:
      guard let policy = configuration.policy, policy.isKnownNotPublic else { return nil }
      return "the policy in force since \(policy.since) is not public: the setting changes nothing"
    case .blockPublicPolicy: return nil
    }
  }

  private func questionsOfCoverage(_ coverage: [ClassCoverage]) -> [OpenQuestion] {
    let required = coverage.filter { $0.acceptedReason == nil }
    guard !required.isEmpty else {
      return [
        OpenQuestion(
          "the policy accepts every class of events that would show uses as not recorded, so nothing"
            + " is known",
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
      var questions = covered.gaps.map { gap in
        OpenQuestion(
          "\(name): not recorded from \(gap.interval.from) to \(gap.interval.to): \(gap.cause)",
          remedy: fetchingRemedy)
      }
      if requirements.grade == .proven, covered.grade < .proven {
        questions.append(
          OpenQuestion(
            "\(name): the policy asks for proven evidence, and this is only observed",
            remedy: "this version reads no digest files: ask for 'grade: observed'"))
      }
      return questions
    }
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

  private var questionOfUnreadable: OpenQuestion {
    let first = unreadable.first.map { "\($0.file) (\($0.reason))" } ?? ""
    let others = unreadable.count > 1 ? " and \((unreadable.count - 1).counting("other file"))" : ""
    return OpenQuestion(
      "\(first)\(others) could not be read and may speak of this bucket",
      remedy: "fetch it again, or take it out of the evidence if it belongs to something else")
  }

  private func remarks(_ coverage: [ClassCoverage]) -> [String] {
    let accepted = coverage.compactMap { covered in
      covered.acceptedReason.map {
        "\(covered.evidenceClass.rawValue) events are not recorded, which the policy accepts: \($0)"
      }
    }
    // Where the logs say it as well, how else it could be known is no matter.
    let isCovered = coverage.allSatisfy { $0.isComplete || $0.acceptedReason != nil }
    return (isCovered ? [] : settledWithoutLogs.map { [$0] } ?? []) + accepted
  }

  // MARK: When it could be ready

  /// From when on nothing that is known today would stand in the way, if nothing more happens: when
  /// the last use has left the window, and recording has filled it.
  func earliestReady(_ assessment: SettingAssessment) -> Instant? {
    var instants = counted.map { $0.selection.extent.to + requirements.lookback }
    if case .unknown = assessment.status, settledWithoutLogs == nil {
      instants += assessment.coverage.filter { $0.acceptedReason == nil && !$0.isComplete }.map {
        ($0.unbrokenSince ?? context.window.to) + requirements.lookback
      }
    }
    return instants.max()
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
