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
  }

  private let files: [EvidenceFile]
  private let limits: InflationLimits

  /// A collection of these files.
  public init(_ files: [EvidenceFile], limits: InflationLimits = .standard) {
    self.files = files
    self.limits = limits
  }

  /// Reads all files with this many workers. The ledger is the same for any number of them.
  ///
  /// - Parameter report: called from any worker after each file.
  public func ledger(
    workers: Int, report: (@Sendable (Progress) -> Void)? = nil
  ) async -> Ledger {
    let queue = FileQueue(files)
    let limits = limits
    let hashesLogs = files.contains { DigestStream(digestName: $0.path) != nil }
    return await withTaskGroup(of: Ledger.self) { group in
      for _ in 0..<max(1, min(workers, files.count)) {
        group.addTask {
          Self.readAll(from: queue, limits: limits, hashesLogs: hashesLogs, report: report)
        }
      }
      var ledger = Ledger()
      for await part in group { ledger.merge(part) }
      return ledger
    }
  }

  private static func readAll(
    from queue: FileQueue, limits: InflationLimits, hashesLogs: Bool,
    report: (@Sendable (Progress) -> Void)?
  ) -> Ledger {
    guard var reader = EvidenceReader(limits: limits, hashesLogs: hashesLogs) else {
      // Every file that nobody reads has to show.
      var ledger = Ledger()
      while let file = queue.next() {
        ledger.note(
          UnreadableEvidence(file: file.path, offset: 0, reason: "there is not enough memory"))
      }
      return ledger
    }
    while let file = queue.next() {
      reader.read(file)
      let progress = queue.finished(file)
      report?(progress)
    }
    return reader.finished()
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
