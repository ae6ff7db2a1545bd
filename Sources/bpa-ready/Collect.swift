import ArgumentParser
import Diagnostics
import Evidence
import LedgerFile
import Reports
import TrailBucket

/// Adds what is new to a ledger file.
struct Collect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Adds new evidence to a ledger file, so that each log is read once.",
    discussion: """
      Takes files and folders, and a trail's files in S3 (s3://TRAIL-BUCKET/AWSLogs/) through the AWS \
      CLI, with whatever credentials that finds. Files that the ledger has are not opened again; those \
      that changed, and those that could not be read, are tried again. What is read is added batch by \
      batch: a run that is ended at any moment loses nothing that was added, and the next one goes on \
      from there. Several runs may add to one ledger at once.

      With --athena a table of log files is asked in Athena instead, day by day, for what the logs say \
      added up. Days that the ledger has are not asked for again, but for the last ones, whose files \
      may have been delivered late. Athena charges for what its queries scan: that is said before, as \
      far as S3 tells, and after.

      For example: bpa-ready collect --ledger FILE AWSLogs
                   bpa-ready collect --ledger FILE s3://TRAIL/AWSLogs/
                   bpa-ready collect --ledger FILE --athena --database D --table T
                   bpa-ready collect --ledger FILE --configuration
                   bpa-ready check --ledger FILE

      The ledger is made where there is none, readable by its owner only. Verdicts from it are the \
      same, to the byte, as from the logs themselves.

      EXIT CODES
        0   what there was to read is in the ledger; what could not be read is named
        64  the command line is not understood
        65  the ledger is no ledger, damaged, or of a newer version
        66  a path does not exist, or there are no such logs in S3, or no such table
        74  reading or writing failed; AWS gave no answer or not all; a query failed
        130, 143  interrupted, terminated: what was added stays
      """)

  @Option(help: ArgumentHelp("The ledger file that is added to.", valueName: "file"))
  var ledger: String?

  @Flag(
    help: """
      Print the smallest IAM policy with which AWS gives what the other arguments ask for, and do \
      nothing else.
      """)
  var printIAMPolicy = false

  @Argument(
    help: ArgumentHelp(
      """
      A log file, a folder of them (read to its depth), - for standard input, or s3://BUCKET/PREFIX \
      of a trail.
      """, valueName: "path"))
  var paths: [String] = []

  @Flag(
    help: """
      Ask S3 for the configuration of the buckets that the policies claim, and CloudTrail for what \
      the account's trails record. It only reads.
      """)
  var configuration = false

  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      """
      With --configuration: a policy file, or a folder of them. Repeatable. (default: Policies)
      """, valueName: "path"))
  var policies: [String] = []

  var policyPaths: [String] { policies.isEmpty ? ["Policies"] : policies }

  @OptionGroup(title: "Trails in S3 and Athena") var trail: TrailOptions

  @OptionGroup(title: "Tables in Athena") var athena: AthenaOptions

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
    if printIAMPolicy, try trailPrefixes.isEmpty, athena.isAsked || !configuration {
      throw ValidationError(
        athena.isAsked
          ? "Say where the files of the table lie: --print-iam-policy with s3://BUCKET/PREFIX."
          : "Say what is to be read: --print-iam-policy with s3://BUCKET/PREFIX, or --configuration."
      )
    }
    if athena.isAsked, !trail.accounts.isEmpty || !trail.regions.isEmpty, !printIAMPolicy {
      throw ValidationError("--account and --region are for s3://: the table says which it holds.")
    }
    guard !printIAMPolicy else { return }
    guard ledger != nil else { throw ValidationError("Give the ledger: --ledger FILE.") }
    guard !paths.isEmpty || configuration || athena.isAsked else {
      throw ValidationError("Give the logs: a file, a folder, -, s3://BUCKET/PREFIX, or --athena.")
    }
  }

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: quiet)
    guard !printIAMPolicy, let ledger else { return try printPermissions(standardError) }
    let local = paths.filter { !S3Location.isURI($0) }
    // What is wrong with a path shows before anything is fetched.
    let found = try EvidenceInput.find(local, tellingErrors: standardError)
    let file = try await LedgerInput.telling(standardError) { () async throws(LedgerFileError) in
      try LedgerInput.open(ledger, for: .making, standardError)
    }
    if !local.isEmpty { try await collect(found, below: local, into: file, standardError) }
    for prefix in try trailPrefixes {
      try await collectTrail(below: prefix, into: file, standardError)
    }
    if athena.isAsked { try await collectFromAthena(into: file, standardError) }
    if configuration { try await collectConfiguration(into: file, standardError) }
  }

  private func collect(
    _ found: EvidenceFiles, below paths: [String], into file: LedgerFile,
    _ standardError: StandardError
  ) async throws {
    let progress = ProgressBar(isShown: !quiet)
    defer { progress.clear() }
    let outcome = try await LedgerInput.telling(standardError) {
      () async throws(LedgerFileError) in
      try await file.collect(
        found, below: paths, by: LedgerRun("collect"), workers: workers,
        limits: BatchLimits(files: batch)
      ) { progress.show($0) }
    }
    progress.clear()
    standardError.tell(outcome.unreadable)
    for path in outcome.gone {
      standardError.warning("\(path): could not be read before, and is there no longer")
    }
    tell(read: outcome.read, events: outcome.events, known: outcome.known, standardError)
  }

  /// Says what the ledger got.
  func tell(read: Int, events: Int, known: Int, _ standardError: StandardError) {
    standardError.say(
      "bpa-ready: \(ledger ?? ""): \(read.counting("file")) read with"
        + " \(events.counting("record")), \(known.grouped) known already")
  }

  var workers: Int { jobs ?? Machine.processors }
}
