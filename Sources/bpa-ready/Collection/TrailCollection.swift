import AWSCommand
import Evidence
import LedgerFile
import Timeline
import TrailBucket

/// Takes what is new of a trail's files in S3 into a ledger file.
struct TrailCollection {
  let aws: AWSCommand
  let ledger: LedgerFile
  let run: LedgerRun
  let workers: Int

  /// Batches that are fetched while another one is read: each lies on the disk meanwhile.
  private static let fetchedAtOnce = 2

  /// What a collection came to.
  struct Outcome {
    var read = 0
    var known = 0
    var events = 0
    /// What was read and is damaged, and what could not be fetched.
    var unreadable: Set<UnreadableEvidence> = []
    /// The first failure because of which files could not be fetched.
    var failure: AWSFailure?
  }

  /// The files that a listing found, and those of them that the ledger lacks.
  struct Plan {
    var known: Int
    var batches: [FetchBatch]
    /// Files that have to be restored before they can be fetched.
    var archived: [StoredLog]

    var files: Int { batches.reduce(0) { $0 + $1.files.count } }
    var bytes: Int { batches.reduce(0) { $0 + $1.bytes } }
  }

  /// Compares a listing with the ledger.
  func plan(for found: [TrailListing.Found]) throws(LedgerFileError) -> Plan {
    let listed = found.flatMap { $0.days.values.joined() }
    let unread = Set(try ledger.unread(listed.map { EvidenceFile($0) }).map(\.path))
    let new = listed.filter { unread.contains($0.uri) }
    return Plan(
      known: listed.count - new.count,
      batches: found.flatMap { $0.batches { unread.contains($0.uri) } },
      archived: new.filter(\.isArchived))
  }

  /// Fetches and reads what is new. Each batch is added to the ledger when it is read, and forgotten.
  ///
  /// - Throws: `AWSFailure`, `LedgerFileError`. What was added before stays.
  func collect(_ plan: Plan, progress: ProgressBar) async throws -> Outcome {
    let number = try ledger.begin(run)
    var outcome = Outcome(known: plan.known)
    try note(plan.archived, "is archived: restore it, and collect again", number, &outcome)
    let fetch = LogFetch(aws)
    var done = EvidenceCollection.Progress(
      files: 0, totalFiles: plan.files, bytes: 0, totalBytes: plan.bytes)
    progress.show(done)
    try await plan.batches.concurrentForEach(
      atOnce: Self.fetchedAtOnce, prepare: { try await fetch.fetch($0) }
    ) { batch, fetched in
      try await add(fetched, number, &outcome)
      done.files += batch.files.count
      done.bytes += batch.bytes
      progress.show(done)
    }
    return outcome
  }

  private func add(
    _ fetched: LogFetch.Fetched, _ number: Int64, _ outcome: inout Outcome
  ) async throws {
    let files = fetched.files.map { EvidenceFile($0.log, location: $0.path) }
    let collected = await EvidenceCollection(files, hashesLogs: true).read(workers: workers)
    try ledger.add(collected, run: number)
    outcome.read += files.count
    outcome.events += collected.ledger.volume.events
    outcome.unreadable.formUnion(collected.ledger.unreadable)
    guard !fetched.missing.isEmpty else { return }
    let failure = fetched.failure ?? .failed(LogFetch.call, message: "files are missing after it")
    outcome.failure = outcome.failure ?? failure
    try note(
      fetched.missing, "could not be fetched: \(failure.diagnostic.message)", number, &outcome)
  }

  /// Writes down that files are there which nobody could read.
  private func note(
    _ logs: [StoredLog], _ reason: String, _ number: Int64, _ outcome: inout Outcome
  ) throws(LedgerFileError) {
    guard !logs.isEmpty else { return }
    let missing = CollectedEvidence(unread: logs.map { EvidenceFile($0) }, reason: reason)
    try ledger.add(missing, run: number)
    outcome.unreadable.formUnion(missing.ledger.unreadable)
  }
}

extension EvidenceFile {
  /// A file of a trail, by its place in S3, and where it lies for now.
  init(_ log: StoredLog, location: String? = nil) {
    self.init(path: log.uri, size: log.size, version: log.etag)
    self.location = location
  }
}
