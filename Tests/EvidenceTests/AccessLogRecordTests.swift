import Evidence
import JSON
import Testing
import TrailFixtures

/// A record of access logging as CloudWatch Logs stores it: `invoices`, read by somebody.
private func record(
  _ operation: JSONValue = "REST.GET.OBJECT", by requester: JSONValue = nil,
  id: String = "3E57427F3EXAMPLE", status: JSONValue = .number("200"), error: JSONValue = nil,
  aclRequired: JSONValue? = false, bucket: JSONValue? = "invoices",
  time: JSONValue = "2020-02-03T15:34:11.123Z"
) -> JSONValue {
  var members: [JSONValue.Member] = [
    .init("schema_version_id", "V_1_0"), .init("bucket_arn", "arn:aws:s3:::invoices"),
    .init("request_time", time), .init("bucket_owner_id", .string(ownerID)),
    .init("remote_ip", "203.0.113.7"), .init("requester", requester),
    .init("request_id", .string(id)), .init("operation", operation), .init("key_name", "a.csv"),
    .init("request_uri", #"GET /a.csv?"x" HTTP/1.1"#), .init("http_status", status),
    .init("error_code", error), .init("user_agent", #"odd " - " agent"#),
  ]
  if let bucket { members.append(.init("bucket_name", bucket)) }
  if let aclRequired { members.append(.init("acl_required", aclRequired)) }
  return .object(members)
}

private func lines(_ records: JSONValue...) -> String {
  records.map { $0.compactText + "\n" }.joined()
}

@Suite("Server access logs in JSON")
struct AccessLogRecordTests {
  @Test(
    "say what lines say",
    arguments: [
      LineCase(
        "anonymous, by an ACL", lines(record(aclRequired: true)),
        "invoices GetObject access(required) succeeded anonymous anonymous x1"),
      LineCase(
        "anonymous, by the policy", lines(record()),
        "invoices GetObject access(notRequired) succeeded anonymous anonymous x1"),
      LineCase(
        "nothing is told of ACLs", lines(record(aclRequired: nil)),
        "invoices GetObject access(cannotTell) succeeded anonymous anonymous x1"),
      LineCase(
        "null tells nothing of ACLs", lines(record(aclRequired: .null)),
        "invoices GetObject access(cannotTell) succeeded anonymous anonymous x1"),
      LineCase(
        "the bucket's name from its ARN", lines(record(bucket: nil)),
        "invoices GetObject access(notRequired) succeeded anonymous anonymous x1"),
      LineCase(
        "an upload that needed an ACL",
        lines(record("REST.PUT.OBJECT", by: .string(ownerID), aclRequired: true)),
        "invoices PutObject logged-acl(true) succeeded own-account the bucket's owner x1"),
      LineCase(
        "refused", lines(record(status: .number("403"), error: "AccessDenied"))),
      LineCase(
        "one told twice", lines(record(aclRequired: true), record(aclRequired: true)),
        "invoices GetObject access(required) succeeded anonymous anonymous x1"),
    ])
  func records(_ c: LineCase) async throws {
    let said = try await ledger(reading: c.line, named: "log.json")
    #expect(said.factLines == c.facts)
    #expect(said.unreadableLines == [])
    #expect(said.accessLogs.keys.sorted() == ["invoices"])
    #expect(said.sightings.isEmpty && said.activity.isEmpty)
  }

  static let one = record(aclRequired: true)
  static let two = record(id: "2", aclRequired: true)

  @Test(
    "are found in what CloudWatch Logs wraps them in",
    arguments: [
      LineCase("an array", JSONValue.array([one, two]).prettyText),
      LineCase(
        "filter-log-events",
        (["events": .array([one, two].map { ["message": .string($0.compactText)] })] as JSONValue)
          .prettyText),
      LineCase(
        "what a subscription delivers",
        ([one, two] as [JSONValue]).map {
          (["messageType": "DATA_MESSAGE", "logEvents": [["message": .string($0.compactText)]]]
            as JSONValue).compactText + "\n"
        }.joined()),
      LineCase(
        "an export",
        "2020-02-03T15:34:11.123Z \(one.compactText)\n2020-02-03T15:34:11.123Z \(two.compactText)\n"
      ),
    ])
  func wrapped(_ c: LineCase) async throws {
    for name in ["log.json", "000000.gz"] {
      let bytes = Array(c.line.utf8)
      let said = try await ledger(reading: name == "log.json" ? bytes : gzip(bytes), named: name)
      #expect(
        said.factLines == ["invoices GetObject access(required) succeeded anonymous anonymous x2"])
      #expect(said.unreadableLines == [])
      #expect(said.volume.events == 2)
    }
  }

  @Test("what is no whole record is told by bucket and place, and the others count")
  func torn() async throws {
    let whole = lines(record())
    let text =
      whole + String(whole.prefix(60)) + "\n" + lines(record(nil), record(id: "3", time: "then"))
      + "{\"eventSource\": \"s3.amazonaws.com\"}\n"
    let said = try await ledger(reading: text, named: "log.json")
    let words = "torn, or no whole line of a server access log"
    #expect(
      said.unreadable.sorted().map { "\($0.bucket ?? "-"): \($0.reason)" }.sorted() == [
        "-: 2 lines are \(words)", "invoices: 2 lines are \(words)",
      ])
    #expect(said.volume.events == 1)
  }

  @Test("a user agent that looks like one does not make a CloudTrail record an access log")
  func hostile() async throws {
    let event = Event.getObject(bucket: "b", by: .anonymous)
      .with { $0.userAgent = #"{"bucket_owner_id": "x", "bucket_arn": "y"}"# }
    let said = try await ledger([event])
    #expect(said.factLines.count == 1)
    #expect(said.accessLogs.isEmpty && said.unreadable.isEmpty)
  }
}
