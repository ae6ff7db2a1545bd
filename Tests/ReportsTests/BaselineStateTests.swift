import JSON
import RawEvidence
import Readiness
import S3Access
import Testing

@testable import Reports

@Suite("The states of SARIF results since a baseline")
struct BaselineStateTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let before: [BucketVerdict]
    let after: [BucketVerdict]
    let states: [String]

    init(
      _ name: String, _ before: [BucketVerdict], _ after: [BucketVerdict], _ states: String...
    ) {
      (testDescription, self.before, self.after, self.states) = (name, before, after, states)
    }
  }

  private static func bucket(
    _ verdict: Verdict, _ findings: Finding..., status: SettingStatus = .safe(remarks: [])
  ) -> BucketVerdict {
    .sample(
      "b", verdict,
      settings: .safe(but: [.blockPublicAcls: SettingAssessment(status, coverage: [])]),
      findings: findings)
  }

  private static let ready = bucket(.ready)
  private static let broken = bucket(.notReady, .sample(), status: .breaks(NonEmpty("it breaks")))
  private static let possible = bucket(
    .unknown, .sample(certainty: .possible),
    status: .unknown(NonEmpty(OpenQuestion("why", remedy: nil))))
  private static let waived = bucket(.ready, .sample(state: .waived(.sample())))
  private static let waivedPossible = bucket(
    .ready, .sample(certainty: .possible, state: .waived(.sample())))
  private static let expired = bucket(
    .notReady, .sample(state: .expiredWaiver(.sample())), status: .breaks(NonEmpty("it breaks")))

  static let cases = [
    Case("it breaks now", [ready], [broken], "BlockPublicAcls new"),
    Case("it still breaks", [broken], [broken], "BlockPublicAcls unchanged"),
    Case("what was fixed has no result", [broken], [ready]),
    Case("certain now, as --fail-on new sees it", [possible], [broken], "BlockPublicAcls new"),
    Case(
      "possible only", [broken], [possible], "missing-evidence new", "BlockPublicAcls updated"),
    Case("waived now", [broken], [waived], "BlockPublicAcls updated"),
    Case("waived as before", [waived], [waived], "BlockPublicAcls unchanged"),
    Case("possible, and waived", [waivedPossible], [waivedPossible], "BlockPublicAcls unchanged"),
    Case("the waiver has run out", [waived], [expired], "BlockPublicAcls new"),
    Case("a new bucket", [], [bucket(.unknown)], "missing-evidence new"),
    Case("it was exempt", [bucket(.exempt)], [bucket(.unknown)], "missing-evidence new"),
    Case(
      "still unknown", [bucket(.unknown)], [bucket(.unknown)], "missing-evidence unchanged"),
    Case(
      "stopped by both settings", [bucket(.notReady)], [bucket(.notReady)],
      "both-settings unchanged"),
    Case(
      "it breaks without a finding", [bucket(.notReady, status: .breaks(NonEmpty("it does")))],
      [bucket(.notReady, status: .breaks(NonEmpty("it does")))], "BlockPublicAcls unchanged"),
  ]

  @Test("say what a result was before", arguments: cases)
  func states(_ testCase: Case) throws {
    let told = try Self.states(.sample(testCase.after), since: .sample(testCase.before))
    #expect(told == testCase.states)
  }

  @Test(
    "are 'unchanged' for every result where nothing changed",
    arguments: ["mixed", "hostile", "large"])
  func unchanged(_ name: String) throws {
    let samples: [String: Assessment] = ["mixed": .mixed, "hostile": .hostile, "large": .large]
    let assessment = try #require(samples[name])
    let states = try Self.states(assessment, since: assessment)
    #expect(states.count > 3)
    #expect(states.filter { !$0.hasSuffix(" unchanged") } == [])
  }

  private static func states(
    _ assessment: Assessment, since before: Assessment
  ) throws -> [String] {
    let comparison = BaselineComparison(of: assessment, with: try Report.sample(before).baseline)
    let report = Report(
      assessment, tool: .init(version: "0.1.0"), exitCode: .notReady, comparison: comparison)
    let log = SARIFReport(report).log.value
    guard case .array(let results) = log["runs"]?.elements.first?["results"] else { return [] }
    return results.map {
      "\($0["ruleId"]?.string ?? "") \($0["baselineState"]?.string ?? "none")"
    }
  }
}
