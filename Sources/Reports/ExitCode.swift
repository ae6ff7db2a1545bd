import Readiness

/// How the program ends. The numbers are frozen; those from 64 on are those of `sysexits.h`.
///
/// 2 is never used: shells, argument parsers and wrappers have given it too many meanings.
public enum ExitCode: Int32, CaseIterable, Hashable, Sendable {
  case ready = 0
  case notReady = 1
  case unknown = 3
  case usage = 64
  case unusableEvidence = 65
  case nothingInScope = 66
  case internalError = 70
  case inputOutput = 74
  case invalidPolicy = 78
  case interrupted = 130
  case terminated = 143

  /// The code that a verdict stands for. Where no bucket was assessed nothing is ready either, so
  /// that is never ``ready``.
  public init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .notReady: .notReady
      case .unknown: .unknown
      case .ready, .exempt: .ready
      case .undeclared: .nothingInScope
      }
  }

  /// What it says, without a capital and an end stop.
  public var meaning: String {
    switch self {
    case .ready: "every bucket in scope is ready or exempt"
    case .notReady: "at least one bucket is not ready"
    case .unknown: "at least one bucket is unknown, none is not ready"
    case .usage: "the command line is not understood"
    case .unusableEvidence: "the evidence is unusable, nothing could be evaluated"
    case .nothingInScope: "a path does not exist, or no bucket is in scope"
    case .internalError: "internal error"
    case .inputOutput: "reading or writing failed"
    case .invalidPolicy: "a policy file is invalid"
    case .interrupted: "interrupted"
    case .terminated: "terminated"
    }
  }
}

/// The line that closes standard error: `bpa-ready: NOT READY (exit code 1: at least one bucket is
/// not ready)`, without a line feed.
public func verdictLine(
  _ assessment: Assessment, exitCode: ExitCode, comparison: BaselineComparison? = nil
) -> String {
  let verdict = assessment.isEmpty ? "NO BUCKET" : assessment.verdict.headline
  let meaning = exitCode.meaning(of: assessment, comparison)
  return "bpa-ready: \(verdict) (exit code \(exitCode.rawValue): \(meaning))"
}

extension ExitCode {
  /// The meaning where whole accounts are the question.
  private var meaningOfAccounts: String {
    switch self {
    case .ready: "every account in scope is ready"
    case .notReady: "at least one account is not ready"
    case .unknown: "at least one account is unknown, none is not ready"
    default: meaning
    }
  }

  /// The meaning where a planned change is the question.
  private var meaningOfPlan: String {
    switch self {
    case .ready: "nothing that is known stands against the plan"
    case .notReady: "the plan would break something"
    case .unknown: "whether the plan would break something is not known"
    default: meaning
    }
  }

  /// The meaning where options may have moved the code away from what the verdict stands for: the
  /// line must not say of buckets what is not so.
  fileprivate func meaning(
    of assessment: Assessment, _ comparison: BaselineComparison?
  ) -> String {
    let own = ExitCode(assessment.verdict)
    switch self {
    case own where assessment.plan != nil: return meaningOfPlan
    case own where !assessment.accounts.isEmpty: return meaningOfAccounts
    case own: return own == .nothingInScope ? "no bucket is in scope" : meaning
    case .ready:
      let isNothingWorse = comparison?.worse.isEmpty ?? false
      return isNothingWorse
        ? "nothing got worse since the baseline" : "this verdict was asked not to fail"
    case .unknown where own == .notReady && !(comparison?.worse.isEmpty ?? true):
      return "at least one bucket got worse and is unknown"
    case .notReady where assessment.count(of: .undeclared) > 0,
      .unknown where assessment.count(of: .undeclared) > 0:
      return "at least one bucket is undeclared"
    default: return meaning
    }
  }
}
