import ArgumentParser
import Diagnostics
import Evidence
import PolicyFiles
import PolicyTesting
import RawEvidence
import Reports

/// Runs the tests of policies.
struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the tests beside the policies: events, and the verdicts they are to lead to.",
    discussion: """
      EXIT CODES
        0   every test passed
        1   at least one test failed
        64  the command line is not understood
        66  a path does not exist, or holds no test
        74  reading or writing failed
        78  a test file or a policy file is invalid
      """)

  @Argument(
    help: ArgumentHelp(
      "A test file, or a folder of them (*.test.yaml, *.test.yml). (default: Policies)",
      valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Write the outcome as JUnit XML to a file as well.", valueName: "file"),
    completion: .file())
  var junit: String?

  @Option(
    help: ArgumentHelp(
      "Whether text is coloured; auto: on a terminal, unless NO_COLOR is set.", valueName: "when"))
  var color: OutputOptions.ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Only the sum, and the tests that failed.")
  var quiet = false

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: quiet)
    let input = try PolicyTestInput.load(
      paths.isEmpty ? ["Policies"] : paths, tellingErrors: standardError)
    var logs = TestLogs()
    var files: [PolicyTestRun.File] = []
    for file in input.files {
      var outcomes: [PolicyTestOutcome] = []
      for test in file.tests.tests {
        let ledger = try await logs.ledger(of: test, tellingErrors: standardError)
        outcomes.append(await test.outcome(against: file.policies, besideLogs: ledger))
      }
      files.append(PolicyTestRun.File(path: file.tests.path, outcomes: outcomes))
    }
    let run = PolicyTestRun(files, of: input.allPolicies)
    try write(run, standardError)
    if run.failures > 0 { throw ArgumentParser.ExitCode(.notReady) }
  }

  private func write(_ run: PolicyTestRun, _ standardError: StandardError) throws {
    if let junit {
      try standardError.telling(junit) { () throws(FileError) in
        try OutputFile.write(PolicyTestJUnitReport(run).text, to: junit)
      }
    }
    let style = TextStyle(color: color, verbosity: quiet ? .quiet : .normal)
    try standardError.telling("standard output") { () throws(FileError) in
      try OutputFile.writeToStandardOutput(PolicyTestTextReport(run, style: style).text)
    }
  }
}
