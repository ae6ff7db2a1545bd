import ArgumentParser
import Readiness
import Reports

/// Which verdicts fail a pipeline.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The mildest verdict that makes the exit code other than 0; unknown: not-ready too.",
      valueName: "verdict"))
  var failOn: FailOn = .unknown

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
    case never
  }

  enum Undeclared: String, ExpressibleByArgument, CaseIterable {
    case report, fail, ignore
  }

  /// The exit code of an assessment: not ready outranks unknown, which outranks ready.
  func exitCode(for assessment: Assessment) -> Reports.ExitCode {
    if failOn == .never { return .ready }
    // Of accounts, the buckets' own verdicts are only the way to the answer.
    let isOfAccounts = !assessment.accounts.isEmpty
    func holds(_ verdict: Verdict) -> Bool {
      isOfAccounts ? assessment.verdict == verdict : assessment.count(of: verdict) > 0
    }
    if holds(.notReady) { return .notReady }
    if failOn == .unknown, holds(.unknown) { return .unknown }
    if undeclared == .fail, assessment.count(of: .undeclared) > 0 { return .unknown }
    return assessment.verdict == .unknown ? .ready : Reports.ExitCode(assessment.verdict)
  }
}
