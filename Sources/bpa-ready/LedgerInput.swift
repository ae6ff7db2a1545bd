import ArgumentParser
import Evidence
import LedgerFile
import Reports

/// Ledger files as the commands open them.
enum LedgerInput {
  /// Does something with ledger files.
  ///
  /// - Throws: the exit code for what is wrong, after telling it.
  static func telling<Result>(
    _ standardError: StandardError, _ action: () async throws(LedgerFileError) -> Result
  ) async throws -> Result {
    do throws(LedgerFileError) {
      return try await action()
    } catch {
      standardError.error("\(error.path): \(error.reason)", help: error.help)
      throw ArgumentParser.ExitCode(error.exitCode)
    }
  }

  /// Opens a ledger file, and says so where it has to wait for another run.
  static func open(
    _ path: String, for access: LedgerFile.Access, _ standardError: StandardError
  ) throws(LedgerFileError) -> LedgerFile {
    try LedgerFile(path, for: access) {
      standardError.say("bpa-ready: waiting for another run that writes to \(path)")
    }
  }

  /// One ledger of several files.
  static func merged(
    _ paths: [String], _ standardError: StandardError
  ) throws(LedgerFileError) -> LedgerFile {
    let merged = try LedgerFile()
    for path in paths { try merged.merge(open(path, for: .reading, standardError)) }
    return merged
  }
}

extension LedgerFileError {
  fileprivate var exitCode: Reports.ExitCode {
    switch kind {
    case .missing: .nothingInScope
    case .unusable: .unusableEvidence
    case .inputOutput: .inputOutput
    }
  }
}

extension LedgerRun {
  /// A run of this version, now.
  init(_ command: String) {
    self.init(
      tool: "bpa-ready \(BPAReady.version)", command: command,
      started: Machine.now.secondsSince1970)
  }
}
