import Foundation
import Testing

/// The page that `make conformance` writes stands in the module's documentation.
// One after the other, for the page may be written first.
@Suite("The page of cases", .serialized)
struct ConformancePageTests {
  private static let path: URL = {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return tests.deletingLastPathComponent().appending(
      path: "Sources/S3Access/S3Access.docc/Conformance.md")
  }()

  @Test("is what the tables make of it")
  func page() throws {
    let page = ConformancePage(
      policies: try ConformanceCase.read(), requests: try ACLRequestCase.read()
    ).text
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(page.utf8).write(to: Self.path)
    }
    let committed = try String(contentsOf: Self.path, encoding: .utf8)
    #expect(committed == page, "run 'make conformance' and read the diff")
  }

  @Test("has a line for each case")
  func lines() throws {
    let page = try String(contentsOf: Self.path, encoding: .utf8)
    for name in ConformanceCase.all.map(\.name) + ACLRequestCase.all.map(\.name) {
      #expect(page.contains("\n| \(name) "))
    }
  }
}
