import ArgumentParser
import Evidence
import LedgerFile
import Reports

/// The evidence of a run.
enum EvidenceInput {
  /// Reads all evidence below the paths, and in the ledger files.
  ///
  /// - Throws: the exit code for what is wrong, after telling it.
  static func load(
    _ paths: [String], ledgers: [String] = [], jobs: Int?, isQuiet: Bool,
    tellingErrors standardError: StandardError
  ) async throws -> Ledger {
    try await load(
      find(paths, tellingErrors: standardError), below: paths, ledgers: ledgers, jobs: jobs,
      isQuiet: isQuiet, tellingErrors: standardError)
  }

  /// Reads the files that were found below the paths, and the ledger files.
  ///
  /// - Throws: the exit code for what is wrong, after telling it.
  static func load(
    _ found: EvidenceFiles, below paths: [String], ledgers: [String], jobs: Int?, isQuiet: Bool,
    tellingErrors standardError: StandardError
  ) async throws -> Ledger {
    let progress = ProgressBar(isShown: !isQuiet)
    let workers = jobs ?? Machine.processors
    var ledger: Ledger
    if ledgers.isEmpty {
      ledger = await EvidenceCollection(found.files)
        .ledger(workers: workers) { progress.show($0) }
      ledger.merge(found.ledger)
    } else {
      ledger = try await LedgerInput.telling(standardError) { () async throws(LedgerFileError) in
        if paths.isEmpty, let only = ledgers.first, ledgers.count == 1 {
          return try LedgerInput.open(only, for: .reading, standardError).ledger()
        }
        // What several hold is told apart by the files that it came from, and so counted once.
        let merged = try LedgerInput.merged(ledgers, standardError)
        _ = try await merged.collect(
          found, below: paths, by: LedgerRun("check"), workers: workers
        ) { progress.show($0) }
        return try merged.ledger()
      }
    }
    progress.clear()
    standardError.tellUnreadable(ledger)
    guard ledger.isUsable else {
      standardError.error(
        whyUnusable(files: found.files.count, ledgers: ledgers),
        help: "give the log files of a trail, or the folder that holds its AWSLogs")
      throw ArgumentParser.ExitCode(.unusableEvidence)
    }
    keepUntilExit(ledger)
    return ledger
  }

  /// Keeps the ledger as long as the process lives, which is hardly longer than it is needed: giving its
  /// texts back one by one takes longer than the verdicts.
  private static func keepUntilExit(_ ledger: Ledger) {
    final class Kept {
      let ledger: Ledger
      init(_ ledger: Ledger) { self.ledger = ledger }
    }
    _ = Unmanaged.passRetained(Kept(ledger))
  }

  /// Finds the files below the paths.
  ///
  /// - Throws: the exit code for paths that are not there, after telling it.
  static func find(
    _ paths: [String], tellingErrors standardError: StandardError
  ) throws -> EvidenceFiles {
    let found = EvidenceFiles(below: paths)
    guard found.missing.isEmpty else {
      for path in found.missing {
        standardError.error("\(path): there is no such file or folder", help: nil)
      }
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    for path in found.foldersWithoutLogs where !found.files.isEmpty {
      standardError.warning(
        "\(path): the folder holds no log by its name (.json, .json.gz, .jsonl)")
    }
    return found
  }

  private static func whyUnusable(files: Int, ledgers: [String]) -> String {
    if let ledger = ledgers.first, files == 0 {
      return "no evidence: \(ledgers.count == 1 ? ledger : "each of the ledgers") holds none yet"
    }
    return switch files {
    case 0: "no evidence: nothing that was given is a log by its name (.json, .json.gz, .jsonl)"
    case 1: "no evidence: the one file that was given could not be read as a CloudTrail log"
    default: "no evidence: none of the \(files) files could be read as a CloudTrail log"
    }
  }
}

extension Ledger {
  /// Whether at least one file could be read; one that holds no event yet can.
  fileprivate var isUsable: Bool {
    volume.events > 0 || volume.files > Set(unreadable.map(\.file)).count
  }
}
