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
    events += told[.events].flatMap { Int($0) } ?? (columns.tellRecording ? 0 : 1)
    if let path = told[.path] { begin(path) }
    guard columns.tellRecording, let last = told[.lastPath] else {
      add(told.record { parser.parse($0) }, at: row.offset, scanning: &scanner)
      // Of many records the first and the last are told.
      if columns.tellRecording, let time = told[.lastEventTime], time != told[.eventTime] {
        add(told.record(at: time) { parser.parse($0) }, at: row.offset, scanning: &scanner)
      }
      return
    }
    trail.fileArrived()
    begin(last)
    trail.fileArrived()
  }

  /// What follows is of that log file.
  private mutating func begin(_ path: String) {
    trail.begin(TrailAccumulator.FileContext(path: path, name: LogFileName(path: path)))
  }

  private mutating func add(
    _ record: JSONValue, at offset: Int, scanning scanner: inout CloudTrailScanner
  ) {
    buffer.assign(JSONValue.array([record]).compactText.utf8)
    var isRecord = false
    let result = scanner.scan(buffer) { isRecord = trail.add($0) == nil }
    if result.status != .complete || !isRecord { noteMalformed(at: offset) }
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
