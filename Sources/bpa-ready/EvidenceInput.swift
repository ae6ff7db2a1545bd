import ArgumentParser
import Evidence
import Reports

/// The evidence of a run.
enum EvidenceInput {
  /// Reads all evidence below the paths.
  ///
  /// - Throws: the exit code for what is wrong, after telling it.
  static func load(
    _ paths: [String], jobs: Int?, isQuiet: Bool, tellingErrors standardError: StandardError
  ) async throws -> Ledger {
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
    let progress = ProgressBar(isShown: !isQuiet)
    var ledger = await EvidenceCollection(found.files)
      .ledger(workers: jobs ?? Machine.processors) { progress.show($0) }
    progress.clear()
    ledger.merge(found.ledger)
    standardError.tellUnreadable(ledger)
    guard ledger.isUsable else {
      standardError.error(
        whyUnusable(files: found.files.count),
        help: "give the log files of a trail, or the folder that holds its AWSLogs")
      throw ArgumentParser.ExitCode(.unusableEvidence)
    }
    return ledger
  }

  private static func whyUnusable(files: Int) -> String {
    switch files {
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
