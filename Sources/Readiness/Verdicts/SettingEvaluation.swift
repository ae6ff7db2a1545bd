import Diagnostics
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
      context.evidence.coverage(
        of: $0, in: context.window, requirements: requirements)
    }
    return SettingAssessment(status(coverage), coverage: coverage)
  }

  private func status(_ coverage: [ClassCoverage]) -> SettingStatus {
    let certain = counted.filter { $0.certainty == .certain }
    // Where the setting is on for the bucket, what counts is what only the account's would refuse.
    if let sentence = sentence(about: certain) { return .breaks(NonEmpty(sentence)) }
    if let enabling = context.configuration.enabled[setting] {
      // That no later call switched it off is known only where every file was read.
      let doubts =
        questionsOfPossibleUses + questionsOfMissingUses
        + (enabling.proof.isFreshAnswer ? [] : questionsOfGrade(ofChanges))
      return NonEmpty(doubts).map { .unknown($0) } ?? .enabled(since: enabling.since)
    }
    let questions =
      questionsOfUses + questionsOfMissingUses
      + (settledWithoutLogs.map { $0.proof.isFreshAnswer ? [] : questionsOfGrade(ofChanges) }
        ?? questionsOfCoverage(coverage))
    return NonEmpty(questions).map {
      .unknown($0.adding(questionsOfSnapshots + questionsOfInventory))
    }
      ?? .safe(remarks: remarks(coverage))
  }

  // MARK: Uses

  private func sentence(about uses: [Judgement]) -> String? {
    let callers = Set(uses.map(\.fact.caller)).count
    return quantity(of: uses).map { "\($0) \(manner) by \(callers.counting("caller"))" }
  }

  /// `3 requests`, `about 12,000 requests`; `nil` where there is none.
  private func quantity(of uses: [Judgement]) -> String? {
    let count = uses.reduce(0) { $0 + $1.selection.count }
    guard count > 0 else { return nil }
    let about = uses.contains { $0.selection.isEstimate } ? "about " : ""
    return about + count.counting(setting == .blockPublicPolicy ? "call" : "request")
  }

  /// How the requests depend on what the setting takes away.
  private var manner: String {
    switch setting {
    case .blockPublicAcls: "with a public ACL"
    case .ignorePublicAcls: "through a public ACL"
    case .blockPublicPolicy: "that put a public policy"
    case .restrictPublicBuckets: "from outside the account through the public bucket policy"
    }
  }

  /// How the requests may depend on it of which nobody can say whether they do.
  private var possibleManner: String {
    switch setting {
    case .blockPublicAcls: "that may have carried a public ACL"
    case .ignorePublicAcls: "that a public ACL may have let in"
    case .blockPublicPolicy: "that may have put a public policy"
    case .restrictPublicBuckets:
      "from outside the account that a public bucket policy may have let in"
    }
  }

  private var questionsOfPossibleUses: [OpenQuestion] {
    let possible = counted.filter { $0.certainty == .possible }
    return quantity(of: possible).map {
      [
        OpenQuestion(
          "\($0) \(possibleManner), and the records do not tell", remedy: remedyOfPossibleUses)
      ]
    } ?? []
  }

  private var questionsOfUses: [OpenQuestion] {
    var questions = questionsOfPossibleUses
    if setting == .blockPublicPolicy, !isPolicyInForceWaived,
      let question = context.questionOfPolicyInForce(on: bucket)
    {
      questions.append(question)
    }
    if setting == .blockPublicPolicy { questions += context.questionsOfAccessPoints }
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
    case .blockPublicPolicy, .restrictPublicBuckets:
      "ask AWS whether the policy in force is public:"
        + " aws s3api get-bucket-policy-status --bucket \(bucket)"
    }
  }

  // MARK: When it could be ready

  /// From when on nothing that is known today would stand in the way, if nothing more happens: when
  /// the last use has left the window, and recording has filled it.
  func earliestReady(_ assessment: SettingAssessment) -> Instant? {
    var instants = counted.map { $0.selection.extent.to + requirements.lookback }
    if assessment.status.isOpen, settledWithoutLogs == nil {
      let required = assessment.coverage.filter { $0.acceptedReason == nil }
      instants += required.filter { !$0.isComplete }.map {
        ($0.unbrokenSince ?? context.window.to) + requirements.lookback
      }
      if requirements.grade == .proven {
        instants += required.filter { $0.grade < .proven }.map {
          ($0.provenSince ?? context.window.to) + requirements.lookback
        }
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
