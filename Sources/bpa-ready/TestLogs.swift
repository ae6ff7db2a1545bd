import ArgumentParser
import Evidence
import PolicyTesting
import Reports

/// The logs that tests name, each of them read once.
struct TestLogs {
  private var ledgers: [[String]: Ledger] = [:]

  /// The logs of a test.
  ///
  /// - Throws: the exit code for what is wrong with them, after telling it.
  mutating func ledger(
    of test: PolicyTest, tellingErrors standardError: StandardError
  ) async throws -> Ledger {
    let paths = test.evidence.map(\.resolved)
    if paths.isEmpty { return Ledger() }
    if let known = ledgers[paths] { return known }
    let found = EvidenceFiles(below: paths)
    let missing = Set(found.missing + found.foldersWithoutLogs)
    guard missing.isEmpty else {
      standardError.show(
        test.evidence.filter { missing.contains($0.resolved) }.map {
          $0.diagnostic("there is no log at '\($0.resolved)'")
        })
      throw ArgumentParser.ExitCode(.invalidPolicy)
    }
    var ledger = await EvidenceCollection(found.files).ledger(workers: Machine.processors)
    ledger.merge(found.ledger)
    standardError.tellUnreadable(ledger)
    ledgers[paths] = ledger
    return ledger
  }
}
