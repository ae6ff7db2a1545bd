import JSON
import RawEvidence

/// Reads the result of a query over CloudTrail records, row by row as the records that they are of.
///
/// A result of matches holds what a query asked for, and nobody can tell from it what was not asked for: it
/// proves uses, and is no sign of recording. A result that adds up all records tells what was recorded
/// when, and of uses nothing.
struct QueryResultReading: ~Copyable {
  private let columns: QueryColumns
  private var parser: JSONParser
  private var trail = TrailAccumulator()
  private var buffer = ByteBuffer()

  /// What is wrong with the rows.
  private(set) var malformed = 0
  /// Where the first row begins that is no record, in bytes of the text.
  private(set) var firstMalformed = 0
  /// Records told of.
  private(set) var events = 0
  /// How many records fall short, by the log files that rows say they are of.
  private var shortcomings: [String: [TrailAccumulator.Shortcoming: Int]] = [:]

  /// A reading of these columns; `nil` where there is no memory for it.
  init?(_ columns: QueryColumns, at path: String) {
    guard let parser = JSONParser() else { return nil }
    self.parser = parser
    self.columns = columns
    trail.begin(TrailAccumulator.FileContext(path: path, name: nil))
  }

  mutating func add(_ row: borrowing CSVRow, scanning scanner: inout CloudTrailScanner) {
    guard row.count == columns.count else { return noteMalformed(at: row.offset) }
    let told = QueryRow(row, columns)
    let records = told[.events].flatMap { Int($0) } ?? (columns.tellRecording ? 0 : 1)
    events += records
    if let path = told[.path] { begin(path) }
    if let ids = told[.eventIDs] { return addAll(ids, told, at: row.offset, scanning: &scanner) }
    guard columns.tellRecording, let last = told[.lastPath] else {
      let shortcoming = add(told.record { parser.parse($0) }, at: row.offset, scanning: &scanner)
      if let shortcoming { note(shortcoming, of: records, path: told[.path], at: row.offset) }
      // Of many records, or copies of one, the first and the last are told.
      if let time = told[.lastEventTime], time != told[.eventTime] {
        _ = add(told.record(at: time) { parser.parse($0) }, at: row.offset, scanning: &scanner)
      }
      return
    }
    trail.fileArrived()
    begin(last)
    trail.fileArrived()
  }

  /// Adds many requests that are alike but for what the row does not tell. The first of them has the
  /// time of the first, and the others that of the last: of requests that are not kept whole no more is
  /// known than how many there are, and from when to when.
  private mutating func addAll(
    _ ids: String, _ told: QueryRow, at offset: Int, scanning scanner: inout CloudTrailScanner
  ) {
    trail.context.tellsOneByOne = false
    defer { trail.context.tellsOneByOne = true }
    let ids = ids.split(separator: " ")
    let first = told.record(tellsIDs: false) { parser.parse($0) }.compactText
    let last = told.record(at: told[.lastEventTime], tellsIDs: false) { parser.parse($0) }
      .compactText
    guard let one = ids.first else { return noteMalformed(at: offset) }
    for (id, record) in [(one, first)] + ids.map({ ($0, last) }) {
      // The ids are letters, digits and hyphens, as the query sees to.
      guard id.utf8.allSatisfy({ $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
        noteMalformed(at: offset)
        continue
      }
      _ = add("[{\"eventID\":\"\(id)\"," + record.dropFirst() + "]", at: offset, scanning: &scanner)
    }
  }

  /// What follows is of that log file.
  private mutating func begin(_ path: String) {
    trail.begin(TrailAccumulator.FileContext(path: path, name: LogFileName(path: path)))
  }

  private mutating func add(
    _ record: JSONValue, at offset: Int, scanning scanner: inout CloudTrailScanner
  ) -> TrailAccumulator.Shortcoming? {
    add(JSONValue.array([record]).compactText, at: offset, scanning: &scanner)
  }

  private mutating func add(
    _ records: String, at offset: Int, scanning scanner: inout CloudTrailScanner
  ) -> TrailAccumulator.Shortcoming? {
    buffer.assign(records.utf8)
    var isRecord = false
    var shortcoming: TrailAccumulator.Shortcoming?
    let result = scanner.scan(buffer) {
      isRecord = true
      shortcoming = trail.add($0)
    }
    if result.status != .complete || !isRecord { noteMalformed(at: offset) }
    return shortcoming
  }

  /// Notes what records lack: as the trouble of their log file, which asking again would not mend, where
  /// the row says which that is.
  private mutating func note(
    _ shortcoming: TrailAccumulator.Shortcoming, of records: Int, path: String?, at offset: Int
  ) {
    guard let path else { return noteMalformed(at: offset) }
    shortcomings[path, default: [:]][shortcoming, default: 0] += records
  }

  /// What is wrong with the log files that rows are of.
  var troubles: [UnreadableEvidence] {
    shortcomings.flatMap { path, found in
      let name = LogFileName(path: path)
      return found.map { shortcoming, records in
        UnreadableEvidence(
          file: path, offset: 0, reason: shortcoming.reason(of: records), place: name?.place,
          deliveredAt: name?.deliveredAt)
      }
    }
  }

  private mutating func noteMalformed(at offset: Int) {
    if malformed == 0 { firstMalformed = offset }
    malformed += 1
  }

  /// What the rows say.
  mutating func ledger(resolving text: (Symbol) -> String) -> Ledger {
    var told = trail.finished(resolving: text)
    if let kind = columns.kind { told.note(kind) }
    guard !columns.tellRecording else { return told.ofRecording }
    return told.ofMatches(
      tellErrors: columns.has(.errorCode),
      tellACLRequired: columns.has(.additionalEventData) || columns.has(.aclRequired))
  }
}

extension Ledger {
  /// What remains of rows that tell of many records: what was recorded when, and whose the buckets are.
  fileprivate var ofRecording: Ledger {
    var ledger = self
    ledger.facts = [:]
    ledger.changes = []
    ledger.recordingChanges = []
    return ledger
  }

  /// What remains of records that were chosen by a query: the uses, and what was changed.
  ///
  /// - Parameters:
  ///   - tellErrors: whether failed calls can be told from others. Where they cannot, nobody is known to
  ///     have been let in, and a call that was refused looks like a use.
  ///   - tellACLRequired: whether the absence of `aclRequired` says anything.
  fileprivate func ofMatches(tellErrors: Bool, tellACLRequired: Bool) -> Ledger {
    var ledger = self
    ledger.activity = [:]
    ledger.managementWrites = [:]
    ledger.sightings = [:]
    if !tellErrors { ledger.changes = [] }
    guard !tellErrors || !tellACLRequired else { return ledger }
    ledger.facts = [:]
    for (fact, tally) in facts {
      switch fact.subject {
      case .access where !tellErrors: continue
      case .access(.notSaid) where !tellACLRequired:
        var untold = fact
        untold.subject = .access(.cannotTell)
        ledger.record(untold, tally)
      default: ledger.record(fact, tally)
      }
    }
    return ledger
  }
}
