import Evidence

/// How much is added to a ledger at once: what is lost where a run is ended, and has to be read again.
public struct BatchLimits: Sendable {
  /// Files of a batch.
  public var files: Int
  /// Bytes of the files of a batch, as they are on disk.
  public var bytes: Int

  /// Limits of a batch; at least one file is always taken.
  public init(files: Int = 1_000, bytes: Int = 256 << 20) {
    self.files = files
    self.bytes = bytes
  }
}

/// What a collection came to.
public struct CollectionOutcome: Sendable {
  /// Files that were read now.
  public var read = 0
  /// Files that were known already.
  public var known = 0
  /// Records read now.
  public var events = 0
  /// What could not be read now.
  public var unreadable: Set<UnreadableEvidence> = []
  /// Files that could not be read before and are there no longer.
  public var gone: [String] = []
}

extension LedgerFile {
  /// Reads the files that are new, batch by batch, and adds each batch when it is read.
  ///
  /// - Parameters:
  ///   - found: the files, the known ones among them.
  ///   - roots: the paths below which the files were found.
  ///   - run: who adds them.
  ///   - workers: files read at once.
  ///   - limits: how much is added in one transaction.
  ///   - report: called from any worker after each file.
  /// - Throws: ``LedgerFileError`` where the ledger cannot be read or written. The batches that were
  ///   added before are in it.
  public func collect(
    _ found: EvidenceFiles, below roots: [String], by run: LedgerRun, workers: Int,
    limits: BatchLimits = BatchLimits(),
    report: @escaping @Sendable (EvidenceCollection.Progress) -> Void = { _ in }
  ) async throws(LedgerFileError) -> CollectionOutcome {
    let number = try begin(run)
    var outcome = CollectionOutcome()
    outcome.gone = try add(found, below: roots, run: number)
    outcome.unreadable = found.ledger.unreadable
    let unread = try unread(found.files)
    outcome.known = found.files.count - unread.count
    var progress = EvidenceCollection.Progress(
      files: 0, totalFiles: unread.count, bytes: 0,
      totalBytes: unread.reduce(0) { $0 + $1.size })
    for batch in Self.batches(of: unread, limits) {
      // Another run may have read them meanwhile.
      let files = try self.unread(batch)
      let before = progress
      let collected = await EvidenceCollection(files, hashesLogs: true).read(workers: workers) {
        part in
        report(before.adding(part))
      }
      try add(collected, run: number)
      outcome.read += collected.files.count
      outcome.known += batch.count - files.count
      outcome.events += collected.ledger.volume.events
      outcome.unreadable.formUnion(collected.ledger.unreadable)
      progress.files += batch.count
      progress.bytes += batch.reduce(0) { $0 + $1.size }
    }
    return outcome
  }

  static func batches(of files: [EvidenceFile], _ limits: BatchLimits) -> [[EvidenceFile]] {
    var batches: [[EvidenceFile]] = []
    var bytes = 0
    for file in files {
      if let last = batches.last, last.count < limits.files, bytes + file.size <= limits.bytes {
        batches[batches.count - 1].append(file)
        bytes += file.size
      } else {
        batches.append([file])
        bytes = file.size
      }
    }
    return batches
  }
}

extension EvidenceCollection.Progress {
  /// How far it is, with a batch that is so far.
  fileprivate func adding(_ batch: Self) -> Self {
    var sum = self
    sum.files += batch.files
    sum.bytes += batch.bytes
    return sum
  }
}
