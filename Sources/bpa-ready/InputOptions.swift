import ArgumentParser
import Timeline

/// What is read, and the instant that the answers speak of.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      "A policy file, or a folder of them (*.yaml, *.yml). Repeatable. (default: Policies)",
      valueName: "path"))
  var policies: [String] = []

  @Option(
    name: .customLong("evidence"),
    help: ArgumentHelp(
      """
      A log file, a configuration snapshot, a folder of them (read to its depth), or - for \
      standard input; compressed or not. Repeatable.
      """, valueName: "path"))
  var evidence: [String] = []

  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      "A ledger file that 'collect' made, instead of logs or beside them. Repeatable.",
      valueName: "file"))
  var ledgers: [String] = []

  @Option(
    help: ArgumentHelp(
      "The instant that the verdicts speak of, such as 2020-02-10T00:00:00Z. (default: now)",
      valueName: "instant"),
    transform: Instant.init(argument:))
  var asOf: Instant?

  @Option(help: ArgumentHelp("Files read at once. (default: one a core)", valueName: "n"))
  var jobs: Int?

  var policyPaths: [String] { policies.isEmpty ? ["Policies"] : policies }

  func validate() throws {
    guard !evidence.isEmpty || !ledgers.isEmpty else {
      throw ValidationError(
        "Give the evidence: --evidence PATH (a log file, a folder, or -), or --ledger FILE.")
    }
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 1024.")
    }
  }
}

extension Instant {
  /// Reads an instant from the command line.
  init(argument: String) throws {
    guard let instant = Self(iso8601: argument) else {
      throw ValidationError(
        "expected a day of the calendar, such as 2020-02-10, or an instant with its offset from"
          + " UTC, such as 2020-02-10T00:00:00Z")
    }
    self = instant
  }
}
