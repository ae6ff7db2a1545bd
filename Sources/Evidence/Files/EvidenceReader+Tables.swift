import RawEvidence

/// Results of queries: a line of names, then a row a record.
extension EvidenceReader {
  mutating func readTable(
    _ path: String, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) {
    var table = QueryTable(path)
    Self.scan(file, into: &table, scanning: &scanner)
    note(&table, trouble, inflated: file.isCompressed, &volume)
  }

  /// Reads a large result, piece by piece. Nothing of it counts where it is damaged.
  mutating func streamTable(
    _ stream: inout StreamedFile, _ path: String, _ trouble: Trouble,
    _ volume: inout EvidenceVolume
  ) throws(FileError) -> InflatedFile.Outcome {
    var table = QueryTable(path)
    let outcome = try Self.scan(&stream, into: &table, scanning: &scanner)
    if outcome.damage == nil {
      note(&table, trouble, inflated: stream.isCompressed, &volume)
    }
    return outcome
  }

  private static func scan(
    _ file: borrowing InflatedFile, into table: inout QueryTable,
    scanning scanner: inout CloudTrailScanner
  ) {
    var rows = CSVScanner()
    table.result = file.withText { text in
      rows.scan(text) { table.add($0, scanning: &scanner) }
    }
  }

  private static func scan(
    _ stream: inout StreamedFile, into table: inout QueryTable,
    scanning scanner: inout CloudTrailScanner
  ) throws(FileError) -> InflatedFile.Outcome {
    var rows = CSVScanner()
    var result = CSVScanner.Result()
    let outcome = try stream.forEachPiece { text, piece in
      rows.scan(text, piece, &result) { table.add($0, scanning: &scanner) }
    }
    table.result = result
    return outcome
  }

  private mutating func note(
    _ table: inout QueryTable, _ trouble: Trouble, inflated: Bool, _ volume: inout EvidenceVolume
  ) {
    guard table.reading != nil else {
      ledger.note(
        trouble.at(
          0,
          "is a table (CSV) that tells of no records: the columns \(QueryColumns.needed) are needed",
          inflated: inflated))
      return
    }
    if let offset = table.result.unendedField {
      ledger.note(trouble.at(offset, "ends within a row", inflated: inflated))
    }
    let malformed = table.result.malformed
    if malformed > 0 {
      let what = malformed == 1 ? "1 row has" : "\(malformed) rows have"
      let whose = malformed == 1 ? "its" : "their"
      ledger.note(
        trouble.at(
          table.result.firstMalformed, "\(what) text beside \(whose) quotes", inflated: inflated))
    }
    noteRows(&table.reading, trouble, inflated: inflated, &volume)
  }

  private mutating func noteRows(
    _ reading: inout QueryResultReading?, _ trouble: Trouble, inflated: Bool,
    _ volume: inout EvidenceVolume
  ) {
    guard let malformed = reading?.malformed, let first = reading?.firstMalformed else { return }
    volume.events = reading?.events ?? 0
    if malformed > 0 {
      let what = malformed == 1 ? "1 row tells" : "\(malformed) rows tell"
      ledger.note(
        trouble.at(first, "\(what) of no record on a bucket", inflated: inflated))
    }
    troublesOfRows.formUnion(reading?.troubles ?? [])
    if let said = reading?.ledger(resolving: { scanner.text(of: $0) }) { ledger.merge(said) }
  }
}

/// A table that is being read: its first row says what the others are.
private struct QueryTable: ~Copyable {
  private let path: String
  private var isFirst = true
  /// `nil` before the first row, and where that names no columns of records.
  var reading: QueryResultReading?
  /// How the walk over the rows ended.
  var result = CSVScanner.Result()

  init(_ path: String) {
    self.path = path
  }

  mutating func add(_ row: borrowing CSVRow, scanning scanner: inout CloudTrailScanner) {
    guard isFirst else {
      reading?.add(row, scanning: &scanner)
      return
    }
    isFirst = false
    reading = QueryColumns((0..<row.count).map { row[$0] ?? "" }).flatMap {
      QueryResultReading($0, at: path)
    }
  }
}
