import AWSCommand
import ArgumentParser
import AthenaCollection
import Diagnostics
import LedgerFile
import Reports
import TrailBucket

/// The files of trails in S3.
extension Collect {
  /// The places in S3 among the paths.
  var trailPrefixes: [TrailPrefix] {
    get throws {
      try paths.filter(S3Location.isURI).map { uri in
        guard let location = S3Location(uri: uri) else {
          throw ValidationError("'\(uri)' names no bucket: expected s3://BUCKET/PREFIX.")
        }
        guard let prefix = TrailPrefix(location) else {
          throw ValidationError(
            "'\(uri)' holds no log files of a trail: expected"
              + " s3://BUCKET/[PREFIX/]AWSLogs/[o-ORGANIZATION/][ACCOUNT/CloudTrail/REGION/].")
        }
        return prefix
      }
    }
  }

  /// Takes what is new below a prefix into the ledger.
  func collectTrail(
    below prefix: TrailPrefix, into file: LedgerFile, _ standardError: StandardError
  ) async throws {
    let aws = AWSCommand()
    let progress = ProgressBar(isShown: !quiet)
    let collection = TrailCollection(
      aws: aws, ledger: file, run: LedgerRun("collect"), workers: workers)
    let outcome = try await AWSInput.telling(standardError) {
      defer { progress.clear() }
      progress.say("listing the files in S3")
      let found = try await TrailListing(aws).files(
        below: prefix, accounts: Set(trail.accounts), regions: Set(trail.regions),
        window: trail.window(now: Machine.now))
      guard !found.isEmpty else { return nil as TrailCollection.Outcome? }
      return try await collection.collect(collection.plan(for: found), progress: progress)
    }
    guard let outcome else {
      standardError.error(
        "\(prefix.location): there are no log files of the days, accounts and Regions asked for",
        help: "'aws s3 ls \(prefix.location)' shows what is there; it should end in AWSLogs/")
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    standardError.tell(outcome.unreadable)
    tell(read: outcome.read, events: outcome.events, known: outcome.known, standardError)
    if let failure = outcome.failure {
      standardError.show([failure.diagnostic])
      throw ArgumentParser.ExitCode(.inputOutput)
    }
  }
}

/// What AWS is asked for by a command.
enum AWSInput {
  /// Asks AWS for something. Ctrl-C and termination stop the commands that were started.
  ///
  /// - Throws: the exit code for what is wrong, after telling it.
  static func telling<Result: Sendable>(
    _ standardError: StandardError, _ action: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    do {
      return try await Interruption.cancelling(action)
    } catch let failure as AWSFailure {
      standardError.show([failure.diagnostic])
      throw ArgumentParser.ExitCode(.inputOutput)
    } catch let failure as QueryFailure {
      standardError.show([failure.diagnostic])
      if case .noTable = failure { throw ArgumentParser.ExitCode(.nothingInScope) }
      throw ArgumentParser.ExitCode(.inputOutput)
    } catch let error as LedgerFileError {
      return try await LedgerInput.telling(standardError) { () throws(LedgerFileError) in
        throw error
      }
    }
  }
}
