import ArgumentParser
import Readiness
import Reports

/// Which verdicts fail a pipeline.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The mildest verdict that makes the exit code other than 0; unknown: not-ready too; new: only \
      buckets that got worse since --baseline.
      """, valueName: "verdict"))
  var failOn: FailOn = .unknown

  @Option(
    help: ArgumentHelp(
      "An earlier JSON report: what has changed since is shown, and --fail-on new goes by it.",
      valueName: "file"), completion: .file())
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "What becomes of buckets that no policy claims; fail: exit code 3.",
      valueName: "way"))
  var undeclared: Undeclared = .report

  @Flag(help: "Judge as if there were no waivers.")
  var noWaivers = false

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case notReady = "not-ready"
    case unknown
    case new
    case never
  }

  enum Undeclared: String, ExpressibleByArgument, CaseIterable {
    case report, fail, ignore
  }

  func validate() throws {
    if failOn == .new, baseline == nil {
      throw ValidationError("--fail-on new needs --baseline FILE, an earlier JSON report.")
    }
  }

  /// The exit code of an assessment: not ready outranks unknown, which outranks ready.
  func exitCode(
    for assessment: Assessment, since comparison: BaselineComparison? = nil
  ) -> Reports.ExitCode {
    if failOn == .never { return .ready }
    if failOn == .new, let comparison { return exitCode(for: assessment, gatingOn: comparison) }
    // Of accounts and plans, the buckets' own verdicts are only the way to the answer.
    let isOfAccounts = !assessment.accounts.isEmpty || assessment.plan != nil
    func holds(_ verdict: Verdict) -> Bool {
      isOfAccounts ? assessment.verdict == verdict : assessment.count(of: verdict) > 0
    }
    if holds(.notReady) { return .notReady }
    if failOn == .unknown, holds(.unknown) { return .unknown }
    if undeclared == .fail, assessment.count(of: .undeclared) > 0 { return .unknown }
    return assessment.verdict == .unknown ? .ready : Reports.ExitCode(assessment.verdict)
  }

  /// The exit code where only what got worse fails.
  private func exitCode(
    for assessment: Assessment, gatingOn comparison: BaselineComparison
  ) -> Reports.ExitCode {
    let worse = comparison.worse
    let verdicts = assessment.buckets.filter { worse.contains($0.bucket) }.map(\.verdict)
    if verdicts.contains(.notReady) { return .notReady }
    let isNewlyUndeclared = comparison.changes.contains {
      $0.after == .undeclared && $0.before != .undeclared
    }
    if !verdicts.isEmpty || undeclared == .fail && isNewlyUndeclared { return .unknown }
    return assessment.verdict == .undeclared ? .nothingInScope : .ready
  }
}
