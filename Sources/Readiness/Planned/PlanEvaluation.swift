public import ChangePlans
public import Evidence
public import PolicyFiles
import S3Access
public import Timeline

/// Answers whether a planned change of Block Public Access can be applied: a pure function of the plan,
/// the policies, the evidence and the instant.
///
/// Only the settings that come on are judged, for the buckets and accounts that they come on for. A
/// bucket that no policy claims is judged by the evidence that holds by default.
public struct PlanEvaluation {
  private let plan: ChangePlan
  private let evaluation: Evaluation
  private let scope: AssessmentScope
  /// The account of whoever applies the plan, and its buckets.
  private let account: AccountScope

  /// An evaluation of this plan.
  ///
  /// - Parameters:
  ///   - plan: what is to change.
  ///   - ledger: the evidence.
  ///   - policies: what the teams say of their buckets.
  ///   - asOf: the instant that the verdicts speak of.
  ///   - appliesWaivers: whether waivers cover anything.
  ///   - account: the account of whoever applies the plan, and all buckets that it has, as far as
  ///     somebody said.
  ///   - declared: what somebody vouches for that the evidence does not show.
  public init(
    of plan: ChangePlan, on ledger: Ledger, against policies: PolicySet, asOf: Instant,
    appliesWaivers: Bool = true, account: AccountScope = AccountScope(),
    declared: [DeclaredRecording] = []
  ) {
    self.plan = plan
    self.account = account
    scope = AssessmentScope(appliesWaivers: appliesWaivers)
    evaluation = Evaluation(
      of: ledger, against: policies, asOf: asOf, scope: scope, declared: declared)
  }

  /// The assessment of the plan, which was read from that file. Its buckets are those whose settings
  /// come on, and for an account all that it may have.
  public func assessment(of file: String = "", applied: [AppliedPolicy] = []) -> Assessment {
    var switches: [String: Set<BlockPublicAccessSetting>] = [:]
    for change in plan.changes {
      if case .bucket(let name, let isNew) = change.target, !isNew || evaluation.isSeen(name) {
        switches[name, default: []].formUnion(change.settings)
      }
    }
    var scope = scope
    scope.switches = switches
    var assessment = evaluation.asking(scope).assessment(applied: applied)
    let answers = plan.changes.map { change -> ChangeVerdict in
      switch change.target {
      case .account(let number): return answer(onAccount: number, for: change, in: &assessment)
      case .bucket(let name, _):
        return switches[name] == nil
          ? ChangeVerdict(change, verdict: .ready, reasons: [Self.isNew])
          : answer(onBucket: name, for: change, in: assessment)
      case .newBucket: return ChangeVerdict(change, verdict: .ready, reasons: [Self.isNew])
      case .unknown(let reason, let remedy):
        return ChangeVerdict(change, verdict: .unknown, reasons: [reason], remedy: remedy)
      }
    }
    assessment.plan = PlanAssessment(
      file: file, origin: plan.origin, changes: answers, conflicts: plan.conflicts)
    return assessment
  }

  private static let isNew = "the plan makes the bucket: nobody can depend on it yet"

  private func answer(
    onBucket name: String, for change: SwitchOn, in assessment: Assessment
  ) -> ChangeVerdict {
    guard let verdict = assessment.buckets.first(where: { $0.bucket == name }) else {
      return ChangeVerdict(change, verdict: .unknown, reasons: ["the bucket was not judged"])
    }
    // Two resources of one bucket are one switch: what one of them breaks, the plan breaks.
    return ChangeVerdict(change, verdict: verdict.verdict, reasons: verdict.reasons)
  }

  private func answer(
    onAccount number: String?, for change: SwitchOn, in assessment: inout Assessment
  ) -> ChangeVerdict {
    guard let number = number ?? account.account else {
      return ChangeVerdict(
        change, verdict: .unknown,
        reasons: ["the plan does not say which account it is, but that of whoever applies it"],
        remedy: "name it with --account ID, and its buckets with --account-buckets FILE")
    }
    var scope = scope
    scope.settings = change.settings
    scope.accounts = AccountScope(
      account: number, buckets: account.account == number ? account.buckets : nil)
    let ofAccount = evaluation.asking(scope).assessment()
    let known = Set(assessment.buckets.map(\.bucket))
    let blocking = Set(ofAccount.accounts.flatMap(\.blockingBuckets))
    assessment.accounts += ofAccount.accounts
    assessment.buckets += ofAccount.buckets.filter {
      blocking.contains($0.bucket) && !known.contains($0.bucket)
    }
    assessment.buckets.sort(by: BucketVerdict.precedes)
    guard let verdict = ofAccount.accounts.first?.verdict else {
      return ChangeVerdict(
        change, verdict: .unknown, reasons: ["nothing is known of the account"], remedy: nil)
    }
    return ChangeVerdict(change, verdict: verdict)
  }
}
