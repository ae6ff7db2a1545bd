import RawEvidence

/// A file that is to be read as evidence.
public struct EvidenceFile: Hashable, Sendable {
  /// Its path as it was named, or below the folder that was; `-` is standard input.
  public var path: String
  /// Where it lies, where that is not what it is called: it was fetched from somewhere else. `nil` for
  /// a file that lies at its path.
  public var location: String?

  /// Its size in bytes, as far as it is known before reading.
  public var size: Int

  /// What changes when its content does: when a local file was changed, or an S3 object's ETag; `nil`
  /// where nothing tells, as of a pipe.
  public var version: String?

  /// Its bytes, where they are at hand already; `nil` for a file that is to be opened.
  public var content: [UInt8]?

  /// A file of a size.
  public init(path: String, size: Int, version: String? = nil) {
    self.path = path
    self.size = size
    self.version = version
  }

  /// A file that is at hand: nothing is opened, and the path only names it.
  public init(path: String, content: [UInt8], version: String? = nil) {
    self.path = path
    self.version = version
    self.content = content
    size = content.count
  }
}

/// The files that the evidence paths stand for.
public struct EvidenceFiles: Sendable {
  /// The files to read, each once, by path.
  public private(set) var files: [EvidenceFile] = []
  /// What is known before anything is read: folders that cannot be listed, files passed over.
  public private(set) var ledger = Ledger()
  /// Files in the folders whose names no log has.
  public private(set) var passedOver: [String] = []
  /// Paths that were named and are not there.
  public private(set) var missing: [String] = []
  /// Folders that were named and hold nothing to read.
  public private(set) var foldersWithoutLogs: [String] = []

  private var seen: Set<FileIdentity> = []

  /// Finds the files below these paths. A file that is named is read whatever it is called; in
  /// folders, only names that logs have are.
  public init(below paths: [String]) {
    for path in paths { add(path) }
    files.sort { $0.path < $1.path }
  }

  private mutating func add(_ path: String) {
    if path == "-" {
      if !files.contains(where: { $0.path == "-" }) {
        files.append(EvidenceFile(path: "-", size: 0))
      }
      return
    }
    switch FileTree.entry(at: path) {
    case .folder(let identity): addNamedFolder(path, identity)
    case .file(let identity, let size, let modified):
      addFile(path, identity, size: size, modified: modified)
    // A pipe that is named, such as one that a shell makes of a command, is read once.
    case .special(let identity): addFile(path, identity, size: 0, modified: nil)
    case .missing: missing.append(path)
    case .unreachable(let reason):
      ledger.note(UnreadableEvidence(file: path, offset: 0, reason: reason))
    }
  }

  private mutating func addNamedFolder(_ path: String, _ identity: FileIdentity) {
    guard !seen.contains(identity) else { return }
    let found = (files.count, ledger.unreadable.count)
    addFolder(path.count > 1 ? path.droppingLastSlash : path, identity)
    if found == (files.count, ledger.unreadable.count) { foldersWithoutLogs.append(path) }
  }

  private mutating func addFile(
    _ path: String, _ identity: FileIdentity, size: Int, modified: Int64?
  ) {
    // One file under two names, or named twice, is read once.
    guard seen.insert(identity).inserted else { return }
    files.append(EvidenceFile(path: path, size: size, version: modified.map(String.init)))
  }

  private mutating func addFolder(_ path: String, _ identity: FileIdentity) {
    guard seen.insert(identity).inserted else { return }
    let names: [String]
    do {
      names = try FileTree.names(inFolder: path)
    } catch {
      ledger.note(UnreadableEvidence(file: path, offset: 0, reason: error.reason))
      return
    }
    for name in names.sorted() where !LogFileName.foldersWithoutCalls.contains(name) {
      addEntry(named: name, below: path)
    }
  }

  private mutating func addEntry(named name: String, below folder: String) {
    let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    switch FileTree.entry(at: path) {
    case .folder(let identity): addFolder(path, identity)
    case .file(let identity, let size, let modified):
      if Self.isLogName(name) {
        addFile(path, identity, size: size, modified: modified)
      } else {
        passOver(name, at: path)
      }
    case .special:
      // Opening a pipe waits for its writer, who may never come.
      guard Self.isLogName(name) else { return passOver(path) }
      ledger.note(
        UnreadableEvidence(
          file: path, offset: 0, reason: "is no file: name it, if it is to be read as evidence"))
    case .missing:
      ledger.note(
        UnreadableEvidence(file: path, offset: 0, reason: "is a link to a file that is not there"))
    case .unreachable(let reason):
      ledger.note(UnreadableEvidence(file: path, offset: 0, reason: reason))
    }
  }

  /// Passes over a file whose name no log has. What is named like a file of CloudTrail and ends
  /// otherwise, such as the piece that a broken download leaves behind, is a log that nobody reads.
  private mutating func passOver(_ name: String, at path: String) {
    // The rows of an inventory are read with its manifest.
    if path.hasSuffix("/data/\(name)"), name.hasSuffix(".csv.gz") { return }
    guard let log = LogFileName(path: name) else { return passOver(path) }
    ledger.note(
      UnreadableEvidence(
        file: path, offset: 0, reason: "is called like a CloudTrail log and does not end like one",
        place: log.place, deliveredAt: log.deliveredAt))
  }

  private mutating func passOver(_ path: String) {
    passedOver.append(path)
    ledger.passOver()
  }

  private static func isLogName(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    return logEndings.contains { lowercased.hasSuffix($0) } || AccessLogName.matches(name)
      || isExportName(name)
  }

  /// `000000.gz`, as exports of CloudWatch Logs count the files of each stream.
  private static func isExportName(_ name: String) -> Bool {
    name.count == 9 && name.hasSuffix(".gz")
      && name.dropLast(3).allSatisfy { ("0"..."9").contains($0) }
  }

  private static let logEndings = [
    ".json", ".json.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".csv",
  ]
}

extension String {
  fileprivate var droppingLastSlash: String {
    hasSuffix("/") ? String(dropLast()).droppingLastSlash : self
  }
}

extension Ledger {
  fileprivate mutating func passOver() {
    volume.filesPassedOver += 1
  }
}
