import Evidence
import PolicyFiles
import Readiness
import Testing
import Timeline

/// The as-of instant is 2020-05-01T00:00:00Z.
@Suite("What turns red when waivers end")
struct EndingWaiverTests {
  private func ending(
    _ told: [Told], _ waivers: String, scope: AssessmentScope = AssessmentScope()
  ) throws -> EndingWaivers? {
    let text = teamFile(waivers: waivers)
    let policies = try PolicySet.load(files: [(path: "a.yaml", bytes: Array(text.utf8))])
    let ledger = Ledger(told)
    let evaluation = Evaluation(of: ledger, against: policies, asOf: .asOf, scope: scope)
    return EndingWaivers(evaluation.assessment(), by: evaluation)
  }

  @Test(
    "The sentence, as check says it",
    arguments: [
      (
        waiver(expires: "2020-05-15"),
        "1 waiver ends within 14 days: PAY-1 (2020-05-15); invoices is then not ready"
      ),
      (
        waiver(expires: "2020-05-10") + waiver(id: "PAY-2", expires: "2020-05-01"),
        "2 waivers end within 14 days: PAY-2 (2020-05-01), PAY-1 (2020-05-10); invoices is then not ready"
      ),
      // Another waiver covers the same for longer.
      (
        waiver(expires: "2020-05-10") + waiver(id: "PAY-2"),
        "1 waiver ends within 14 days: PAY-1 (2020-05-10); no bucket depends on it alone"
      ),
      // It covers nothing, and the bucket is not ready already.
      (
        waiver(#"key: "drafts/*""#, expires: "2020-05-10"),
        "1 waiver ends within 14 days: PAY-1 (2020-05-10); no bucket depends on it alone"
      ),
      (waiver(expires: "2020-05-16"), nil), (waiver(expires: "2020-04-30"), nil), ("", nil),
    ] as [(String, String?)])
  func sentence(_ waivers: String, _ sentence: String?) throws {
    #expect(try ending([.recorded, .acl(.publicRead)], waivers)?.sentence == sentence)
  }

  @Test("Nothing is said where waivers count for nothing, or are another team's")
  func outOfScope() throws {
    let waivers = waiver(expires: "2020-05-10")
    for scope in [AssessmentScope(appliesWaivers: false), AssessmentScope(team: "web")] {
      #expect(try ending([.recorded, .acl(.publicRead)], waivers, scope: scope) == nil)
    }
  }
}
