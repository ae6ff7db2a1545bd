import RawEvidence
import Synchronization

/// Reads evidence files on several cores and adds up what they say.
public struct EvidenceCollection: Sendable {
  /// How far a collection is.
  public struct Progress: Sendable {
    /// Files read.
    public var files: Int
    /// Files to read in all.
    public var totalFiles: Int
    /// Bytes of the files read.
    public var bytes: Int
    /// Bytes of all files.
    public var totalBytes: Int

    /// So far of so much.
    public init(files: Int, totalFiles: Int, bytes: Int, totalBytes: Int) {
      self.files = files
      self.totalFiles = totalFiles
      self.bytes = bytes
      self.totalBytes = totalBytes
    }
  }

  private let files: [EvidenceFile]
  private let limits: InflationLimits
  private let hashesLogs: Bool

  /// A collection of these files. Log files are hashed where there are digests among the files, or
  /// where some may come later.
  public init(
    _ files: [EvidenceFile], limits: InflationLimits = .standard, hashesLogs: Bool = false
  ) {
    self.files = files
    self.limits = limits
    self.hashesLogs = hashesLogs
  }

  /// Reads all files with this many workers. The ledger is the same for any number of them.
  ///
  /// - Parameters:
  ///   - workers: files read at once.
  ///   - report: called from any worker after each file.
  public func ledger(
    workers: Int, report: (@Sendable (Progress) -> Void)? = nil
  ) async -> Ledger {
    await read(workers: workers, report: report).ledger
  }

  /// Reads all files with this many workers, and says of each how that went.
  ///
  /// - Parameters:
  ///   - workers: files read at once.
  ///   - report: called from any worker after each file.
  public func read(
    workers: Int, report: (@Sendable (Progress) -> Void)? = nil
  ) async -> CollectedEvidence {
    let queue = FileQueue(files)
    let limits = limits
    let hashesLogs = self.hashesLogs || files.contains { DigestStream(digestName: $0.path) != nil }
    return await withTaskGroup(of: CollectedEvidence.self) { group in
      for _ in 0..<max(1, min(workers, files.count)) {
        group.addTask {
          Self.readAll(from: queue, limits: limits, hashesLogs: hashesLogs, report: report)
        }
      }
      var collected = CollectedEvidence()
      for await part in group { collected.merge(part) }
      collected.countContents()
      return collected
    }
  }

  private static func readAll(
    from queue: FileQueue, limits: InflationLimits, hashesLogs: Bool,
    report: (@Sendable (Progress) -> Void)?
  ) -> CollectedEvidence {
    var collected = CollectedEvidence()
    guard var reader = EvidenceReader(limits: limits, hashesLogs: hashesLogs) else {
      // Every file that nobody reads has to show.
      while let file = queue.next() {
        collected.ledger.note(
          UnreadableEvidence(file: file.path, offset: 0, reason: "there is not enough memory"))
        collected.files.append(FileOutcome(unread: file))
      }
      return collected
    }
    while let file = queue.next() {
      collected.files.append(reader.read(file))
      let progress = queue.finished(file)
      report?(progress)
    }
    collected.ledger = reader.finished()
    return collected
  }
}

/// Hands out files, each to one worker: the largest first, so that no worker is left with a large
/// one when the others are done.
private final class FileQueue: Sendable {
  private let files: [EvidenceFile]
  private let totalBytes: Int
  private let taken = Atomic<Int>(0)
  private let doneFiles = Atomic<Int>(0)
  private let doneBytes = Atomic<Int>(0)

  init(_ files: [EvidenceFile]) {
    self.files = files.sorted { ($0.size, $1.path) > ($1.size, $0.path) }
    totalBytes = files.reduce(0) { $0 + $1.size }
  }

  func next() -> EvidenceFile? {
    let place = taken.add(1, ordering: .relaxed).oldValue
    return place < files.count ? files[place] : nil
  }

  func finished(_ file: EvidenceFile) -> EvidenceCollection.Progress {
    EvidenceCollection.Progress(
      files: doneFiles.add(1, ordering: .relaxed).newValue, totalFiles: files.count,
      bytes: doneBytes.add(file.size, ordering: .relaxed).newValue, totalBytes: totalBytes)
  }
}
