import AWSCommand
import AthenaCollection
import Evidence
import LedgerFile
import Synchronization
import Timeline

/// Takes what a table of log files says of days into a ledger file, as Athena adds it up.
struct TableCollection {
  let questions: DayQuestions
  let running: QueryRunning
  let ledger: LedgerFile
  let workers: Int
  let standardError: StandardError

  /// Seconds in the queue that are worth a line: queries are looked at every ten.
  private static let longWait = 60..<70

  /// Ranges that are asked for at once, each by one query at a time: accounts may run some twenty.
  private static let atOnce = 4

  /// What a collection came to.
  struct Outcome {
    var days = 0
    var events = 0
    /// What was scanned, also by queries that failed.
    var scan = ScanTally.Sum()
    /// What was told and could not be read.
    var unreadable: Set<UnreadableEvidence> = []
    /// The places that results were written to.
    var outputs: Set<String> = []
    /// Days that are left, because so much was scanned already.
    var left = 0
    /// Why it ended before its end.
    var failure: QueryFailure?
  }

  /// The days of a window that the ledger lacks, or has as they were before all files were there.
  func missing(of days: [Instant]) throws(LedgerFileError) -> [Instant] {
    let answers = days.flatMap { questions.settledAnswers(of: $0) }
    let missing = Set(try ledger.unread(answers).map(\.path))
    return days.filter { day in
      questions.settledAnswers(of: day).contains { missing.contains($0.path) }
    }
  }

  /// Asks for the days of a plan, and adds each range when both of its answers were read.
  ///
  /// - Throws: `LedgerFileError`, `CancellationError`. What was added before stays.
  func collect(
    _ plan: DayPlan, upTo maxBytes: Int?, progress: ProgressBar
  ) async throws -> Outcome {
    var outcome = Outcome()
    let tally = ScanTally()
    let number = try ledger.begin(LedgerRun("collect --athena"))
    do {
      try await plan.ranges.concurrentForEach(
        atOnce: maxBytes == nil ? Self.atOnce : 1,
        prepare: { range in
          try await ask(range, tally, progress)
        }
      ) { range, results in
        try await add(results, of: range, plan, number, &outcome)
        progress.say("asked Athena for \(outcome.days) of \(plan.days) days")
        if let maxBytes, tally.sum.bytes >= maxBytes { throw Exhaustion() }
      }
    } catch let failure as QueryFailure where !failure.isCancellation {
      outcome.failure = failure
    } catch is Exhaustion {
      outcome.left = plan.days - outcome.days
    }
    outcome.scan = tally.sum
    return outcome
  }

  /// So much was scanned as was allowed.
  private struct Exhaustion: Error {}

  private func ask(
    _ range: DayRange, _ tally: ScanTally, _ progress: ProgressBar
  ) async throws -> [QueryResult] {
    var results: [QueryResult] = []
    for statement in questions.statements(for: range) {
      let result = try await running.result(of: statement) { heard in
        switch heard {
        case .queued(let seconds):
          progress.say("waiting for \(seconds) s in the workgroup's queue")
          if Self.longWait.contains(seconds) {
            standardError.say(
              "bpa-ready: a query has waited a minute in the workgroup's queue: as many run there as may"
            )
          }
        case .ended(let bytes): tally.count(bytes: bytes)
        }
      }
      results.append(result)
    }
    return results
  }

  private func add(
    _ results: [QueryResult], of range: DayRange, _ plan: DayPlan, _ number: Int64,
    _ outcome: inout Outcome
  ) async throws {
    outcome.outputs.formUnion(results.compactMap(\.outputLocation))
    let read = await EvidenceCollection(questions.files(results, of: range)).read(workers: workers)
    try ledger.add(questions.remembered(read, of: range, by: plan), run: number)
    outcome.days += range.days.count
    outcome.events += read.ledger.volume.events
    outcome.unreadable.formUnion(read.ledger.unreadable)
  }
}

/// Adds up what queries scanned, from any task.
final class ScanTally: Sendable {
  /// What was scanned.
  struct Sum: Sendable {
    var queries = 0
    var bytes = 0
    var chargedBytes = 0
  }

  private let value = Mutex(Sum())

  var sum: Sum { value.withLock { $0 } }

  /// Counts a query that has ended.
  func count(bytes: Int) {
    value.withLock {
      $0.queries += 1
      $0.bytes += bytes
      $0.chargedBytes += ScanPrice.chargedBytes(for: bytes)
    }
  }
}
