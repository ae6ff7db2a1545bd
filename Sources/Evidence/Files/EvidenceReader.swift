import JSON
import RawEvidence
import Timeline

/// Reads evidence files one after the other and adds up what they say: one reader a worker.
struct EvidenceReader: ~Copyable {
  private var file: InflatedFile
  private var scanner: CloudTrailScanner
  private var trail = TrailAccumulator()
  private var lineScanner = AccessLogScanner()
  private var accessLogs = AccessLogAccumulator()
  private var ledger = Ledger()
  private let hashesLogs: Bool
  /// What is wrong with log files that results of queries tell of: not with the results themselves.
  private var troublesOfRows: Set<UnreadableEvidence> = []

  /// A reader; `nil` where there is no memory for one. Log files are hashed only where there are digests
  /// to compare them with.
  init?(limits: InflationLimits, hashesLogs: Bool) {
    guard let file = InflatedFile(limits: limits), let scanner = CloudTrailScanner() else {
      return nil
    }
    self.file = file
    self.scanner = scanner
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
      let outcome = try file.load(evidence.location ?? evidence.path, content: evidence.content)
      digest = outcome.digest
      volume.bytes = outcome.bytes
      volume.bytesInflated = outcome.textBytes
      if let damage = outcome.damage { ledger.note(trouble.at(damage.offset, damage.reason)) }
      if outcome.damage == nil || outcome.textBytes > 0 {
        switch file.withText({ EvidenceForm(of: $0) }) {
        case .json, .unknown:
          readRecords(evidence, trouble, isDamaged: outcome.damage != nil, &volume)
        case .errorMessage(let code):
          let document = EvidenceDocument(path: evidence.path, value: ["error": .string(code)])
          if !readDocument(document, &volume) {
            ledger.note(trouble.at(0, "is the error \(code) of an AWS call, and no evidence"))
          }
        case .accessLog:
          readAccessLog(evidence.path, trouble, &volume)
        case .table:
          readTable(evidence.path, trouble, &volume)
        }
      }
    } catch {
      ledger.note(trouble.at(0, error.reason))
    }
    return FileOutcome(
      file: evidence, digest: digest, volume: volume,
      isRead: ledger.unreadable.count == knownTroubles)
  }

  /// Reads JSON: records, and where it holds none, a document of another kind.
  private mutating func readRecords(
    _ evidence: EvidenceFile, _ trouble: Trouble, isDamaged: Bool, _ volume: inout EvidenceVolume
  ) {
    trail.begin(TrailAccumulator.FileContext(path: evidence.path, name: trouble.name))
    if hashesLogs, !isDamaged, trouble.name != nil {
      let name = evidence.path.split(separator: "/").last ?? ""
      ledger.digests.noteHash(file.contentHash, ofLogFile: String(name))
    }
    let (result, shortcomings) = Self.scan(file, with: &scanner, into: &trail)
    volume.events = result.records
    if !isDamaged, result.holdsNoCalls, readDocument(at: evidence.path, &volume) { return }
    volume.filesWithoutCalls = result.status == .withoutCalls ? 1 : 0
    if result.status == .complete, !isDamaged { trail.fileArrived() }
    note(result, trouble, isDamaged: isDamaged)
    note(shortcomings, trouble)
  }

  /// Reads the lines of an access log. Those that are torn are told together, as far as they are of one
  /// bucket; the others count.
  private mutating func readAccessLog(
    _ path: String, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) {
    accessLogs.begin(path)
    var torn: [String?: (first: Int, count: Int)] = [:]
    volume.events = Self.scan(file, with: &lineScanner, into: &accessLogs) { line in
      torn[line.bucket, default: (line.offset, 0)].count += 1
    }
    for (bucket, lines) in torn {
      let what = lines.count == 1 ? "1 line is" : "\(lines.count) lines are"
      var unreadable = trouble.at(
        lines.first, "\(what) torn, or no whole line of a server access log",
        inflated: file.isCompressed)
      unreadable.bucket = bucket ?? unreadable.bucket
      ledger.note(unreadable)
    }
  }

  private static func scan(
    _ file: borrowing InflatedFile, with scanner: inout AccessLogScanner,
    into accessLogs: inout AccessLogAccumulator, tear: (AccessLogScanner.TornLine) -> Void
  ) -> Int {
    file.withText { text in
      scanner.scan(text, visit: { accessLogs.add($0) }, tear: tear)
    }
  }

  /// Reads the result of a query: a line of names, then a row a record.
  private mutating func readTable(
    _ path: String, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) {
    var columns: QueryColumns?
    var reading: QueryResultReading?
    var isFirst = true
    let result = Self.scan(file) { row in
      if isFirst {
        isFirst = false
        columns = QueryColumns((0..<row.count).map { row[$0] ?? "" })
        reading = columns.flatMap { QueryResultReading($0, at: path) }
      } else {
        reading?.add(row, scanning: &scanner)
      }
    }
    let inflated = file.isCompressed
    guard columns != nil, reading != nil else {
      ledger.note(
        trouble.at(
          0,
          "is a table (CSV) that tells of no records: the columns \(QueryColumns.needed) are needed",
          inflated: inflated))
      return
    }
    if let offset = result.unendedField {
      ledger.note(trouble.at(offset, "ends within a row", inflated: inflated))
    }
    if result.malformed > 0 {
      ledger.note(
        trouble.at(
          result.firstMalformed, "\(result.malformed) rows have text beside their quotes",
          inflated: inflated))
    }
    noteRows(&reading, trouble, &volume)
  }

  private mutating func noteRows(
    _ reading: inout QueryResultReading?, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) {
    guard let malformed = reading?.malformed, let first = reading?.firstMalformed else { return }
    volume.events = reading?.events ?? 0
    if malformed > 0 {
      let what = malformed == 1 ? "1 row tells" : "\(malformed) rows tell"
      ledger.note(
        trouble.at(first, "\(what) of no record on a bucket", inflated: file.isCompressed))
    }
    troublesOfRows.formUnion(reading?.troubles ?? [])
    if let said = reading?.ledger(resolving: { scanner.text(of: $0) }) { ledger.merge(said) }
  }

  private static func scan(
    _ file: borrowing InflatedFile, visit: (borrowing CSVRow) -> Void
  ) -> CSVScanner.Result {
    var table = CSVScanner()
    return file.withText { text in table.scan(text, visit: visit) }
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

/// Says what is wrong with one file.
private struct Trouble {
  let path: String
  let name: LogFileName?
  /// The bucket that an access log is of, as its folders say.
  private let bucket: String?

  init(path: String) {
    self.path = path
    name = LogFileName(path: path)
    bucket = AccessLogFolder(path: path)?.bucket
  }

  func at(_ offset: Int, _ reason: String, inflated: Bool = false) -> UnreadableEvidence {
    UnreadableEvidence(
      file: path, offset: offset, isOffsetInflated: inflated, reason: reason, place: name?.place,
      deliveredAt: name?.deliveredAt, bucket: bucket)
  }
}
