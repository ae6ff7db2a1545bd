public import AWSCommand
import JSON

/// Runs a query in Athena, and waits for its end.
public struct QueryRunning: Sendable {
  let aws: AWSCommand
  private let context: QueryContext
  private let pauses: PollSchedule

  /// Running through that command.
  public init(_ aws: AWSCommand, in context: QueryContext, pauses: PollSchedule = .standard) {
    self.aws = aws
    self.context = context
    self.pauses = pauses
  }

  /// How far a query is.
  public enum Progress: Sendable {
    /// It waits for its turn, for so long.
    case queued(seconds: Int)
    /// It has ended, well or not, and scanned so much, which is what is paid for.
    case ended(scannedBytes: Int)
  }

  /// A query that has ended well.
  struct Finished: Sendable {
    var id: String
    /// The file of its result in S3; `nil` where Athena keeps the result itself.
    var outputLocation: String?
  }

  /// Runs a statement.
  ///
  /// Whatever keeps it from being waited for to its end, such as Ctrl-C, stops the query in Athena too:
  /// nobody would look at what it costs.
  ///
  /// - Throws: ``QueryFailure``, also where the query ended in Athena without a result.
  func run(
    _ statement: String, report: @Sendable (Progress) -> Void
  ) async throws(QueryFailure) -> Finished {
    let id = try await start(statement)
    do throws(QueryFailure) {
      return try await finish(id, report: report)
    } catch {
      if case .aws = error { await stop(id) }
      throw error
    }
  }

  /// A call that is not cut off half way: nobody would know then whether the query runs.
  private func start(_ statement: String) async throws(QueryFailure) -> String {
    if Task.isCancelled { throw .aws(.cancelled) }
    // The token makes one query of a call that is tried again.
    let token =
      "bpa-ready-"
      + (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }
      .joined(separator: "-")
    let arguments =
      ["--query-string", statement, "--client-request-token", token] + context.arguments
    let aws = aws
    let answer: Result<JSONValue, AWSFailure> = await Task {
      do throws(AWSFailure) {
        return .success(try await aws.json(AthenaCalls.start, arguments))
      } catch {
        return .failure(error)
      }
    }.value
    switch answer {
    case .failure(let failure): throw .aws(failure)
    case .success(let value):
      guard let id = value["QueryExecutionId"]?.string, !id.isEmpty else {
        throw .aws(.unreadableAnswer(AthenaCalls.start))
      }
      return id
    }
  }

  private func finish(
    _ id: String, report: @Sendable (Progress) -> Void
  ) async throws(QueryFailure) -> Finished {
    let started = ContinuousClock.now
    for pause in pauses {
      do {
        try await Task.sleep(for: pause)
      } catch {
        throw .aws(.cancelled)
      }
      let execution = try await execution(of: id)
      let reason = execution.reason ?? "it does not say why"
      switch execution.state {
      case .queued:
        report(.queued(seconds: Int(started.duration(to: .now).components.seconds)))
        continue
      case .running: continue
      case .succeeded, .failed, .cancelled: report(.ended(scannedBytes: execution.scannedBytes))
      }
      switch execution.state {
      case .failed: throw .failed(reason: reason)
      case .cancelled: throw .stopped(reason: reason)
      default: return Finished(id: id, outputLocation: execution.outputLocation)
      }
    }
    throw .aws(.cancelled)
  }

  private func execution(of id: String) async throws(QueryFailure) -> QueryExecution {
    let answer: JSONValue
    do throws(AWSFailure) {
      answer = try await aws.json(AthenaCalls.state, ["--query-execution-id", id])
    } catch {
      throw .aws(error)
    }
    guard let execution = QueryExecution(answer) else {
      throw .aws(.unreadableAnswer(AthenaCalls.state))
    }
    return execution
  }

  /// Stops a query, also where this task was cancelled. That it cannot be stopped is said by nobody:
  /// there is a failure already.
  private func stop(_ id: String) async {
    let aws = aws
    await Task { _ = try? await aws.output(of: AthenaCalls.stop, ["--query-execution-id", id]) }
      .value
  }
}

/// How long is waited before each look at a query: longer and longer, without an end.
public struct PollSchedule: Sequence, Sendable {
  private let first: Duration
  private let longest: Duration

  /// Waits of this length, each twice as long as the one before, up to the longest.
  public init(first: Duration, longest: Duration) {
    self.first = first
    self.longest = longest
  }

  /// A quarter of a second at first, ten seconds at last. The CLI itself takes a second to start.
  public static let standard = PollSchedule(first: .milliseconds(250), longest: .seconds(10))

  public func makeIterator() -> AnyIterator<Duration> {
    var next = first
    return AnyIterator {
      defer { next = Swift.min(next * 2, longest) }
      return next
    }
  }
}
