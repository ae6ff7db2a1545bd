import ArgumentParser
import Evidence
import PolicyFiles
import RawEvidence
import Readiness
import Reports
import S3Access

/// Says why a bucket has its verdict.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says why a bucket has its verdict, and what would change it.",
    discussion: """
      The rule that governs the bucket, the evidence for each setting with its gaps, each caller with \
      its requests and what stands against them, the waivers, and what has to come about before the \
      setting is safe.

      For example: bpa-ready explain payments-invoices BlockPublicAcls --evidence AWSLogs

      The exit code is 0 whatever the verdict is: 'check' is the gate.
      """)

  @Argument(help: "The bucket's name.")
  var bucket: String

  @Argument(
    help: "Only this setting, such as BlockPublicAcls.",
    completion: .list(BlockPublicAccessSetting.names),
    transform: BlockPublicAccessSetting.init(argument:))
  var setting: BlockPublicAccessSetting?

  @OptionGroup(title: "What is read")
  var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "Whether text is coloured; auto: on a terminal, unless NO_COLOR is set.", valueName: "when"))
  var color: OutputOptions.ColorChoice = .auto

  @Flag(help: "Judge as if there were no waivers.")
  var noWaivers = false

  func validate() throws {
    guard let pattern = try? GlobPattern(bucket), pattern.isExact else {
      throw ValidationError("'\(bucket)' is no bucket's name; 'check --bucket' takes patterns.")
    }
  }

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: false)
    let policies = try PolicyInput(input.policyPaths, tellingErrors: standardError)
      .policySet(tellingErrors: standardError)
    let ledger = try await EvidenceInput.load(
      input.evidence, ledgers: input.ledgers, jobs: input.jobs, isQuiet: false,
      tellingErrors: standardError)
    let asOf = input.asOf ?? Machine.now
    func assessment(of scope: AssessmentScope) -> Assessment {
      Evaluation(
        of: ledger, against: policies, asOf: asOf, scope: scope, declared: input.declared
      ).assessment()
    }
    let only = AssessmentScope(bucket: try? GlobPattern(bucket), appliesWaivers: !noWaivers)
    guard let verdict = assessment(of: only).buckets.first else {
      let names = assessment(of: AssessmentScope()).buckets.map(\.bucket)
      standardError.error(
        "neither a policy nor the evidence names a bucket '\(bucket)'",
        help: names.nearest(to: bucket).map { "did you mean '\($0)'?" })
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    var explanation = Explanation(of: verdict, in: policies, asOf: asOf)
    if noWaivers { explanation.waivers = [] }
    let style = TextStyle(color: color, verbosity: .verbose)
    let text = ExplanationText(explanation, setting: setting, style: style).text
    do {
      try OutputFile.writeToStandardOutput(text)
    } catch {
      standardError.error("standard output: \(error.reason)", help: nil)
      throw ArgumentParser.ExitCode(.inputOutput)
    }
  }
}
