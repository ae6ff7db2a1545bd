import JSON
import RawEvidence
import Timeline

/// Reads evidence files one after the other and adds up what they say: one reader a worker.
struct EvidenceReader: ~Copyable {
  var file: InflatedFile
  var scanner: CloudTrailScanner
  private var trail = TrailAccumulator()
  var lineScanner = AccessLogScanner()
  var accessLogs = AccessLogAccumulator()
  var ledger = Ledger()
  let limits: InflationLimits
  private let hashesLogs: Bool
  /// What is wrong with log files that results of queries tell of: not with the results themselves.
  var troublesOfRows: Set<UnreadableEvidence> = []

  /// A reader; `nil` where there is no memory for one. Log files are hashed only where there are digests
  /// to compare them with.
  init?(limits: InflationLimits, hashesLogs: Bool) {
    guard let file = InflatedFile(limits: limits), let scanner = CloudTrailScanner() else {
      return nil
    }
    self.file = file
    self.scanner = scanner
    self.limits = limits
    self.hashesLogs = hashesLogs
  }

  /// Reads a file. What is wrong with it becomes part of what the evidence says; how much was read is
  /// told apart, for the same content is counted once under however many names.
  mutating func read(_ evidence: EvidenceFile) -> FileOutcome {
    let knownTroubles = ledger.unreadable.count
    var digest: TextDigest?
    let trouble = Trouble(path: evidence.path)
    var volume = EvidenceVolume()
    volume.files = 1
    do {
      digest = try readStreamed(evidence, trouble, &volume)
      if digest == nil { digest = try readWhole(evidence, trouble, &volume) }
    } catch {
      ledger.note(trouble.at(0, error.reason))
    }
    return FileOutcome(
      file: evidence, digest: digest, volume: volume,
      isRead: ledger.unreadable.count == knownTroubles)
  }

  private mutating func readWhole(
    _ evidence: EvidenceFile, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) throws(FileError) -> TextDigest {
    let outcome = try file.load(evidence.location ?? evidence.path, content: evidence.content)
    volume.bytes = outcome.bytes
    volume.bytesInflated = outcome.textBytes
    if let damage = outcome.damage { ledger.note(trouble.at(damage.offset, damage.reason)) }
    guard outcome.damage == nil || outcome.textBytes > 0 else { return outcome.digest }
    switch file.withText({ EvidenceForm(of: $0) }) {
    case .json, .unknown:
      readRecords(evidence, trouble, isDamaged: outcome.damage != nil, &volume)
    case .exportedLines:
      file.leaveExportedMessages()
      readRecords(evidence, trouble, isDamaged: outcome.damage != nil, &volume)
    case .errorMessage(let code):
      let document = EvidenceDocument(path: evidence.path, value: ["error": .string(code)])
      if !readDocument(document, &volume) {
        ledger.note(trouble.at(0, "is the error \(code) of an AWS call, and no evidence"))
      }
    case .accessLog: readAccessLog(evidence.path, trouble, &volume)
    case .table: readTable(evidence.path, trouble, &volume)
    }
    return outcome.digest
  }

  /// Reads JSON: records, and where it holds none, a document of another kind.
  private mutating func readRecords(
    _ evidence: EvidenceFile, _ trouble: Trouble, isDamaged: Bool, _ volume: inout EvidenceVolume
  ) {
    trail.begin(TrailAccumulator.FileContext(path: evidence.path, name: trouble.name))
    if hashesLogs, !isDamaged, trouble.name != nil {
      ledger.digests.noteHash(file.contentHash, ofLogFile: String(evidence.path.fileName))
    }
    let (result, shortcomings) = Self.scan(file, with: &scanner, into: &trail)
    volume.events = result.records
    if result.records == 0, readAccessLogRecords(evidence.path, trouble, &volume) { return }
    if !isDamaged, result.holdsNoCalls, readDocument(at: evidence.path, &volume) { return }
    volume.filesWithoutCalls = result.status == .withoutCalls ? 1 : 0
    if result.status == .complete, !isDamaged { trail.fileArrived() }
    note(result, trouble, isDamaged: isDamaged)
    note(shortcomings, trouble)
  }

  /// Reads the file as one document; `false` where it is of no kind that is known.
  private mutating func readDocument(at path: String, _ volume: inout EvidenceVolume) -> Bool {
    let value = file.withText { text -> JSONValue? in
      guard text.count <= DocumentKind.sizeLimit, var parser = JSONParser() else { return nil }
      return parser.parse(text)
    }
    guard let value else { return false }
    return readDocument(
      EvidenceDocument(path: path, value: value, contentHash: file.contentHash), &volume)
  }

  private mutating func readDocument(
    _ document: EvidenceDocument, _ volume: inout EvidenceVolume
  ) -> Bool {
    guard var said = DocumentKind.ledger(of: document) else { return false }
    volume.add(said.volume)
    said.volume = EvidenceVolume()
    ledger.merge(said)
    return true
  }

  /// All that the files said.
  consuming func finished() -> Ledger {
    var all = ledger
    all.merge(trail.finished { scanner.text(of: $0) })
    all.merge(accessLogs.finished())
    for trouble in troublesOfRows { all.note(trouble) }
    return all
  }

  private static func scan(
    _ file: borrowing InflatedFile, with scanner: inout CloudTrailScanner,
    into trail: inout TrailAccumulator
  ) -> (CloudTrailScanner.Result, Shortcomings) {
    var shortcomings: Shortcomings = [:]
    let result = file.withText { text in
      scanner.scan(text) { record in
        if let shortcoming = trail.add(record) {
          let offset = record.offset
          shortcomings[shortcoming, default: (offset, 0)].count += 1
        }
      }
    }
    return (result, shortcomings)
  }

  /// How many records fall short, and where the first of them stands.
  private typealias Shortcomings = [TrailAccumulator.Shortcoming: (first: Int, count: Int)]

  /// Notes what is wrong with the text. Where the compressed file was damaged already, that the text
  /// ends too early says nothing new.
  private mutating func note(
    _ result: CloudTrailScanner.Result, _ trouble: Trouble, isDamaged: Bool
  ) {
    let inflated = file.isCompressed
    switch result.status {
    case .complete, .withoutCalls: break
    case .notCloudTrail where !isDamaged: noteNoEvidence(trouble)
    case .broken(let offset, let reason) where !isDamaged:
      ledger.note(trouble.at(offset, reason, inflated: inflated))
    case .notCloudTrail, .broken: break
    }
    if result.malformed > 0 {
      let what = result.malformed == 1 ? "1 element is" : "\(result.malformed) elements are"
      ledger.note(
        trouble.at(result.firstMalformed, "\(what) no CloudTrail record", inflated: inflated))
    }
  }

  private mutating func noteNoEvidence(_ trouble: Trouble) {
    ledger.note(trouble.at(0, "holds no CloudTrail records", inflated: file.isCompressed))
  }

  private mutating func note(_ shortcomings: Shortcomings, _ trouble: Trouble) {
    for (shortcoming, records) in shortcomings {
      let reason = shortcoming.reason(of: records.count)
      ledger.note(trouble.at(records.first, reason, inflated: file.isCompressed))
    }
  }
}

extension CloudTrailScanner.Result {
  /// Whether it is JSON in which no call is told: it may be other evidence.
  fileprivate var holdsNoCalls: Bool { status == .notCloudTrail || status == .withoutCalls }
}
