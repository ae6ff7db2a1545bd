import ArgumentParser
import Diagnostics
import PolicyFiles
import RawEvidence
import Readiness
import Reports
import Timeline

/// Reads policy files, and says what is wrong with them or most likely meant otherwise.
struct Lint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks policy files without asking for a verdict.",
    discussion: """
      Errors are what 'check' refuses; all errors of all files are shown at once. Where there are none, \
      warnings show what is most likely a mistake: rules that never decide, patterns that meet, \
      waivers that have ended, are about to, or last too long, lists that say less than they do; and \
      with --evidence, patterns and waivers that match nothing in it.

      EXIT CODES
        0   no errors; with --strict, no warnings either
        64  the command line is not understood
        65  the evidence is unusable
        66  a path does not exist, or no rule claims the bucket of --show-resolved
        74  reading or writing failed
        78  a policy file is invalid; with --strict, also where there are warnings
      """)

  @Argument(
    help: ArgumentHelp(
      "Policy files, or folders of them (*.yaml, *.yml). (default: Policies)", valueName: "path"),
    completion: .file())
  var policies: [String] = []

  @Option(
    name: .customLong("evidence"),
    help: ArgumentHelp(
      "Logs to hold the policies against, as 'check' takes them. Repeatable.", valueName: "path"),
    completion: .file())
  var evidence: [String] = []

  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      "A ledger file that 'collect' made, in the place of logs. Repeatable.",
      valueName: "file"), completion: .file())
  var ledgers: [String] = []

  @Option(
    help: ArgumentHelp(
      "The instant for which waivers are judged, such as 2020-02-10. (default: now)",
      valueName: "instant"),
    transform: Instant.init(argument:))
  var asOf: Instant?

  @Option(help: ArgumentHelp("The format of the results.", valueName: "name"))
  var format: Format = .text

  @Flag(help: "Fail on warnings too.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Show which rule decides for a bucket, and the file and line of everything that it asks.",
      valueName: "bucket"))
  var showResolved: String?

  @Flag(name: .shortAndLong, help: "Only the results, and no summary.")
  var quiet = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github
  }

  func validate() throws {
    if showResolved != nil, format == .sarif || format == .github {
      throw ValidationError("--show-resolved is written as text or json.")
    }
  }

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: quiet)
    let input = try PolicyInput(
      policies.isEmpty ? ["Policies"] : policies, tellingErrors: standardError)
    let asOf = self.asOf ?? Machine.now
    let lint = PolicyLint(input.reading, asOf: asOf)
    if let showResolved {
      let set = try input.policySet(tellingErrors: standardError)
      return try show(showResolved, in: set, standardError)
    }
    var problems = lint.problems()
    if !evidence.isEmpty || !ledgers.isEmpty, input.reading.errors == nil {
      let set = try input.policySet(tellingErrors: standardError)
      problems = try await (problems + problemsInEvidence(lint, set, asOf, standardError)).sorted()
    }
    try report(problems, input, standardError)
  }

  private func report(
    _ problems: [Problem], _ input: PolicyInput, _ standardError: StandardError
  ) throws {
    let isError = problems.contains { $0.diagnostic.severity == .error }
    let fails = isError || (strict && !problems.isEmpty)
    let rules =
      LintRule.allCases.map { ($0.rawValue, $0.summary) }
      + [(LintRule.invalidPolicy, "a file that cannot be applied")]
    let report = ProblemReport(
      problems, files: input.files.map(\.path), rules: rules,
      tool: .init(version: BPAReady.version), exitCode: fails ? .invalidPolicy : .ready)
    try write(ProblemFormat(name: format.rawValue)?.render(report) ?? "", standardError)
    input.tellLogs(standardError)
    standardError.say("bpa-ready: \(report.summary)")
    if fails { throw ArgumentParser.ExitCode(.invalidPolicy) }
  }

  private func show(
    _ bucket: String, in set: PolicySet, _ standardError: StandardError
  ) throws {
    guard let resolution = set.resolution(of: bucket) else {
      standardError.error(
        "no rule claims '\(bucket)'",
        help: set.exactBuckets.nearest(to: bucket).map { "did you mean '\($0)'?" })
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    let report = ResolutionReport(resolution)
    try write(format == .json ? report.json : report.text, standardError)
  }

  private func write(_ text: String, _ standardError: StandardError) throws {
    do {
      try OutputFile.writeToStandardOutput(text)
    } catch {
      standardError.error("standard output: \(error.reason)", help: nil)
      throw ArgumentParser.ExitCode(.inputOutput)
    }
  }
}

// MARK: - Evidence

extension Lint {
  /// Patterns and waivers that match nothing in the evidence.
  private func problemsInEvidence(
    _ lint: PolicyLint, _ set: PolicySet, _ asOf: Instant, _ standardError: StandardError
  ) async throws -> [Problem] {
    let ledger = try await EvidenceInput.load(
      evidence, ledgers: ledgers, jobs: nil, isQuiet: quiet, tellingErrors: standardError)
    let assessment = Evaluation(of: ledger, against: set, asOf: asOf).assessment()
    return assessment.notices.compactMap { notice in
      switch notice.kind {
      case .staleWaiver:
        let waiver = set.waivers.first { $0.declaredAt == notice.location }
        return lint.warning(
          .staleWaiver, notice.message, at: notice.location, marking: waiver?.id ?? "",
          help: "take it out, unless what it covers is to come back")
      case .unmatchedPattern:
        let rule = set.rules.first { $0.declaredAt == notice.location }
        return lint.warning(
          .unmatchedPattern, notice.message, at: notice.location,
          marking: rule?.bucket.text ?? "",
          help: "mend its spelling, or give the logs of its buckets' account")
      case .expiredWaiver, .expiringWaiver, .tamperedEvidence, .declaredRecording: return nil
      }
    }
  }
}
