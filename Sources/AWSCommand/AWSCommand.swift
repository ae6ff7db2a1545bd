import JSON
import RawEvidence
import Subprocess
import SystemPackage

/// The user's own `aws` command.
///
/// Credentials, single sign-on, roles, Regions, proxies and endpoints are the CLI's business: it is run
/// with the environment as it is. Arguments go to it as they are, through no shell. Starting it takes
/// more than a second, so callers ask for much at once.
public struct AWSCommand: Sendable {
  private let executable: Executable
  private let retries: RetrySchedule

  /// The command of that name on the `PATH`.
  public init(named name: String = "aws", retries: RetrySchedule = .standard) {
    executable = .name(name)
    self.retries = retries
  }

  /// The command at that path.
  public init(at path: String, retries: RetrySchedule = .standard) {
    executable = .path(FilePath(path))
    self.retries = retries
  }

  /// The answer to a call, as JSON; `.null` where the answer is empty.
  ///
  /// - Throws: ``AWSFailure``, after it was tried again where that may help.
  public func json(_ call: AWSCall, _ arguments: [String]) async throws(AWSFailure) -> JSONValue {
    let answer = try await output(of: call, arguments + ["--output", "json"])
    let text = String(decoding: answer, as: UTF8.self)
    let visible = text.drop(while: \.isWhitespace)
    if visible.isEmpty || visible.hasPrefix("null") { return .null }
    guard var parser = JSONParser(), let value = parser.parse(text) else {
      throw .unreadableAnswer(call)
    }
    return value
  }

  /// What a call writes to standard output.
  ///
  /// - Throws: ``AWSFailure``, after it was tried again where that may help.
  @discardableResult
  public func output(
    of call: AWSCall, _ arguments: [String]
  ) async throws(AWSFailure) -> [UInt8] {
    for pause in retries.pauses {
      do {
        return try await attempt(call, arguments)
      } catch {
        guard error.mayPass else { throw error }
      }
      do {
        try await Task.sleep(for: RetrySchedule.jittered(pause))
      } catch {
        throw .cancelled
      }
    }
    return try await attempt(call, arguments)
  }

  private func attempt(
    _ call: AWSCall, _ arguments: [String]
  ) async throws(AWSFailure) -> [UInt8] {
    let outcome: Outcome
    do {
      outcome = try await run([call.service, call.operation] + arguments)
    } catch {
      throw AWSFailure(of: call, error)
    }
    if Task.isCancelled { throw .cancelled }
    guard outcome.isSuccess else {
      throw AWSFailure(of: call, standardError: outcome.standardError)
    }
    return outcome.standardOutput
  }

  private struct Outcome {
    var isSuccess: Bool
    var standardOutput: [UInt8]
    var standardError: String
  }

  private func run(_ arguments: [String]) async throws -> Outcome {
    var options = PlatformOptions()
    // The CLI removes what it has half downloaded when it is interrupted.
    options.teardownSequence = [.send(signal: .interrupt, allowedDurationToNextStep: .seconds(2))]
    let result = try await Subprocess.run(
      executable, arguments: Arguments(arguments), environment: Self.environment,
      platformOptions: options, output: .bytes(limit: Self.mostOutput),
      error: .string(limit: Self.mostMessages))
    return Outcome(
      isSuccess: result.terminationStatus.isSuccess, standardOutput: result.standardOutput,
      standardError: result.standardError)
  }

  /// The listing of a million files is 180 MB.
  private static let mostOutput = 1 << 30
  private static let mostMessages = 16 << 20

  /// Nobody is there to page through an answer, or to be asked.
  private static let environment = Environment.inherit.updating([
    "AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off",
  ])
}

extension AWSFailure {
  /// Why the command did not run.
  fileprivate init(of call: AWSCall, _ error: any Error) {
    self =
      if error is CancellationError || Task.isCancelled {
        .cancelled
      } else if let error = error as? SubprocessError, error.code == .executableNotFound {
        .notInstalled
      } else {
        .notRun(call, reason: "\(error)")
      }
  }
}
