import Evidence
import PolicyFiles
import S3Access
import Timeline

/// All that was told of one configuration up to an instant: a bucket's, or an account's.
struct ConfigurationHistory {
  private let changes: [ConfigurationChange]
  private let answers: [ConfigurationAnswer]
  private let laterAnswers: [Instant]
  private let recording: ChangeRecording
  private let asOf: Instant
  private let isOfAccount: Bool

  /// What was told of a bucket.
  init(
    _ changes: [ConfigurationChange], _ answers: [ConfigurationAnswer], _ evidence: BucketEvidence,
    until asOf: Instant, _ requirements: EvidenceRequirements
  ) {
    let told = Set(
      answers.compactMap { answer in
        if case .region(let region) = answer.content { region } else { nil }
      })
    self.init(
      changes, answers, evidence, until: asOf, requirements,
      regions: told.isEmpty ? evidence.regions : told, isOfAccount: false)
  }

  /// What was told of an account. In which Region its settings are changed nobody can foresee.
  init(
    ofAccount changes: [ConfigurationChange], _ answers: [ConfigurationAnswer],
    _ evidence: BucketEvidence, until asOf: Instant, _ requirements: EvidenceRequirements
  ) {
    self.init(
      changes, answers, evidence, until: asOf, requirements, regions: [], isOfAccount: true)
  }

  private init(
    _ changes: [ConfigurationChange], _ answers: [ConfigurationAnswer], _ evidence: BucketEvidence,
    until asOf: Instant, _ requirements: EvidenceRequirements, regions: Set<String>,
    isOfAccount: Bool
  ) {
    self.changes = changes.filter { $0.time <= asOf }
    self.answers = answers.filter { $0.time <= asOf }
    laterAnswers = answers.map(\.time).filter { $0 > asOf }
    self.asOf = asOf
    self.isOfAccount = isOfAccount
    recording = ChangeRecording(
      evidence: evidence, requirements: requirements,
      regionsOfChanges: Set(self.changes.map(\.region)), regions: regions)
  }

  /// What changes and answers make of one part of the configuration.
  func tellings<Value>(
    _ changed: (ConfigurationChange) -> Value?, _ answered: (ConfigurationAnswer.Content) -> Value?
  ) -> [Telling<Value>] {
    changes.compactMap { change in
      changed(change).map { Telling(time: change.time, value: $0, isAnswer: false) }
    }
      + answers.compactMap { answer in
        answered(answer.content).map { Telling(time: answer.time, value: $0, isAnswer: true) }
      }
  }

  /// What shows that a standing still is so; `nil` where nothing does.
  func proof<Value>(of standing: Standing<Value>) -> StandingProof? {
    recording.proof(of: standing, at: asOf)
  }

  private func enabling(_ standing: Standing<Bool>?) -> Enabling? {
    guard let standing, standing.values == [true],
      let proof = recording.proof(of: standing, at: asOf)
    else { return nil }
    return Enabling(
      since: standing.since(isUnbroken: recording.isUnbroken), proof: proof,
      isOfAccount: isOfAccount)
  }
}

// MARK: - Block Public Access and Object Ownership

extension ConfigurationHistory {
  /// That a setting is on.
  func enabling(of setting: BlockPublicAccessSetting) -> Enabling? {
    enabling(standing(of: setting))
  }

  private func standing(of setting: BlockPublicAccessSetting) -> Standing<Bool>? {
    Standing(
      after: tellings {
        $0.settings?.contains(setting)
      } _: { content in
        if case .publicAccessBlock(let found) = content {
          found.enabled.contains(setting)
        } else {
          nil
        }
      })
  }

  /// That `BucketOwnerEnforced` is on.
  var disablingOfACLs: Enabling? {
    enabling(
      Standing(
        after: tellings(\.disablesACLs) { content in
          if case .objectOwnership(let found) = content {
            found == .bucketOwnerEnforced
          } else {
            nil
          }
        }))
  }

  /// Whether a setting on policies was last told to be on.
  var mayHideThatPolicyIsPublic: Bool {
    [.blockPublicPolicy, .restrictPublicBuckets].contains { setting in
      standing(of: setting)?.values.contains(true) ?? false
    }
  }
}

// MARK: - Policies and ACLs

extension ConfigurationHistory {
  /// The bucket's policy.
  func policy(mayHideThatPublic: Bool) -> PolicyInForce? {
    let told = changes.compactMap { change in
      change.policy.map { Telling(time: change.time, value: $0, isAnswer: false) }
    }
    let standing = Standing(
      after: told + policyAnswers(mayHideThatPublic), isSame: Self.comesToTheSame)
    return standing.map {
      PolicyInForce(
        $0, since: $0.since(isUnbroken: recording.isUnbroken),
        proof: recording.proof(of: $0, at: asOf))
    }
  }

  /// A policy that is put anew is new, even if it is the same; one that an answer shows is the one that
  /// was there where it comes to the same. Only then are policies judged: a pipeline may have put a
  /// thousand.
  private static func comesToTheSame(_ old: Set<PolicyTold>, _ new: Set<PolicyTold>) -> Bool {
    guard new.allSatisfy(\.isAnswer) else { return false }
    func effects(_ policies: Set<PolicyTold>) -> Set<[String]> {
      Set(
        policies.map {
          let judged = $0.judged(attachedTo: .bucket)
          return [judged.answer.rawValue, "\(judged.mayAdmitAnonymous)"]
        })
    }
    return effects(old) == effects(new)
  }

  /// The policy and its status, as S3 answered both at one time.
  private func policyAnswers(_ mayHideThatPublic: Bool) -> [Telling<PolicyTold>] {
    var told: [Telling<PolicyTold>] = []
    for (time, answers) in Dictionary(grouping: answers, by: \.time) {
      let parts = answers.compactMap(\.content.policyPart)
      for answer in PolicyAnswer.combining(parts, mayHideThatPublic: mayHideThatPublic) {
        told.append(Telling(time: time, value: .answered(answer), isAnswer: true))
      }
    }
    return told
  }

  /// What the bucket's ACL grants to everybody; `nil` where nothing tells of such a grant.
  var publicGrants: PublicGrants? {
    let standing = Standing(
      after: tellings(\.bucketGrants) { content -> Set<Grant>? in
        if case .bucketACL(let grants) = content { grants } else { nil }
      })
    guard let standing else { return nil }
    let grants = standing.values.flatMap { $0 }.filter(\.isPublic)
    guard !grants.isEmpty else { return nil }
    return PublicGrants(
      grants: Set(grants).sorted(),
      toldAt: [standing.lastAnswer, standing.lastChange].compactMap(\.self).max() ?? asOf)
  }

  /// The access points that the last snapshot shows which tells of them, without those that are not
  /// public. One of which nothing but its name is told may be.
  func openAccessPoints(mayHideThatPublic: Bool) -> [OpenAccessPoint] {
    let told = answers.flatMap { answer in
      answer.content.accessPointsTold.map {
        (time: answer.time, name: $0.name, content: $0.content)
      }
    }
    let lists = answers.filter(\.content.listsAccessPoints).map(\.time)
    guard let last = (told.map(\.time) + lists).max() else { return [] }
    return Dictionary(grouping: told.filter { $0.time == last }, by: \.name)
      .compactMap { name, contents in
        let contents = contents.compactMap(\.content)
        if contents.contains(.isInVPC(true)), !contents.contains(.isInVPC(false)) { return nil }
        let answers = PolicyAnswer.combining(
          contents.compactMap(\.policyPart), mayHideThatPublic: mayHideThatPublic)
        let judged = (answers.isEmpty ? [PolicyAnswer(document: .notTold)] : answers)
          .map { $0.judged(attachedTo: .accessPoint(vpcOrigin: false)) }
          .filter { $0.answer != .notPublic }.sorted { $0.cause < $1.cause }
        return judged.first.map {
          OpenAccessPoint(name: name, answer: $0.answer, cause: $0.cause, toldAt: last)
        }
      }.sorted { $0.name < $1.name }
  }

  /// The access points that there are, by the last answer that lists them; `nil` where none does, or
  /// where others may have come since, or other policies.
  var listedAccessPoints: Set<String>? {
    guard let last = answers.filter(\.content.listsAccessPoints).map(\.time).max(),
      recording.stillHolds(answerOf: last, at: asOf)
    else { return nil }
    return Set(
      answers.filter { $0.time == last }.flatMap { $0.content.accessPointsTold.map(\.name) })
  }

  /// When the first answer was given that is from after the instant, and so tells nothing of it.
  var firstLaterAnswer: Instant? { laterAnswers.min() }

  /// What the last snapshot was refused.
  var notTold: [RefusedAnswer] {
    guard let last = answers.map(\.time).max() else { return [] }
    let refused = answers.filter { $0.time == last }.compactMap { answer -> RefusedAnswer? in
      guard case .notTold(let call, let code) = answer.content else { return nil }
      return RefusedAnswer(call: call, errorCode: code, time: last)
    }
    return Set(refused).sorted { ($0.call, $0.errorCode) < ($1.call, $1.errorCode) }
  }
}

extension PolicyAnswer {
  /// A part of what S3 says of a policy.
  enum Part {
    case document(PolicyDocument?)
    case isPublic(Bool)
  }

  /// The answers that these parts make up: more than one only where the same was told in several ways.
  static func combining(_ parts: [Part], mayHideThatPublic: Bool) -> [PolicyAnswer] {
    let documents = parts.compactMap { part -> Document? in
      if case .document(let found) = part { found.map { .found($0) } ?? .absent } else { nil }
    }
    let answers = parts.compactMap { part -> Bool? in
      if case .isPublic(let answer) = part { answer } else { nil }
    }
    guard !documents.isEmpty || !answers.isEmpty else { return [] }
    return Set(documents.isEmpty ? [.notTold] : documents).flatMap { document in
      (answers.isEmpty ? [nil] : Set(answers).map(Optional.some)).map { isPublic in
        PolicyAnswer(
          document: document, isPublic: isPublic, mayHideThatPublic: mayHideThatPublic)
      }
    }
  }
}

extension ConfigurationAnswer.Content {
  fileprivate var policyPart: PolicyAnswer.Part? {
    switch self {
    case .policy(let document): .document(document)
    case .isPolicyPublic(let isPublic): .isPublic(isPublic)
    default: nil
    }
  }
}

extension ConfigurationAnswer.Content {
  /// The access points that an answer tells of; without a content where it is the name only.
  fileprivate var accessPointsTold:
    [(name: String, content: ConfigurationAnswer.AccessPointContent?)]
  {
    switch self {
    case .accessPoints(let names): names.map { ($0, nil) }
    case .accessPoint(let name, let content): [(name, content)]
    default: []
    }
  }

  fileprivate var listsAccessPoints: Bool {
    if case .accessPoints = self { true } else { false }
  }
}

extension ConfigurationAnswer.AccessPointContent {
  fileprivate var policyPart: PolicyAnswer.Part? {
    switch self {
    case .isInVPC: nil
    case .policy(let document): .document(document)
    case .isPolicyPublic(let isPublic): .isPublic(isPublic)
    }
  }
}
