import ArgumentParser
import Diagnostics
import Evidence
import LedgerFile
import Reports

/// Adds what is new to a ledger file.
struct Collect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Adds new evidence to a ledger file, so that each log is read once.",
    discussion: """
      Files that the ledger has are not opened again; those that changed, and those that could not \
      be read, are tried again. What is read is added batch by batch: a run that is ended at any \
      moment loses nothing that was added, and the next one goes on from there. Several runs may add \
      to one ledger at once.

      For example: bpa-ready collect --ledger payments.ledger AWSLogs
                   bpa-ready check --ledger payments.ledger

      The ledger is made where there is none, readable by its owner only. Verdicts from it are the \
      same, to the byte, as from the logs themselves.

      EXIT CODES
        0   what there was to read is in the ledger; files that could not be read are named
        64  the command line is not understood
        65  the ledger is no ledger, damaged, or of a newer version
        66  a path does not exist
        74  reading or writing failed: no room, no permission
        130, 143  interrupted, terminated: what was added stays
      """)

  @Option(help: ArgumentHelp("The ledger file that is added to.", valueName: "file"))
  var ledger: String

  @Argument(
    help: ArgumentHelp(
      "A log file, a folder of them (read to its depth), or - for standard input.",
      valueName: "path"))
  var paths: [String]

  @Option(help: ArgumentHelp("Files read at once. (default: one a core)", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Files added at once: what a run that is ended has to read again, at most.", valueName: "n"))
  var batch = 1_000

  @Flag(name: .shortAndLong, help: "Only errors.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 1024.")
    }
    guard batch > 0 else { throw ValidationError("--batch takes a number from 1 on.") }
  }

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: quiet)
    let found = try EvidenceInput.find(paths, tellingErrors: standardError)
    let progress = ProgressBar(isShown: !quiet)
    defer { progress.clear() }
    let outcome = try await LedgerInput.telling(standardError) {
      () async throws(LedgerFileError) in
      let file = try LedgerInput.open(ledger, for: .making, standardError)
      return try await file.collect(
        found, below: paths, by: LedgerRun("collect"), workers: jobs ?? Machine.processors,
        limits: BatchLimits(files: batch)
      ) { progress.show($0) }
    }
    progress.clear()
    standardError.tell(outcome.unreadable)
    for path in outcome.gone {
      standardError.warning("\(path): could not be read before, and is there no longer")
    }
    standardError.say(
      "bpa-ready: \(ledger): \(outcome.read.counting("file")) read with"
        + " \(outcome.events.counting("record")), \(outcome.known.grouped) known already")
  }
}
