import Diagnostics
import Evidence
import PolicyFiles
import S3Access
import Timeline

/// Answers the question for every bucket in scope: a pure function of the policies, the evidence, the
/// instant and the scope. The same four give the same assessment.
public struct Evaluation {
  private var policies: PolicySet
  private let ledger: Ledger
  private let index: EvidenceIndex
  private let digests: DigestValidation
  private let declared: [DeclaredRecording]
  private let asOf: Instant
  private var scope: AssessmentScope

  /// An evaluation of this evidence against these policies; `declared` is what somebody vouches for that
  /// the evidence does not show.
  public init(
    of ledger: Ledger, against policies: PolicySet, asOf: Instant,
    scope: AssessmentScope = AssessmentScope(), declared: [DeclaredRecording] = []
  ) {
    self.policies = policies
    self.ledger = ledger.settled()
    self.asOf = asOf
    self.scope = scope
    self.declared = declared
    digests = DigestValidation(of: ledger.digests)
    index = EvidenceIndex(self.ledger, digests: digests, declared: declared)
  }

  /// The same evaluation with another question.
  func asking(_ scope: AssessmentScope) -> Evaluation {
    var other = self
    other.scope = scope
    return other
  }

  /// The waivers that the question reaches; none where it is asked without them.
  var waiversInScope: [Waiver] {
    scope.appliesWaivers ? policies.waivers.filter { scope.includes(team: $0.team) } : []
  }

  /// The same evaluation without some of the waivers.
  func removing(_ waivers: [Waiver]) -> Evaluation {
    var other = self
    other.policies = policies.removing(waivers)
    return other
  }

  /// The verdict on one bucket; `nil` where the bucket is not in scope.
  func verdict(on bucket: String) -> Verdict? { answer(on: bucket)?.verdict.verdict }

  /// Whether the evidence speaks of a bucket at all.
  func isSeen(_ bucket: String) -> Bool { index.names.contains(bucket) }

  /// The assessment. `applied` names the policy files, which the evaluation itself never sees.
  public func assessment(applied: [AppliedPolicy] = []) -> Assessment {
    let known = index.names + policies.exactBuckets + (scope.accounts?.buckets ?? [])
    let names = Set(known + (scope.switches?.keys.map(\.self) ?? []))
      .filter {
        scope.includes(bucket: $0) && (scope.accounts == nil || AccessPointName($0) == nil)
      }
    let answers = names.sorted().compactMap(answer(on:))
    let verdicts = answers.map(\.verdict)
    let used = answers.reduce(into: Set<Waiver>()) { $0.formUnion($1.usedWaivers) }
    return Assessment(
      asOf: asOf, buckets: verdicts.sorted(by: BucketVerdict.precedes),
      accounts: accountVerdicts(from: answers), evidence: summary, policies: applied,
      notices: notices(used: used, verdicts: verdicts))
  }

  /// The answer on one bucket; `nil` where the bucket is not in scope.
  private func answer(on bucket: String) -> BucketAnswer? {
    let claimed = index.evidence(of: bucket, account: ownerByList(of: bucket)).owner
    guard scope.includes(bucket: bucket, of: claimed) else { return nil }
    guard let rule = policies.rule(for: bucket, account: claimed) else {
      return unclaimed(bucket, owner: claimed)
    }
    guard scope.includes(team: rule.team) else { return nil }
    let evidence = index.evidence(of: bucket, account: claimed ?? rule.account)
    guard scope.includes(bucket: bucket, of: evidence.owner) else { return nil }
    let context = BucketContext(evidence: evidence, requirements: rule.evidence, asOf: asOf)
    let waivers = scope.appliesWaivers ? policies.waivers(for: bucket, account: claimed) : []
    let evaluation = BucketEvaluation(
      bucket: bucket, context: context, rule: rule, ownerOfPolicy: owner(of: rule), scope: scope,
      waivers: WaiverMatching(waivers, asOf: asOf))
    if case .public(let reason) = rule.expectation {
      if scope.switches != nil { return evaluation.answer().expectedPublic(because: reason) }
      return scope.accounts == nil
        ? BucketAnswer(verdict: evaluation.exempt(because: reason))
        : evaluation.answer().exempt(because: reason)
    }
    return evaluation.answer()
  }

  private func owner(of rule: BucketRule) -> String? {
    policies.files.first { $0.path == rule.declaredAt.file }?.owner
  }

  // MARK: Buckets that no rule claims

  private func unclaimed(_ bucket: String, owner: String?) -> BucketAnswer? {
    let evidence = index.evidence(of: bucket, account: owner)
    if let rule = policies.rule(for: bucket, account: nil), rule.bucket.exactName != nil {
      return scope.includes(team: rule.team)
        ? BucketAnswer(verdict: elsewhere(bucket, evidence, rule: rule)) : nil
    }
    guard scope.includesUndeclared, scope.team == nil else { return nil }
    let context = BucketContext(
      evidence: evidence, requirements: EvidenceRequirements(), asOf: asOf)
    let reason = Self.whoCouldClaim(bucket, policies)
    if scope.isOfSwitches {
      let answer = BucketEvaluation(
        bucket: bucket, context: context, rule: nil, ownerOfPolicy: nil, scope: scope,
        waivers: WaiverMatching([], asOf: asOf)
      ).answer()
      // A plan's switch is thrown whether or not anybody declared the bucket.
      return scope.switches == nil ? answer.undeclared(reason) : answer.remarking(reason)
    }
    return BucketAnswer(
      verdict: BucketVerdict(
        bucket: bucket, account: owner, declaration: nil, verdict: .undeclared, reasons: [reason],
        settings: .notAsked, findings: context.allFindings(), window: context.window,
        earliestReady: nil))
  }

  /// A bucket that a policy names and that belongs, by the evidence, to another account than the
  /// policy says.
  private func elsewhere(
    _ bucket: String, _ evidence: BucketEvidence, rule: BucketRule
  ) -> BucketVerdict {
    let question = OpenQuestion(
      "the team's policy says that account \(rule.account ?? "") owns the bucket, the records say"
        + " \(evidence.owner ?? "another")",
      remedy: "mend 'account' in the team's policy, or give the logs of the right account")
    let asked = scope.asked(of: rule, on: bucket)
    let settings = BlockPublicAccessSetting.allCases.map { setting in
      let status: SettingStatus =
        asked.contains(setting) ? .unknown(NonEmpty(question)) : .notAsked
      return (setting, SettingAssessment(status, coverage: []))
    }
    return BucketVerdict(
      bucket: bucket, account: evidence.owner,
      declaration: BucketVerdict.Declaration(
        team: rule.team, owner: owner(of: rule), location: rule.declaredAt,
        pattern: rule.bucket.text), verdict: .unknown, reasons: [],
      settings: Dictionary(uniqueKeysWithValues: settings), findings: [],
      window: Interval(from: asOf - rule.evidence.lookback, to: asOf),
      earliestReady: asOf.atDayOfReadiness)
  }

  /// The team file whose patterns begin most like the bucket's name.
  private static func whoCouldClaim(_ bucket: String, _ policies: PolicySet) -> String {
    if AccessPointName(bucket) != nil {
      return
        "it is an access point, and no record says of which bucket: what was done through it may have"
        + " been done to any bucket of its account (aws s3control get-access-point tells)"
    }
    let likeness = policies.rules.map { rule in
      (rule, zip(rule.bucket.text, bucket).prefix { $0 == $1 }.count)
    }
    let nearest = likeness.max { a, b in
      a.1 == b.1 ? a.0.declaredAt > b.0.declaredAt : a.1 < b.1
    }
    guard let (rule, common) = nearest, common >= 3 else {
      return "no policy claims it: add it to the file of the team that owns it"
    }
    return
      "no policy claims it; \(rule.declaredAt.file) of team \(rule.team) has '\(rule.bucket.text)',"
      + " which begins alike"
  }

  // MARK: Accounts

  /// The account of a bucket that AWS lists as its; `nil` where no list was given, or does not hold it.
  private func ownerByList(of bucket: String) -> String? {
    scope.accounts.flatMap { $0.buckets?.contains(bucket) == true ? $0.account : nil }
  }

  /// A verdict for each account whose own logs are in the evidence, or that has a bucket which a policy
  /// claims. A bucket of which nobody knows whose it is may be any account's.
  private func accountVerdicts(from answers: [BucketAnswer]) -> [AccountVerdict] {
    guard let accounts = scope.accounts else { return [] }
    let heard = ledger.activity.keys.map(\.account).filter { !$0.isEmpty }
    let declared = answers.filter { $0.verdict.declaration != nil }.compactMap(\.verdict.account)
    let asked = accounts.account.map { [$0] } ?? Set(heard + declared).sorted()
    return asked.map { account in
      AccountEvaluation(
        account: account,
        answers: answers.filter { answer in
          let isListed = accounts.buckets?.contains(answer.verdict.bucket)
          return isListed == true
            || answer.verdict.account.map { $0 == account } ?? (isListed == nil)
        }, listed: accounts.buckets, asked: scope.asked(of: nil)
      ).verdict()
    }
  }

  // MARK: What it rests on

  private var summary: EvidenceSummary {
    EvidenceSummary(
      volume: ledger.volume,
      sources: ledger.activity.sorted { $0.key < $1.key }.compactMap { place, heard in
        heard.extent.map { EvidenceSummary.Source(place: place, extent: $0) }
      }, unreadable: ledger.unreadable.union(digests.problems.map(\.unreadable)).sorted())
  }

  /// What somebody changed is said before anything else.
  private var tampering: [Notice] {
    digests.problems.filter(\.kind.isTampering).map {
      Notice(
        kind: .tamperedEvidence, message: $0.reason, location: SourceLocation(file: $0.file))
    }
  }

  private func notices(used: Set<Waiver>, verdicts: [BucketVerdict]) -> [Notice] {
    // What lies outside the scope was not looked at, so nothing is said of it.
    let isWhole =
      scope.bucket == nil && scope.settings == nil && scope.accounts?.account == nil
      && scope.switches == nil
    let waivers = waiversInScope
    let patterns = policies.rules.filter { scope.includes(team: $0.team) }
    let matched = Set(verdicts.compactMap(\.declaration?.location))
    return tampering + declared.map(\.notice)
      + waivers.flatMap { $0.notices(isUsed: used.contains($0) || !isWhole, asOf: asOf) }
      + (isWhole
      ? patterns.filter { $0.bucket.exactName == nil && !matched.contains($0.declaredAt) } : [])
      .map {
        Notice(
          kind: .unmatchedPattern,
          message: "'\($0.bucket.text)' of team \($0.team) matches no bucket in the evidence",
          location: $0.declaredAt)
      }
  }
}

extension Waiver {
  fileprivate func notices(isUsed: Bool, asOf: Instant) -> [Notice] {
    func notice(_ kind: Notice.Kind, _ text: String) -> Notice {
      Notice(kind: kind, message: "waiver \(id) \(text)", location: declaredAt)
    }
    guard isInForce(at: asOf) else {
      return [notice(.expiredWaiver, "ended on \(expires.day) and covers nothing any more")]
    }
    var notices: [Notice] = []
    if isNearItsEnd(at: asOf) {
      notices.append(notice(.expiringWaiver, "ends on \(expires.day)"))
    }
    if !isUsed { notices.append(notice(.staleWaiver, "covers nothing that was found")) }
    return notices
  }
}

extension PolicySet {
  /// The same files without some of their waivers.
  fileprivate func removing(_ waivers: [Waiver]) -> PolicySet {
    let removed = Set(waivers)
    return PolicySet(
      files: files.map { file in
        var file = file
        file.waivers.removeAll(where: removed.contains)
        return file
      }, baselines: baselines)
  }
}

extension BucketVerdict {
  /// What needs attention first, then by name.
  static func precedes(_ a: BucketVerdict, _ b: BucketVerdict) -> Bool {
    let order = Verdict.allCases
    let places = (order.firstIndex(of: a.verdict) ?? 0, order.firstIndex(of: b.verdict) ?? 0)
    return places.0 == places.1 ? a.bucket < b.bucket : places.0 < places.1
  }
}
