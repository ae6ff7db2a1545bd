import Evidence
import JSON
import Readiness
import RawEvidence
import S3Access
import Testing
import Timeline

@testable import Reports

extension Report {
  /// The report read again, as a baseline of a later run.
  var baseline: Baseline {
    get throws {
      guard var parser = JSONParser(), let document = parser.parse(JSONReport(self).text) else {
        throw Baseline.Problem(reason: "the report is not valid JSON")
      }
      return try Baseline(document)
    }
  }
}

@Suite("The comparison with a baseline")
struct BaselineTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let before: [BucketVerdict]
    let after: [BucketVerdict]
    /// `kind: new/fixed/unchanged` of the changed buckets, in order.
    let changes: [String]
    var testDescription: String { name }

    init(
      _ name: String, _ before: [BucketVerdict], _ after: [BucketVerdict], _ changes: String...
    ) {
      (self.name, self.before, self.after, self.changes) = (name, before, after, changes)
    }
  }

  private static func bucket(
    _ verdict: Verdict, _ findings: Finding...,
    settings: [BlockPublicAccessSetting: SettingStatus] = [:]
  ) -> BucketVerdict {
    .sample(
      "b", verdict,
      settings: .safe(but: settings.mapValues { SettingAssessment($0, coverage: []) }),
      findings: findings)
  }

  private static let other = Caller(principal: "anonymous", kind: .anonymous)
  private static let question = NonEmpty(OpenQuestion("why", remedy: nil))

  static let cases: [Case] = [
    Case("the same", [bucket(.notReady, .sample())], [bucket(.notReady, .sample(count: 99))]),
    Case("ready, then not", [bucket(.ready)], [bucket(.notReady, .sample())], "worse: 1/0/0"),
    Case("ready, then unknown", [bucket(.ready)], [bucket(.unknown)], "worse: 0/0/0"),
    Case("unknown, then not ready", [bucket(.unknown)], [bucket(.notReady)], "worse: 0/0/0"),
    Case(
      "not ready, then ready", [bucket(.notReady, .sample())], [bucket(.ready)], "better: 0/1/0"),
    Case("not ready, then unknown", [bucket(.notReady)], [bucket(.unknown)], "better: 0/0/0"),
    Case(
      "a caller more", [bucket(.notReady, .sample())],
      [bucket(.notReady, .sample(), .sample(caller: other))], "worse: 1/0/1"),
    Case(
      "another caller", [bucket(.notReady, .sample())],
      [bucket(.notReady, .sample(caller: other))], "worse: 1/1/0"),
    Case(
      "a caller less", [bucket(.notReady, .sample(), .sample(caller: other))],
      [bucket(.notReady, .sample())], "better: 0/1/1"),
    Case(
      "the waiver has run out", [bucket(.ready, .sample(state: .waived(.sample())))],
      [bucket(.notReady, .sample(state: .expiredWaiver(.sample())))], "worse: 1/0/0"),
    Case(
      "waived now", [bucket(.notReady, .sample())],
      [bucket(.ready, .sample(state: .waived(.sample())))], "better: 0/1/0"),
    Case(
      "possible, then certain", [bucket(.notReady, .sample(certainty: .possible))],
      [bucket(.notReady, .sample())], "worse: 1/0/0"),
    Case(
      "certain, then possible", [bucket(.unknown, .sample())],
      [bucket(.unknown, .sample(certainty: .possible))]),
    Case(
      "possible more: told, and not worse", [bucket(.unknown)],
      [bucket(.unknown, .sample(certainty: .possible))], "changed: 1/0/0"),
    Case(
      "one setting less certain", [bucket(.notReady)],
      [bucket(.notReady, settings: [.ignorePublicAcls: .unknown(question)])], "changed: 0/0/0"),
    Case("a new bucket that is ready", [], [bucket(.ready)], "changed: 0/0/0"),
    Case("a new bucket that is unknown", [], [bucket(.unknown)], "worse: 0/0/0"),
    Case("a new bucket that is not ready", [], [bucket(.notReady, .sample())], "worse: 1/0/0"),
    Case("a bucket that is gone", [bucket(.notReady)], [], "gone: 0/0/0"),
    Case("exempt now", [bucket(.notReady)], [bucket(.exempt)], "changed: 0/0/0"),
    Case("exempt, then unknown", [bucket(.exempt)], [bucket(.unknown)], "worse: 0/0/0"),
    Case("undeclared, then ready", [bucket(.undeclared)], [bucket(.ready)], "changed: 0/0/0"),
    Case(
      "an exempt bucket's new reader is nobody's news", [bucket(.exempt)],
      [bucket(.exempt, .sample(.anonymousAccess, []))], "changed: 1/0/0"),
  ]

  @Test("says what became of each bucket", arguments: cases)
  func changes(_ testCase: Case) throws {
    let comparison = BaselineComparison(
      of: .sample(testCase.after), with: try Report.sample(.sample(testCase.before)).baseline)
    let told = comparison.changes.map {
      "\($0.kind.rawValue): \($0.new.count)/\($0.fixed.count)/\($0.unchanged.count)"
    }
    #expect(told == testCase.changes)
    #expect(comparison.unchanged == (testCase.changes.isEmpty ? 1 : 0))
  }

  @Test("finds nothing in a report of the same", arguments: [Assessment.mixed, .hostile, .large])
  func same(_ assessment: Assessment) throws {
    let comparison = BaselineComparison(
      of: assessment, with: try Report.sample(assessment).baseline)
    #expect(comparison.changes.isEmpty)
    #expect(comparison.unchanged == assessment.buckets.count)
  }

  private static let reporting = Report(
    .mixed, tool: .init(version: "0.1.0"), exitCode: .notReady,
    comparison: try? BaselineComparison(
      of: .mixed,
      with: Report.sample(
        .sample([
          .sample("payments-invoices", .ready), .exports, .sample("payments-ledger", .notReady),
          .sample("payments-old", .unknown),
        ])
      ).baseline))

  @Test(
    "is shown",
    arguments: [
      ("text", "mixed-baseline.txt"), ("json", "mixed-baseline.json"),
      ("markdown", "mixed-baseline.md"), ("sarif", "mixed-baseline.sarif"),
      ("html", "mixed-baseline.html"), ("junit", "mixed-baseline.junit.xml"),
    ])
  func shown(format: String, file: String) throws {
    let format = try #require(ReportFormat(name: format))
    try Golden.compare(format.render(Self.reporting, TextStyle(terminalWidth: 100)), with: file)
  }

  static let unusable: [(JSONValue, String)] = [
    ([], "it is no JSON object"),
    ([:], "it has no 'schema': a JSON report says 'bpa-ready/report/v1'"),
    (["schema": 1], "it has no 'schema': a JSON report says 'bpa-ready/report/v1'"),
    (
      ["schema": "bpa-ready/report/v2"],
      "its schema is 'bpa-ready/report/v2', and not 'bpa-ready/report/v1'"
    ),
    (["schema": "bpa-ready/report/v1"], "its 'asOf' is no instant"),
    (
      ["schema": "bpa-ready/report/v1", "asOf": "2020-02-10T00:00:00Z"],
      "it has no list 'buckets'"
    ),
    (withBuckets([[:]]), "buckets[0] is not as a report has it"),
    (withBuckets([["bucket": "b", "verdict": "fine"]]), "buckets[0] is not as a report has it"),
    (
      withBuckets([["bucket": "b", "verdict": "ready", "settings": [:], "findings": []]]),
      "buckets[0] is not as a report has it"
    ),
    (
      withBuckets([valid("b", findings: [["kind": "public-acl-write"]])]),
      "buckets[0] is not as a report has it"
    ),
    (withBuckets([valid("b"), valid("b")]), "buckets[1] is there twice: 'b'"),
  ]

  private static func withBuckets(_ buckets: [JSONValue]) -> JSONValue {
    [
      "schema": "bpa-ready/report/v1", "asOf": "2020-02-10T00:00:00Z", "buckets": .array(buckets),
    ]
  }

  private static func valid(_ name: String, findings: [JSONValue] = []) -> JSONValue {
    [
      "bucket": .string(name), "verdict": "ready", "findings": .array(findings),
      "settings": .object(
        BlockPublicAccessSetting.allCases.map { .init($0.rawValue, ["status": "safe"]) }),
    ]
  }

  @Test("takes nothing for a baseline that is none", arguments: unusable)
  func refused(_ document: JSONValue, _ reason: String) {
    #expect(throws: Baseline.Problem(reason: reason)) { try Baseline(document) }
  }
}
