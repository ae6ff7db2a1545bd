import Diagnostics
import Evidence
import PolicyFiles
import S3Access
import Timeline

/// The verdict on one bucket.
struct BucketEvaluation {
  private let bucket: String
  /// The rule that claims the bucket; `nil` where none does.
  private let rule: BucketRule?
  private let ownerOfPolicy: String?
  private let context: BucketContext
  private let scope: AssessmentScope
  private let waivers: WaiverMatching

  init(
    bucket: String, context: BucketContext, rule: BucketRule?, ownerOfPolicy: String?,
    scope: AssessmentScope, waivers: WaiverMatching
  ) {
    self.bucket = bucket
    self.rule = rule
    self.ownerOfPolicy = ownerOfPolicy
    self.context = context
    self.scope = scope
    self.waivers = waivers
  }

  /// The verdict, and what else its account's answer needs.
  func answer() -> BucketAnswer {
    let asked = scope.asked(of: rule, on: bucket)
    var findings = FindingList()
    var used: Set<Waiver> = []
    func parts(of judgements: [Judgement]) -> [JudgedPart] {
      judgements.flatMap { judgement in
        waivers.parts(of: judgement) { used.insert($0) }.map { $0.judged(inAccounts: isOfAccount) }
      }
    }
    var settings: [BlockPublicAccessSetting: SettingAssessment] = [:]
    var earliest: [Instant] = []
    for setting in BlockPublicAccessSetting.allCases {
      guard asked.contains(setting) else {
        settings[setting] = SettingAssessment(.notAsked, coverage: [])
        continue
      }
      let judged = parts(of: judgements(for: setting))
      judged.forEach { findings.add($0) }
      let evaluation = SettingEvaluation(
        setting: setting, bucket: bucket, context: context, requirements: requirements,
        counted: judged.filter(\.state.counts).map(\.judgement),
        waived: judged.filter(\.state.isWaived).map(\.judgement))
      let assessment = evaluation.assessment()
      settings[setting] = assessment
      if let day = evaluation.earliestReady(assessment) { earliest.append(day) }
    }
    // What a team forbids beside is the team's rule, and no matter of an account's or a plan's switch.
    let forbidden = parts(
      of: scope.isOfSwitches
        ? [] : rule.map { context.judgeForbiddenACLs(by: $0, asking: asked) } ?? [])
    forbidden.forEach { findings.add($0) }
    let both = isBothAsked(asked) ? countedByBothSettings { used.insert($0) } : []
    let reasonOfBoth = reason(ofBoth: both)
    let reasons = reasons(
      forbidden: forbidden.filter(\.state.counts), ofBoth: reasonOfBoth, asked: asked)
    earliest += (forbidden + both).filter(\.state.counts).map {
      $0.judgement.selection.extent.to + requirements.lookback
    }
    let isStopped = !both.isEmpty || forbidden.contains(where: \.state.counts)
    let verdict = Self.verdict(settings, isStoppedBesides: isStopped)
    let earliestReady =
      verdict == .ready ? nil : (earliest.max() ?? context.window.to).atDayOfReadiness
    return BucketAnswer(
      verdict: BucketVerdict(
        bucket: bucket, account: context.evidence.owner, declaration: declaration, verdict: verdict,
        reasons: reasons, settings: settings, findings: findings.findings(),
        window: context.window, earliestReady: earliestReady, isStoppedByBoth: !both.isEmpty),
      usedWaivers: used, reasonOfBoth: reasonOfBoth,
      onForAccount: Set(context.configuration.enabled.filter(\.value.isOfAccount).keys),
      earliestReady: earliestReady)
  }

  /// What switching a setting on would do to what was done to the bucket, and to its making where only
  /// the account's switch can undo that.
  private func judgements(for setting: BlockPublicAccessSetting) -> [Judgement] {
    let enabling = context.configuration.enabled[setting]
    return (enabling == nil ? context.judgements(for: setting) : [])
      + (enabling?.isOfAccount == true ? [] : context.judgementsOfAccount(for: setting))
  }

  /// An exempt bucket is not assessed; its uses are listed all the same.
  func exempt(because reason: String) -> BucketVerdict {
    BucketVerdict(
      bucket: bucket, account: context.evidence.owner, declaration: declaration, verdict: .exempt,
      reasons: [reason], settings: .notAsked, findings: context.allFindings(),
      window: context.window, earliestReady: nil)
  }

  private var declaration: BucketVerdict.Declaration? {
    rule.map { rule in
      BucketVerdict.Declaration(
        team: rule.team, owner: ownerOfPolicy, location: rule.declaredAt, pattern: rule.bucket.text)
    }
  }

  /// What the evidence has to hold: what holds where nobody says anything, of a bucket that nobody
  /// claims.
  private var requirements: EvidenceRequirements { rule?.evidence ?? EvidenceRequirements() }

  private var isOfAccount: Bool { scope.accounts != nil }

  // MARK: Reasons beside the settings

  private func isBothAsked(_ asked: Set<BlockPublicAccessSetting>) -> Bool {
    asked.contains(.ignorePublicAcls) && asked.contains(.restrictPublicBuckets)
  }

  /// The anonymous requests that both settings stop together, without those that are waived for each
  /// of the two that stands against them.
  private func countedByBothSettings(covering: (Waiver) -> Void) -> [JudgedPart] {
    let against = BucketContext.both.filter { context.configuration.enabled[$0] == nil }
      .map { ($0, Set(context.judgements(for: $0).map(\.fact))) }
    return context.judgeBothSettings().flatMap { judgement in
      let settings = against.filter { $0.1.contains(judgement.fact) }.map(\.0)
      return waivers.counted(of: judgement, against: settings, covering: covering)
    }
  }

  private func reason(ofBoth both: [JudgedPart]) -> String? {
    let count = both.reduce(0) { $0 + $1.judgement.selection.count }
    guard count > 0 else { return nil }
    return "\(count.counting("request")) by anonymous callers, none of which is answered with"
      + " IgnorePublicAcls and RestrictPublicBuckets both on"
  }

  private func reasons(
    forbidden: [JudgedPart], ofBoth: String?, asked: Set<BlockPublicAccessSetting>
  ) -> [String] {
    var reasons: [String] = []
    if asked.isEmpty {
      reasons.append("the team's policy asks for none of the settings that this run is about")
    }
    let names = Set(forbidden.compactMap { $0.judgement.fact.subject.acl?.name }).sorted()
    if !names.isEmpty {
      let count = forbidden.reduce(0) { $0 + $1.judgement.selection.count }
      reasons.append(
        "\(count.counting("request")) with an ACL that the team's policy forbids:"
          + " \(names.joined(separator: ", "))")
    }
    return reasons + [ofBoth].compactMap(\.self)
  }

  private static func verdict(
    _ settings: [BlockPublicAccessSetting: SettingAssessment], isStoppedBesides: Bool
  ) -> Verdict {
    let statuses = settings.values.map(\.status)
    if isStoppedBesides
      || statuses.contains(where: { if case .breaks = $0 { true } else { false } })
    {
      return .notReady
    }
    let isOpen = statuses.contains { if case .unknown = $0 { true } else { false } }
    let isNothingAsked = statuses.allSatisfy { $0 == .notAsked }
    // Where nothing was asked, nothing is known to be ready.
    return isOpen || isNothingAsked ? .unknown : .ready
  }
}

extension BucketContext {
  /// The context of the window that the requirements ask for.
  init(evidence: BucketEvidence, requirements: EvidenceRequirements, asOf: Instant) {
    let window = Interval(from: asOf - requirements.lookback, to: asOf)
    self.init(
      evidence: evidence,
      configuration: BucketConfiguration(of: evidence, asOf: asOf, requirements: requirements),
      window: window)
    inventory = InventoryEvidence(
      evidence.inventories, evidence.inventoryConfigurations, asOf: asOf)
    if !evidence.accessLog.isEmpty {
      writesRecordedByTrails = evidence.recordedByTrails(
        .objectWrites, in: window, requirements: requirements)
    }
  }

  /// What was found for any of the four settings, without a policy to judge it.
  func allFindings() -> [Finding] {
    var findings = FindingList()
    let nobodys = WaiverMatching([], asOf: window.to)
    for setting in BlockPublicAccessSetting.allCases {
      for judgement in judgements(for: setting) + judgementsOfAccount(for: setting) {
        nobodys.parts(of: judgement, covering: { _ in }).forEach {
          findings.add($0.judged(inAccounts: false))
        }
      }
    }
    return findings.findings()
  }
}

extension [BlockPublicAccessSetting: SettingAssessment] {
  /// None of the four is asked about.
  static var notAsked: Self {
    Self(
      uniqueKeysWithValues: BlockPublicAccessSetting.allCases.map {
        ($0, SettingAssessment(.notAsked, coverage: []))
      })
  }
}

extension Instant {
  /// The first day that begins at this instant or after it.
  var atDayOfReadiness: Instant {
    startOfDay == self ? self : startOfDay + .days(1)
  }
}
