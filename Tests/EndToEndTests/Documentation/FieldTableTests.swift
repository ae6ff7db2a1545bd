import Foundation
import Testing

/// The tables of fields against reports of all kinds, those that other tests compare byte for byte.
@Suite("The tables of fields")
struct FieldTableTests {
  private static func page(_ format: String) throws -> DocumentationPage {
    try #require(DocumentationPage(path: "Sources/Reports/Reports.docc/Formats/\(format).md"))
  }

  private static func golden(_ name: String) throws -> String {
    try Workspace.text(ofFileAt: "\(Golden.package)Tests/\(name)")
  }

  /// Members that are named after settings and verdicts, not after what they hold.
  private static let byContent: Set<String> = ["settings", "counts"]

  /// The names of all members of a document, down to its last.
  private static func names(in value: Any) -> Set<String> {
    if let elements = value as? [Any] {
      return elements.reduce(into: []) { $0.formUnion(names(in: $1)) }
    }
    guard let members = value as? [String: Any] else { return [] }
    return members.reduce(into: []) { names, member in
      names.insert(member.key)
      if byContent.contains(member.key), let inner = member.value as? [String: Any] {
        names.formUnion(Self.names(in: Array(inner.values)))
      } else {
        names.formUnion(Self.names(in: member.value))
      }
    }
  }

  private static func document(_ text: some StringProtocol) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  @Test(
    "json has each field of a report",
    arguments: [
      "EndToEndTests/Golden/example.json", "EndToEndTests/Golden/terraform-plan.json",
      "ReportsTests/Golden/mixed.json", "ReportsTests/Golden/hostile.json",
      "ReportsTests/Golden/mixed-baseline.json",
    ])
  func json(_ report: String) throws {
    let names = try Self.names(in: Self.document(Self.golden(report)))
    #expect(names.count > 20)
    let missing = names.subtracting(try Self.page("json").code)
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test("json has each field of a report on accounts")
  func accounts() throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "Examples")
    let outcome = try folder.run([
      "check", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
      "2020-02-10", "--scope", "account", "--format", "json",
    ])
    let names = try Self.names(in: Self.document(outcome.standardOutput))
    #expect(names.contains("blockingBuckets"))
    let missing = names.subtracting(try Self.page("json").code)
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test("ndjson has each field of a line", arguments: ["mixed", "hostile"])
  func ndjson(_ report: String) throws {
    let lines = try Self.golden("ReportsTests/Golden/\(report).ndjson").split(separator: "\n")
    let names = try lines.reduce(into: Set<String>()) { names, line in
      let members = try #require(try Self.document(line) as? [String: Any])
      names.formUnion(members.keys)
    }
    let missing = names.subtracting(try Self.page("ndjson").code)
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test("csv has the columns, in their order")
  func csv() throws {
    let header = try Self.golden("ReportsTests/Golden/mixed.csv").prefix { !$0.isNewline }
    #expect(try Self.page("csv").names() == header.split(separator: ",").map(String.init))
  }
}
