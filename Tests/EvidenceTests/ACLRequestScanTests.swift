import Evidence
import JSON
import RawEvidence
import S3Access
import Testing
import TrailFixtures

/// The table of ACL requests, read from log files: the scanner must see every ACL that the careful
/// reader sees.
@Suite("ACL requests in log files")
struct ACLRequestScanTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let operation: String
    let expected: String
    let acl: String?
    let parameters: [JSONValue.Member]

    init?(_ row: JSONValue) {
      guard let name = row["name"]?.string, let operation = row["operation"]?.string,
        let expected = row["expected"]?.string
      else { return nil }
      self.name = name
      self.operation = operation
      self.expected = expected
      acl = row["acl"]?.string
      parameters = row["requestParameters"]?.members ?? []
    }

    var testDescription: String { name }

    func event(omitting omitted: Set<String> = []) -> Event {
      Event.s3(operation, bucket: "amzn-s3-demo-bucket", key: "k").with {
        $0.requestParameters = parameters
        $0.omitted = omitted
      }
    }
  }

  static let rows: [Row] = read()

  private static func read() -> [Row] {
    let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let table = tests.joined(separator: "/") + "/S3AccessTests/Conformance/acl-requests.jsonl"
    var text = ByteBuffer()
    guard (try? text.read(fileAt: table, limit: 1 << 20)) != nil, var parser = JSONParser() else {
      return []
    }
    return text.text.split(separator: "\n").compactMap {
      parser.parse(String($0)).flatMap(Row.init)
    }
  }

  @Test("the table is there")
  func table() { #expect(Self.rows.count > 100) }

  @Test("as recorded now", arguments: rows)
  func records(_ row: Row) async throws { try await check(row, row.event()) }

  @Test("as recorded by old versions", arguments: rows)
  func oldRecords(_ row: Row) async throws {
    try await check(row, row.event(omitting: ["readOnly", "managementEvent", "eventCategory"]))
  }

  private func check(_ row: Row, _ event: Event) async throws {
    let ledger = try await ledger([event])
    let acls = ledger.facts.keys.compactMap { fact -> RequestedACL? in
      if case .acl(let acl) = fact.subject { acl } else { nil }
    }
    #expect(acls.map(\.name) == (row.acl.map { [$0] } ?? []), "\(ledger.factLines)")
    #expect(acls.contains(where: \.isPublic) == (row.expected == "public"))
    #expect(ledger.unreadable.isEmpty)
  }
}
