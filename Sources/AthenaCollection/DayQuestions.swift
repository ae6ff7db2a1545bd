import AthenaQueries
public import Evidence
import RawEvidence
public import Timeline

/// What is asked of the records of some days, and how a ledger remembers that it has the answers.
public struct DayQuestions: Sendable {
  private let context: QueryContext
  private let dayPartition: String?
  private let hasEveryPartition: Bool
  private let fingerprint: String

  /// The questions to a table that is partitioned by the days of a column; `nil` where it is not.
  public init(_ context: QueryContext, dayPartition: String?, of table: CatalogTable) {
    self.context = context
    self.dayPartition = dayPartition
    hasEveryPartition = table.isProjected || dayPartition == nil
    let example = Self.statements(
      for: DayRange(
        first: Instant(secondsSince1970: 0), last: Instant(secondsSince1970: 0)),
      of: context.table, dayPartition: dayPartition)
    let digest = TextDigest(of: (example + [table.definition]).joined(separator: "\n"))
    fingerprint = String(digest.high, radix: 16) + String(digest.low, radix: 16)
  }

  /// Whether several days can be asked for at once. Where partitions are added one by one, one that is
  /// not there yet looks like a day without calls: then each day is asked for by itself, and one that
  /// tells of nothing is asked for again, which other days in the same query would hide.
  public var takesSeveralDays: Bool { hasEveryPartition }

  /// The two statements: of what was recorded when, and of uses. They are asked in this order, one after
  /// the other: a file that comes between the two is then known for its uses, and not for having been
  /// recorded.
  public func statements(for range: DayRange) -> [String] {
    Self.statements(for: range, of: context.table, dayPartition: dayPartition)
  }

  private static func statements(
    for range: DayRange, of table: AthenaTable, dayPartition: String?
  ) -> [String] {
    let selection: QueryExtent.Selection =
      if let dayPartition {
        .delivered(first: range.first, last: range.last, dayPartition: dayPartition)
      } else {
        .happened(from: range.first, to: range.last + .days(1), dayPartition: nil)
      }
    let extent = QueryExtent(table, selection)
    return [RecordingQuery(extent).sql, EvidenceQuery(extent).sql]
  }

  // MARK: What a ledger remembers

  /// What the two answers of a day are called, in the order of the statements.
  private static let answers = ["recording.csv", "uses.csv"]

  private func path(_ day: Instant, _ answer: String) -> String {
    "athena://\(context.catalog)/\(context.table.database)/\(context.table.table)/\(day.day)/\(answer)"
  }

  /// The answers of a day as a ledger has them that need not be asked again: of these questions, to
  /// this table, and from when all files of the day were there.
  public func settledAnswers(of day: Instant) -> [EvidenceFile] {
    Self.answers.map { EvidenceFile(path: path(day, $0), size: 0, version: fingerprint) }
  }

  /// The answers as files to read, which go by the name of the first day.
  ///
  /// - Parameter results: in the order of the statements.
  public func files(_ results: [QueryResult], of range: DayRange) -> [EvidenceFile] {
    zip(Self.answers, results).map { answer, result in
      let path = path(range.first, answer)
      switch result.content {
      case .bytes(let bytes): return EvidenceFile(path: path, content: bytes)
      case .file(let location, let size, _):
        // By its size a large one is known, which is read piece by piece.
        var file = EvidenceFile(path: path, size: size)
        file.location = location
        return file
      }
    }
  }

  /// What was read of a range's answers, as a ledger remembers it: each day with both of them, or as
  /// one to be asked for again where one of the two could not be read, or both told of nothing.
  public func remembered(
    _ read: CollectedEvidence, of range: DayRange, by plan: DayPlan
  ) -> CollectedEvidence {
    var remembered = read
    remembered.files = []
    let isRead = read.files.count == Self.answers.count && read.files.allSatisfy(\.isRead)
    // Where nothing at all was told, it is of days before the trail, or by a table that looks elsewhere.
    let isTold = !read.ledger.activity.isEmpty
    for answer in Self.answers {
      let answered = path(range.first, answer)
      guard let outcome = read.files.first(where: { $0.file.path == answered }) else { continue }
      let troubles = read.ledger.unreadable.filter { $0.file == answered }
      for day in range.days {
        let version = isTold && plan.isSettled(day) ? fingerprint : "\(fingerprint) \(plan.asOf)"
        remembered.files.append(
          FileOutcome(
            file: EvidenceFile(path: path(day, answer), size: 0, version: version),
            digest: outcome.digest, volume: outcome.volume, isRead: isRead))
        // Each day is asked for again, maybe without the others: what is wrong with the answer is wrong
        // with that of every day of it.
        for var trouble in troubles {
          trouble.file = path(day, answer)
          remembered.ledger.note(trouble)
        }
      }
    }
    return remembered
  }
}
