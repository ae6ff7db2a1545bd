public import ChangePlans
import S3Access

/// The answer to whether a planned change can be applied, for each resource that switches settings on.
public struct PlanAssessment: Hashable, Sendable {
  /// The file that the plan was read from, as it was named.
  public var file: String
  /// What kind of document it is.
  public var origin: ChangePlan.Origin
  /// The answers, in the order of the plan.
  public var changes: [ChangeVerdict]
  /// What the plan does and its own settings refuse, in the order of the plan.
  public var conflicts: [PlannedConflict]

  /// An assessment of these parts.
  public init(
    file: String, origin: ChangePlan.Origin, changes: [ChangeVerdict], conflicts: [PlannedConflict]
  ) {
    self.file = file
    self.origin = origin
    self.changes = changes
    self.conflicts = conflicts
  }

  /// The worst answer; a plan that switches nothing on, and does nothing that is refused, is ready.
  public var verdict: Verdict {
    let verdicts = changes.map(\.verdict) + conflicts.map(\.verdict)
    return [.notReady, .unknown].first(where: verdicts.contains) ?? .ready
  }
}

/// The answer for one resource.
public struct ChangeVerdict: Hashable, Sendable {
  /// What it switches on, and for what.
  public var change: SwitchOn
  /// `not-ready`, `unknown` or `ready`.
  public var verdict: Verdict
  /// Why, where it is not the verdict on the bucket or the account alone that says so.
  public var reasons: [String]
  /// What to do about it; `nil` where the verdict on the bucket or the account says it.
  public var remedy: String?

  /// An answer and its reasons.
  public init(
    _ change: SwitchOn, verdict: Verdict, reasons: [String] = [], remedy: String? = nil
  ) {
    self.change = change
    self.verdict = verdict
    self.reasons = reasons
    self.remedy = remedy
  }
}

extension PlannedConflict {
  /// What it makes of the plan.
  public var verdict: Verdict { isCertain ? .notReady : .unknown }
}
