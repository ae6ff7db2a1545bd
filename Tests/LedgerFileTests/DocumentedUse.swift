import Evidence
import Foundation
import LedgerFile
import Testing

/// The code that the module's page shows stands here, so that it is known to compile and to say what
/// the page says. A test of the pages compares the two.
@Suite("What the page of the module shows")
struct DocumentedUse {
  @Test("Logs become a ledger file")
  func ledger() async throws {
    let folder = Folder()
    let path = folder.ledger
    let logs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Examples/logs").path(percentEncoded: false)

    let found = EvidenceFiles(below: [logs])
    let file = try LedgerFile(path, for: .making)
    let run = LedgerRun(tool: "example", command: "collect", started: 1_581_292_800)
    let outcome = try await file.collect(found, below: [logs], by: run, workers: 2)

    let new = outcome.read  // files that were not known before
    let ledger = try LedgerFile(path, for: .reading).ledger()

    #expect(new == 46)
    #expect(ledger.volume.events == 644)
  }
}
