import Foundation
import JSON
import Readiness
import Reports
import Testing

@Suite("The JSON report")
struct JSONReportTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let assessment: Assessment
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "mixed", assessment: .mixed),
    Case(name: "ready", assessment: .sample([.archive])),
    Case(name: "hostile", assessment: .hostile),
    Case(name: "empty", assessment: .empty),
  ]

  @Test("is what it was", arguments: cases)
  func golden(_ testCase: Case) throws {
    try Golden.compare(
      JSONReport(.sample(testCase.assessment)).text, with: "\(testCase.name).json")
  }

  @Test(
    "is read by others as it was meant",
    arguments: cases + [Case(name: "large", assessment: .large)])
  func independentReader(_ testCase: Case) throws {
    let text = JSONReport(.sample(testCase.assessment)).text
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "bpa-ready/report/v1")
    #expect(document["verdict"] as? String == testCase.assessment.verdict.rawValue)
    let buckets = try #require(document["buckets"] as? [[String: Any]])
    #expect(buckets.map { $0["bucket"] as? String } == testCase.assessment.buckets.map(\.bucket))
    let keys = buckets.flatMap { $0["findings"] as? [[String: Any]] ?? [] }
      .flatMap { $0["samples"] as? [[String: Any]] ?? [] }.map { $0["key"] as? String ?? "" }
    let expected = testCase.assessment.buckets.flatMap(\.findings).flatMap(\.samples).map(\.key)
    #expect(keys == expected)
  }

  @Test("holds no character that a terminal obeys", arguments: cases)
  func noControls(_ testCase: Case) {
    #expect(Controls.found(in: JSONReport(.sample(testCase.assessment)).text) == [])
  }

  /// The names of version 1, in their order: a change of this table is a new version.
  static let frozen: [(path: String, names: [String])] = [
    (
      "",
      [
        "schema", "tool", "asOf", "verdict", "exitCode", "counts", "buckets", "notices", "evidence",
        "policies",
      ]
    ),
    ("tool", ["name", "version"]),
    ("counts", ["ready", "not-ready", "unknown", "exempt", "undeclared"]),
    (
      "buckets",
      [
        "bucket", "account", "team", "owner", "pattern", "declaredAt", "verdict", "reasons",
        "earliestReady", "window", "settings", "findings",
      ]
    ),
    ("buckets.declaredAt", ["file", "line", "column"]),
    (
      "buckets.settings",
      ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
    ),
    ("buckets.settings.BlockPublicAcls", ["status", "reasons", "coverage"]),
    ("buckets.settings.IgnorePublicAcls", ["status", "reasons", "questions", "coverage"]),
    ("buckets.settings.IgnorePublicAcls.questions", ["question", "remedy"]),
    (
      "buckets.settings.IgnorePublicAcls.coverage",
      ["class", "grade", "from", "to", "recorded", "stretches", "gaps"]
    ),
    ("buckets.settings.IgnorePublicAcls.coverage.gaps", ["from", "to", "cause"]),
    (
      "buckets.findings",
      [
        "kind", "settings", "certainty", "state", "operation", "acl", "grants", "principal",
        "principalKind", "userAgents", "sourceAddresses", "count", "first", "last", "samples",
        "explanation", "remedy",
      ]
    ),
    ("buckets.findings.grants", ["grantee", "permission"]),
    ("buckets.findings.samples", ["eventID", "key", "time", "file", "requestID"]),
    ("notices", ["kind", "message", "at"]),
    (
      "evidence",
      [
        "files", "filesWithoutCalls", "filesPassedOver", "snapshots", "events", "bytes",
        "bytesInflated",
        "window", "sources", "unreadable",
      ]
    ),
    ("evidence.sources", ["account", "region", "from", "to"]),
    ("evidence.unreadable", ["file", "offset", "offsetIn", "reason"]),
    ("policies", ["file", "sha256", "team"]),
  ]

  @Test("has frozen field names", arguments: frozen)
  func fieldNames(path: String, names: [String]) {
    // The first element of a list stands for all.
    let value = path.split(separator: ".").reduce(JSONReport(.sample(.mixed)).value) {
      $0[String($1)]?.elements.first ?? .null
    }
    #expect(value.members.map(\.name) == names)
  }

  @Test("says the more that some findings carry")
  func findingStates() {
    let bucket = JSONReport(.sample(.mixed)).value["buckets"]?.elements.first
    let findings = bucket?["findings"]?.elements ?? []
    let states = findings.map { $0["state"]?.string }
    #expect(states == ["active", "expired-waiver", "waived", "already-refused"])
    #expect(findings.map { $0["cause"]?.string } == [nil, "policy", nil, nil])
    #expect(
      findings.map { $0["waiver"]?["lastDay"]?.string } == [nil, "2020-01-31", "2020-03-31", nil])
    #expect(findings.map { $0["errorCode"]?.string } == [nil, nil, nil, "AccessDenied"])
  }
}
