import Diagnostics
import Evidence
import PolicyFiles
import S3Access
import Timeline

/// What recording leaves open of a setting's answer.
extension SettingEvaluation {
  /// Why the answer needs no logs of the window, and what shows that it still does not; `nil` where it
  /// needs them.
  var settledWithoutLogs: (proof: StandingProof, remark: String)? {
    let configuration = context.configuration
    switch setting {
    case .blockPublicAcls: return settledByDisabledACLs
    case .ignorePublicAcls: return settledByDisabledACLs ?? settledByInventory
    case .restrictPublicBuckets:
      guard let policy = configuration.policy, configuration.isKnownNotPublicByPolicy,
        !context.mayHavePublicAccessPoint, let proof = policy.proof
      else { return nil }
      return (
        proof, "the bucket policy \(policy.standing) is not public: the setting changes nothing"
      )
    case .blockPublicPolicy: return nil
    }
  }

  private var settledByDisabledACLs: (proof: StandingProof, remark: String)? {
    context.configuration.disabledACLs.map {
      (
        $0.proof,
        "Object Ownership is BucketOwnerEnforced since \($0.since): ACLs are disabled already"
      )
    }
  }

  /// What is missing of the recording that the setting needs.
  func questionsOfCoverage(_ coverage: [ClassCoverage]) -> [OpenQuestion] {
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
        // What was recorded at another time is recorded, and only these logs do not show it.
        let remedy =
          context.evidence.hasSeen(covered.evidenceClass)
          ? fetchingRemedy : recordingRemedy([covered.evidenceClass])
        return [OpenQuestion("\(name): \(cause)", remedy: remedy)]
      }
      return covered.gaps.map { gap in
        OpenQuestion(
          "\(name): not recorded from \(gap.interval.from) to \(gap.interval.to): \(gap.cause)",
          remedy: fetchingRemedy)
      }
    } + questionsOfGrade(required.filter { $0.grade != .none })
  }

  /// How the changes of the bucket's configuration were recorded.
  var ofChanges: [ClassCoverage] {
    guard requirements.grade == .proven else { return [] }
    return [
      context.evidence.coverage(
        of: .management, in: context.window, requirements: requirements)
    ]
  }

  /// That the evidence is of a lower grade than the team asks for.
  func questionsOfGrade(_ coverage: [ClassCoverage]) -> [OpenQuestion] {
    guard requirements.grade == .proven else { return [] }
    return coverage.filter { $0.grade < .proven }.map { covered in
      let cause = covered.unproven.first?.cause ?? covered.gaps.first?.cause
      return OpenQuestion(
        "\(covered.evidenceClass.rawValue): the team asks for proven evidence ('grade: proven'), and"
          + " it is only observed" + (cause.map { ": \($0)" } ?? ""),
        remedy: provingRemedy)
    }
  }

  private var provingRemedy: String {
    let account = context.evidence.owner ?? "ACCOUNT"
    return "give the trail's digest files (aws s3 sync"
      + " s3://TRAIL-BUCKET/AWSLogs/\(account)/CloudTrail-Digest/ DIRECTORY) and, beside its logs, the"
      + " output of aws cloudtrail get-event-selectors --trail-name TRAIL"
  }

  private func recordingRemedy(_ classes: [EvidenceClass]) -> String {
    classes.contains(.management) && classes.count == 1
      ? "give the logs of a trail with management events in the bucket's own account; where it records"
        + " them and nobody made such a call, the output of aws cloudtrail get-event-selectors"
        + " --trail-name TRAIL beside its logs shows that; or accept the class with 'not-recorded' and"
        + " a reason"
      : "give the logs of a trail in the bucket's own account that records its data events, reads and"
        + " writes: aws cloudtrail put-event-selectors --trail-name TRAIL --advanced-event-selectors"
        + " with eventCategory Data, resources.type AWS::S3::Object, resources.ARN StartsWith"
        + " arn:aws:s3:::\(bucket)/; where it does already, give the output of aws cloudtrail"
        + " get-event-selectors --trail-name TRAIL beside its logs"
  }

  private var fetchingRemedy: String {
    let account = context.evidence.owner ?? "ACCOUNT"
    let region = context.evidence.regions.sorted().first ?? "REGION"
    return "fetch the log files of that time if there are any: aws s3 sync"
      + " s3://TRAIL-BUCKET/AWSLogs/\(account)/CloudTrail/\(region)/ DIRECTORY"
  }

  /// What a snapshot might have told, of a setting that is unknown without it.
  var questionsOfSnapshots: [OpenQuestion] {
    let configuration = context.configuration
    let refused = configuration.notTold.filter { setting.isTold(by: $0.call) }.map { answer in
      OpenQuestion(
        "the snapshot of \(answer.time) has no answer of '\(answer.call)' but \(answer.errorCode)",
        remedy: "collect it once more, with credentials that may ask for that")
    }
    let later = configuration.laterSnapshot.map {
      OpenQuestion(
        "the snapshot of \($0) is from after the as-of instant and counts for nothing",
        remedy: "choose a later --as-of, or leave it out: then it is now")
    }
    return refused + (later.map { [$0] } ?? [])
  }

  /// That something else may hold what would change the answer.
  var questionsOfMissingUses: [OpenQuestion] {
    questionOfUnreadable + questionOfQuery + questionOfErrors
  }

  /// That somebody vouches for records of which nobody knows whom they let in.
  private var questionOfErrors: [OpenQuestion] {
    guard context.evidence.declaresWithoutErrors,
      [.ignorePublicAcls, .restrictPublicBuckets].contains(setting), settledWithoutLogs == nil
    else { return [] }
    return [
      OpenQuestion(
        "a query result has no column errorCode, so that nobody knows whom its records let in",
        remedy: "run the query once more with errorCode among its columns")
    ]
  }

  /// That a query said what was recorded, and the one that says what was done was not run, or its result is
  /// not given.
  private var questionOfQuery: [OpenQuestion] {
    guard context.evidence.lacksUsesOfQuery else { return [] }
    return [
      OpenQuestion(
        "a query result tells what was recorded when, and none tells what was done",
        remedy: "give the result of 'bpa-ready athena sql' over the same time as well, not only"
          + " that of 'bpa-ready athena sql --recording'")
    ]
  }

  /// That a file could not be read which may hold what would change the answer.
  private var questionOfUnreadable: [OpenQuestion] {
    let enabling = context.configuration.enabled[setting]
    let start = enabling?.proof.from ?? settledWithoutLogs?.proof.from ?? context.window.from
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

  /// What is to be said of an answer that is `safe` all the same.
  func remarks(_ coverage: [ClassCoverage]) -> [String] {
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
      + remarkOnBucketACL + remarkOnInventory
  }

  /// That the bucket's own ACL is public, and nobody was seen to need it.
  private var remarkOnBucketACL: [String] {
    guard setting == .ignorePublicAcls, context.configuration.disabledACLs == nil,
      let told = context.configuration.publicGrants
    else { return [] }
    let grants = told.grants.map(\.description).joined(separator: ", ")
    return [
      "the bucket's own ACL was public at \(told.toldAt) (\(grants)), which the setting makes grant"
        + " nothing; nobody was seen to rely on it"
    ]
  }
}

extension BlockPublicAccessSetting {
  /// Whether the answer to a call may settle the setting without logs.
  fileprivate func isTold(by call: String) -> Bool {
    switch (self, call) {
    case (_, "get-public-access-block"): true
    case (.blockPublicAcls, "get-bucket-ownership-controls"): true
    case (.ignorePublicAcls, "get-bucket-ownership-controls"): true
    case (.restrictPublicBuckets, "get-bucket-policy-status"): true
    case (.restrictPublicBuckets, "get-bucket-policy"): true
    case (.restrictPublicBuckets, "list-access-points"): true
    default: false
    }
  }
}
