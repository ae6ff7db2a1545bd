import Evidence
import Readiness
import S3Access
import Testing
import Timeline

/// What somebody vouches for counts as recorded, and the report says who did.
@Suite struct DeclaredRecordingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var classes: [EvidenceClass]
    var from = 91.0
    var to = 0.0
    var told: [Told] = []
    var claim = ""
    /// The settings that become safe.
    var safe: [BlockPublicAccessSetting] = []
    var verdict = "unknown"
  }

  private static let all = EvidenceClass.allCases

  @Test(
    "what is vouched for",
    arguments: [
      Case(testDescription: "nothing", classes: []),
      Case(
        testDescription: "management events", classes: [.management], safe: [.blockPublicPolicy]),
      Case(
        testDescription: "writes too", classes: [.management, .objectWrites],
        safe: [.blockPublicAcls, .blockPublicPolicy]),
      Case(
        testDescription: "all", classes: all, safe: BlockPublicAccessSetting.allCases,
        verdict: "ready"),
      Case(testDescription: "all, for a part of the window", classes: all, from: 45),
      Case(testDescription: "all, to a day that is long ago", classes: all, to: 5),
      Case(
        testDescription: "all, where the team wants proof", classes: all,
        claim: "evidence: { grade: proven }"),
      Case(
        testDescription: "all, and a use is found", classes: all,
        told: [.acl(.publicRead)],
        safe: [.ignorePublicAcls, .blockPublicPolicy, .restrictPublicBuckets], verdict: "not-ready"),
      Case(
        testDescription: "all, of a result that does not tell what was refused", classes: all,
        told: [Told { $0.note(QueryResultKind.withoutErrors) }],
        safe: [.blockPublicAcls, .blockPublicPolicy]),
      Case(
        testDescription: "all, and a file cannot be read", classes: all,
        told: [.unreadable()]),
    ])
  func vouched(_ c: Case) throws {
    let interval = Interval(from: .daysAgo(c.from), to: .daysAgo(c.to))
    let declared = c.classes.map { DeclaredRecording($0, during: interval) }
    let assessment = try assess(c.told, teamFile(c.claim), declared: declared)
    let verdict = try #require(assessment[Told.bucket])
    let safe = BlockPublicAccessSetting.allCases.filter { verdict.status(of: $0) == "safe" }
    #expect(safe == c.safe)
    #expect(verdict.verdict.rawValue == c.verdict)
    let notices = assessment.notices.filter { $0.kind == .declaredRecording }
    #expect(notices.count == c.classes.count)
    #expect(notices.allSatisfy { $0.location.description.contains("--declared-window") })
  }
}
