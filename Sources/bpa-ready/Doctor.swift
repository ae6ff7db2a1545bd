import ArgumentParser
import RawEvidence
import Readiness
import Reports
import Timeline

/// Says what is in a body of evidence, before any policy exists.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is in the evidence, what it lacks, and what to do about that.",
    discussion: """
      The sources, accounts, Regions and buckets, how each class of events was recorded, what could not \
      be read, what the answer for each setting lacks, and the shortest list of things to do. No policy \
      is needed: all four settings are asked about, over the 90 days that hold where no policy says \
      anything.

      For example: bpa-ready doctor --evidence AWSLogs

      The exit code is 0 whatever is missing: 'check' is the gate.
      """)

  @Option(
    name: .customLong("evidence"),
    help: ArgumentHelp(
      "A file of evidence, a folder of them, or - for standard input. Repeatable.",
      valueName: "path"), completion: .file())
  var evidence: [String] = []

  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      "A ledger file that 'collect' made, instead of logs or beside them. Repeatable.",
      valueName: "file"), completion: .file())
  var ledgers: [String] = []

  @Option(
    help: ArgumentHelp(
      "The instant that it speaks of, such as 2020-02-10T00:00:00Z. (default: now)",
      valueName: "instant"),
    transform: Instant.init(argument:))
  var asOf: Instant?

  @Option(help: ArgumentHelp("Files read at once. (default: one a core)", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("The format on standard output: text or json.", valueName: "name"))
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "Whether text is coloured; auto: on a terminal, unless NO_COLOR is set.", valueName: "when"))
  var color: OutputOptions.ColorChoice = .auto

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func validate() throws {
    guard !evidence.isEmpty || !ledgers.isEmpty else {
      throw ValidationError(
        "Give the evidence: --evidence PATH (a log file, a folder, or -), or --ledger FILE.")
    }
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 1024.")
    }
  }

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: false)
    let found = try EvidenceInput.find(evidence, tellingErrors: standardError)
    let ledger = try await EvidenceInput.load(
      found, below: evidence, ledgers: ledgers, jobs: jobs, isQuiet: false,
      tellingErrors: standardError)
    let diagnosis = EvidenceDiagnosis(
      of: ledger, asOf: asOf ?? Machine.now, repeatedLogs: found.repeatedLogs)
    let text =
      switch format {
      case .text: DiagnosisText(diagnosis, style: TextStyle(color: color, verbosity: .normal)).text
      case .json: DiagnosisReport(diagnosis).text
      }
    try standardError.telling("standard output") { () throws(FileError) in
      try OutputFile.writeToStandardOutput(text)
    }
  }
}
