import ArgumentParser
import RawEvidence
import Readiness
import Reports

/// Writes the steps that switch on what is ready.
struct Plan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the steps that switch on what is ready, verify it, and roll it back.",
    discussion: """
      Only settings that are safe come on; those that are on stay on, and of buckets that are not ready \
      the settings that are safe can still go on. bpa-ready itself never calls AWS.

      For example: bpa-ready plan --evidence AWSLogs --format sh > switch-on.sh

      The exit code is that of 'check': 0 where every bucket in scope is ready.
      """)

  @OptionGroup(title: "What is read")
  var input: InputOptions

  @OptionGroup(title: "What is asked")
  var asked: ScopeOptions

  @Option(
    help: ArgumentHelp(
      "text: for people; sh: a script over the AWS CLI; terraform: blocks.", valueName: "name"))
  var format: SwitchFormat = .text

  @Option(
    help: ArgumentHelp(
      "Whether text is coloured; auto: on a terminal, unless NO_COLOR is set.", valueName: "when"))
  var color: OutputOptions.ColorChoice = .auto

  @Flag(help: "Judge as if there were no waivers.")
  var noWaivers = false

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: false)
    let policies = try PolicyInput(input.policyPaths, tellingErrors: standardError)
      .policySet(tellingErrors: standardError)
    let ledger = try await EvidenceInput.load(
      input.evidence, ledgers: input.ledgers, jobs: input.jobs, isQuiet: false,
      tellingErrors: standardError)
    let scope = AssessmentScope(
      bucket: asked.bucket, team: asked.team,
      settings: asked.settings.isEmpty ? nil : Set(asked.settings), appliesWaivers: !noWaivers)
    let assessment = Evaluation(
      of: ledger, against: policies, asOf: input.asOf ?? Machine.now, scope: scope,
      declared: input.declared
    ).assessment()
    guard !assessment.isEmpty else {
      standardError.error(
        "no bucket is in scope",
        help: "no bucket of the policies or the evidence is what --bucket and --team ask for")
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    let style = TextStyle(color: color, verbosity: .normal)
    let text = format.render(
      assessment, tool: .init(version: BPAReady.version), style: style)
    try standardError.telling("standard output") { () throws(FileError) in
      try OutputFile.writeToStandardOutput(text)
    }
    let exitCode = Reports.ExitCode(assessment.verdict)
    standardError.say(verdictLine(assessment, exitCode: exitCode))
    if exitCode != .ready { throw ArgumentParser.ExitCode(exitCode) }
  }
}

extension SwitchFormat: ExpressibleByArgument {}
