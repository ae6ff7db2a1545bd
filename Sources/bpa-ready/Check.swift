import ArgumentParser
import PolicyFiles
import Readiness
import Reports
import S3Access
import Timeline

/// Reads the policies and the evidence, evaluates, reports.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Gives each bucket a verdict. This is what runs without a subcommand.",
    discussion: """
      EXIT CODES
        0   every bucket (or account) in scope is ready, or exempt
        1   at least one bucket (or account) is not ready
        3   none is not ready, at least one is unknown
        64  the command line is not understood
        65  the evidence is unusable: nothing could be evaluated; or the
            baseline, the plan or a ledger is
        66  a path does not exist, or no bucket is in scope
        70  internal error
        74  reading or writing failed
        78  a policy file is invalid
        130, 143  interrupted, terminated

      1 outranks 3: more logs cannot undo what was found. Results go to standard output, everything else to standard error.
      """)

  @OptionGroup(title: "What is read")
  var input: InputOptions

  @OptionGroup(title: "What is asked")
  var asked: ScopeOptions

  @OptionGroup(title: "Whole accounts")
  var accounts: AccountOptions

  @OptionGroup(title: "Planned changes")
  var planned: ChangePlanOptions

  @OptionGroup(title: "How it is answered")
  var output: OutputOptions

  @OptionGroup(title: "When it fails")
  var gate: GateOptions

  func validate() throws {
    try planned.check(others: [
      ("--bucket", asked.bucket != nil), ("--team", asked.team != nil),
      ("--setting", !asked.settings.isEmpty), ("--scope account", accounts.scope == .account),
      ("--undeclared", gate.undeclared != .report), ("--baseline", gate.baseline != nil),
    ])
    try accounts.check(isPlanGiven: planned.isGiven)
    try accounts.check(filters: [
      ("--bucket", asked.bucket != nil), ("--team", asked.team != nil),
      ("--undeclared ignore", gate.undeclared == .ignore), ("--fail-on new", gate.failOn == .new),
    ])
  }

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: output.quiet)
    let scope = try scope(standardError)
    let plan = try planned.load(tellingErrors: standardError)
    let files = try PolicyInput(input.policyPaths, tellingErrors: standardError)
    let policies = try files.policySet(tellingErrors: standardError)
    let baseline = try gate.baseline.map {
      try BaselineInput.load($0, tellingErrors: standardError)
    }
    let ledger = try await EvidenceInput.load(
      input.evidence, ledgers: input.ledgers, jobs: input.jobs, isQuiet: output.quiet,
      tellingErrors: standardError)
    let asOf = input.asOf ?? Machine.now
    let assessment: Assessment
    var ending: EndingWaivers?
    if let (plan, file) = plan {
      assessment = PlanEvaluation(
        of: plan, on: ledger, against: policies, asOf: asOf, appliesWaivers: !gate.noWaivers,
        account: scope.accounts ?? AccountScope(), declared: input.declared
      ).assessment(of: file, applied: files.applied(policies))
    } else {
      let evaluation = Evaluation(
        of: ledger, against: policies, asOf: asOf, scope: scope, declared: input.declared)
      assessment = evaluation.assessment(applied: files.applied(policies))
      ending = EndingWaivers(assessment, by: evaluation)
    }
    let isAnswered = scope.accounts == nil || !assessment.accounts.isEmpty || plan != nil
    guard !assessment.isEmpty, isAnswered else {
      tellNothingInScope(policies, standardError)
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    standardError.tellTampering(assessment.notices)
    let comparison = baseline.map { BaselineComparison(of: assessment, with: $0) }
    let exitCode = gate.exitCode(for: assessment, since: comparison)
    let report = Report(
      assessment, tool: .init(version: BPAReady.version), exitCode: exitCode,
      comparison: comparison)
    try output.write(report, tellingErrors: standardError)
    if let ending {
      standardError.say("bpa-ready: \(ending.sentence)")
    }
    standardError.say(verdictLine(assessment, exitCode: exitCode, comparison: comparison))
    if exitCode != .ready { throw ArgumentParser.ExitCode(exitCode) }
  }

  private func scope(_ standardError: StandardError) throws -> AssessmentScope {
    AssessmentScope(
      bucket: asked.bucket, team: asked.team,
      settings: asked.settings.isEmpty ? nil : Set(asked.settings),
      appliesWaivers: !gate.noWaivers, includesUndeclared: gate.undeclared != .ignore,
      accounts: try accounts.accountScope(tellingErrors: standardError))
  }

  private func tellNothingInScope(_ policies: PolicySet, _ standardError: StandardError) {
    if accounts.scope == .account, accounts.account == nil {
      standardError.error(
        "no account is in scope",
        help: "no record says which account received it: name the account with --account")
      return
    }
    if let team = asked.team, !policies.files.contains(where: { $0.team == team }) {
      let teams = Set(policies.files.map(\.team)).sorted()
      let meant = teams.nearest(to: team).map { "did you mean '\($0)'?" }
      standardError.error(
        "no policy file is of team '\(team)'",
        help: meant ?? "the teams are \(teams.joined(separator: ", "))")
      return
    }
    let filters = [
      asked.bucket.map { "matches --bucket '\($0)'" },
      asked.team.map { "is claimed by team '\($0)'" },
      gate.undeclared == .ignore ? "is claimed by a policy" : nil,
      accounts.account.map { "is known to be of account \($0)" },
    ].compactMap(\.self)
    standardError.error(
      "no bucket is in scope",
      help: filters.isEmpty
        ? "neither the policies nor the evidence name a bucket"
        : "no bucket of the policies or the evidence \(filters.joined(separator: " and "))")
  }
}

extension ArgumentParser.ExitCode {
  /// The code of the program's own table.
  init(_ code: Reports.ExitCode) {
    self.init(code.rawValue)
  }
}
