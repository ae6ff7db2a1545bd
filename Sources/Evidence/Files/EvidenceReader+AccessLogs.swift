import RawEvidence

/// Server access logs: lines, and the records in JSON that CloudWatch Logs gets instead.
extension EvidenceReader {
  /// Reads the lines of an access log. Those that are torn are told together, as far as they are of one
  /// bucket; the others count.
  mutating func readAccessLog(
    _ path: String, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) {
    accessLogs.begin(path)
    var torn = TornLines()
    volume.events = Self.scan(file, with: &lineScanner, into: &accessLogs) { torn.add($0) }
    note(torn, trouble, inflated: file.isCompressed)
  }

  /// Reads JSON as records of access logging; `false` where it holds none.
  mutating func readAccessLogRecords(
    _ path: String, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) -> Bool {
    guard file.withText({ AccessLogScanner.mayHoldRecords($0) }) else { return false }
    accessLogs.begin(path)
    var torn = TornLines()
    let visited = Self.scanRecords(file, with: &lineScanner, into: &accessLogs) { torn.add($0) }
    guard let visited else { return false }
    volume.events = visited
    note(torn, trouble, inflated: file.isCompressed)
    return true
  }

  /// Reads the lines of a large access log, piece by piece. Nothing of it counts where it is damaged.
  mutating func streamAccessLog(
    _ stream: inout StreamedFile, _ path: String, _ trouble: Trouble,
    _ volume: inout EvidenceVolume
  ) throws(FileError) -> InflatedFile.Outcome {
    var said = AccessLogAccumulator()
    said.begin(path)
    var torn = TornLines()
    var visited = 0
    let outcome = try Self.scan(&stream, with: &lineScanner, into: &said, &visited) {
      torn.add($0)
    }
    if outcome.damage == nil {
      volume.events = visited
      ledger.merge(said.finished())
      note(torn, trouble, inflated: stream.isCompressed)
    }
    return outcome
  }

  private mutating func note(_ torn: TornLines, _ trouble: Trouble, inflated: Bool) {
    for (bucket, lines) in torn.byBucket {
      let what = lines.count == 1 ? "1 line is" : "\(lines.count) lines are"
      var unreadable = trouble.at(
        lines.first, "\(what) torn, or no whole line of a server access log", inflated: inflated)
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

  private static func scanRecords(
    _ file: borrowing InflatedFile, with scanner: inout AccessLogScanner,
    into accessLogs: inout AccessLogAccumulator, tear: (AccessLogScanner.TornLine) -> Void
  ) -> Int? {
    file.withText { text in
      scanner.scanRecords(text, visit: { accessLogs.add($0) }, tear: tear)
    }
  }

  private static func scan(
    _ stream: inout StreamedFile, with scanner: inout AccessLogScanner,
    into accessLogs: inout AccessLogAccumulator, _ visited: inout Int,
    tear: (AccessLogScanner.TornLine) -> Void
  ) throws(FileError) -> InflatedFile.Outcome {
    try stream.forEachPiece { text, piece in
      scanner.scan(text, piece, &visited, visit: { accessLogs.add($0) }, tear: tear)
    }
  }
}

/// Lines that are torn, by the bucket that they are of.
private struct TornLines {
  private(set) var byBucket: [String?: (first: Int, count: Int)] = [:]

  mutating func add(_ line: AccessLogScanner.TornLine) {
    byBucket[line.bucket, default: (line.offset, 0)].count += 1
  }
}
