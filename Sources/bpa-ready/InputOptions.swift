import ArgumentParser
import Readiness
import S3Access
import Timeline

/// What is read, and the instant that the answers speak of.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      "A policy file, or a folder of them (*.yaml, *.yml). Repeatable. (default: Policies)",
      valueName: "path"), completion: .file())
  var policies: [String] = []

  @Option(
    name: .customLong("evidence"),
    help: ArgumentHelp(
      """
      A log file, a configuration snapshot, a folder of them (read to its depth), or - for \
      standard input; compressed or not. Repeatable.
      """, valueName: "path"), completion: .file())
  var evidence: [String] = []

  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      "A ledger file that 'collect' made, instead of logs or beside them. Repeatable.",
      valueName: "file"), completion: .file())
  var ledgers: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Vouch that a query whose result is among the evidence went over all records from then to then: \
      2020-01-01/2020-02-10. Its classes count as recorded, and the report says who said so. Needs \
      --declared-class.
      """, valueName: "from/to"),
    transform: Interval.init(argument:))
  var declaredWindow: Interval?

  @Option(
    name: .customLong("declared-class"),
    help: ArgumentHelp(
      """
      What the query would have found: management, object-reads or object-writes. Repeatable.
      """, valueName: "class"),
    completion: .list(EvidenceClass.allCases.map(\.rawValue)),
    transform: EvidenceClass.init(argument:))
  var declaredClasses: [EvidenceClass] = []

  /// What the user vouches for.
  var declared: [DeclaredRecording] {
    guard let declaredWindow else { return [] }
    return Set(declaredClasses).sorted().map { DeclaredRecording($0, during: declaredWindow) }
  }

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
    guard (declaredWindow == nil) == declaredClasses.isEmpty else {
      throw ValidationError(
        "--declared-window and --declared-class go together: of what classes does the query tell?")
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

extension Interval {
  /// Reads a stretch of time from the command line, as ISO 8601 writes it.
  init(argument: String) throws {
    let ends = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = Instant(iso8601: String(ends[0])),
      let to = Instant(iso8601: String(ends[1])), from < to
    else {
      throw ValidationError(
        "expected two days or instants in their order, such as 2020-01-01/2020-02-10T00:00:00Z")
    }
    self.init(from: from, to: to)
  }
}

extension EvidenceClass {
  /// Reads a class by the name that reports call it by.
  init(argument: String) throws {
    guard let known = Self(rawValue: argument) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("expected one of \(names)")
    }
    self = known
  }
}
