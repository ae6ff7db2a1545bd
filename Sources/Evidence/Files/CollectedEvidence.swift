import RawEvidence

/// What files said, and how the reading of each went.
public struct CollectedEvidence: Sendable {
  /// All that the files said.
  public var ledger = Ledger()
  /// Each file that was read or tried, in no order.
  public var files: [FileOutcome] = []

  /// Nothing collected.
  public init() {}

  /// Files that are there and that nobody could read, with what is wrong with them.
  public init(unread files: [EvidenceFile], reason: String) {
    for file in files {
      let name = LogFileName(path: file.path)
      ledger.note(
        UnreadableEvidence(
          file: file.path, offset: 0, reason: reason, place: name?.place,
          deliveredAt: name?.deliveredAt))
      self.files.append(FileOutcome(unread: file))
    }
  }

  mutating func merge(_ other: CollectedEvidence) {
    ledger.merge(other.ledger)
    files += other.files
  }

  /// Counts what was read. A content that stands in several files is counted once: it says nothing
  /// twice.
  mutating func countContents() {
    var counted: Set<TextDigest> = []
    for file in files where file.digest.map({ counted.insert($0).inserted }) ?? true {
      ledger.count(file.volume)
    }
  }
}

/// How the reading of one file went.
public struct FileOutcome: Sendable {
  /// The file.
  public var file: EvidenceFile
  /// What tells its content from others; `nil` where it could not be opened.
  public var digest: TextDigest?
  /// How much it holds, its extent left out.
  public var volume: EvidenceVolume
  /// Whether all of it was read.
  public var isRead: Bool

  /// How the reading of a file went.
  public init(file: EvidenceFile, digest: TextDigest?, volume: EvidenceVolume, isRead: Bool) {
    self.file = file
    // The bytes were read: only the name is of use from here on.
    self.file.content = nil
    self.digest = digest
    self.volume = volume
    self.isRead = isRead
  }

  /// A file that nobody could try.
  init(unread file: EvidenceFile) {
    var volume = EvidenceVolume()
    volume.files = 1
    self.init(file: file, digest: nil, volume: volume, isRead: false)
  }
}
