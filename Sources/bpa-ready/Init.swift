import ArgumentParser
import Diagnostics
import PolicyFiles
import RawEvidence
import Reports
import StarterPolicy

/// Writes a starter policy from evidence alone.
struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Proposes a starter policy from evidence alone: the buckets seen, with comments.",
    discussion: """
      What is missing in the evidence is named in comments and not waved through. A bucket that \
      answers anonymous callers is proposed as public, with a reason to fill in: search for TODO.

      For example: bpa-ready init --evidence AWSLogs --team payments --output Policies/payments.yaml
      """)

  @Option(
    name: .customLong("evidence"),
    help: ArgumentHelp(
      "A log file, a folder of them, or - for standard input. Repeatable.", valueName: "path"),
    completion: .file())
  var evidence: [String] = []

  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      "A ledger file that 'collect' made, instead of logs or beside them. Repeatable.",
      valueName: "file"), completion: .file())
  var ledgers: [String] = []

  @Option(
    help: ArgumentHelp(
      "The team that the policy is for. (default: to be filled in)", valueName: "name"))
  var team: String?

  @Option(
    help: ArgumentHelp(
      "Only buckets whose name matches: * any text, ? one character, {a,b} either.",
      valueName: "glob"),
    transform: GlobPattern.init(argument:))
  var bucket: GlobPattern?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file, if there is one.")
  var force = false

  @Option(help: ArgumentHelp("Files read at once. (default: one a core)", valueName: "n"))
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "Only errors beside the policy.")
  var quiet = false

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
    let standardError = StandardError(isQuiet: quiet)
    // Before the reading, which can take long.
    if let output { try checkAbsence(of: output, standardError) }
    let ledger = try await EvidenceInput.load(
      evidence, ledgers: ledgers, jobs: jobs, isQuiet: quiet, tellingErrors: standardError)
    let policy = StarterPolicy(from: ledger, team: team, scope: bucket)
    guard policy.bucketCount > 0 else {
      standardError.error(
        "no bucket to claim",
        help: "the evidence names none\(bucket.map { " that matches '\($0)'" } ?? "")")
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    let text = policy.text
    try check(text, standardError)
    try write(text, standardError)
    if let output {
      standardError.say(
        "\(output): \(policy.bucketCount.counting("bucket")) proposed; fill in what says TODO")
    }
  }

  private func checkAbsence(of path: String, _ standardError: StandardError) throws {
    guard !force, FileTree.entry(at: path).identity != nil else { return }
    throw exists(path, standardError)
  }

  private func exists(_ path: String, _ standardError: StandardError) -> ArgumentParser.ExitCode {
    standardError.error("\(path): is there already", help: "--force replaces it")
    return ArgumentParser.ExitCode(.inputOutput)
  }

  /// What is written is a policy file: whoever gets it need not mend it first.
  private func check(_ text: String, _ standardError: StandardError) throws {
    do {
      _ = try PolicySet.load(files: [(path: output ?? "-", bytes: Array(text.utf8))])
    } catch {
      standardError.show(error.diagnostics)
      standardError.note("the proposal is not a valid policy file: try a part of it with --bucket")
      throw ArgumentParser.ExitCode(.invalidPolicy)
    }
  }

  private func write(_ text: String, _ standardError: StandardError) throws {
    try standardError.telling(output ?? "standard output") { () throws(FileError) in
      guard let output else { return try OutputFile.writeToStandardOutput(text) }
      if force {
        try OutputFile.write(text, to: output)
      } else {
        try OutputFile.create(text, at: output)
      }
    }
  }
}
