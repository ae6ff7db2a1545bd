import Evidence
import PolicyFiles
import Readiness
import S3Access
import Testing
import Timeline

/// No evidence is never READY: which stretches of the window were really recorded.
@Suite struct CoverageTests {
  /// A story without any use, what it makes of the bucket, and the earliest day of readiness.
  struct CoverageCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var told: [Told]
    var claim: String
    var verdict: String
    var earliest: String?

    init(
      _ name: String, _ told: Told..., claim: String = "", gives verdict: String,
      on earliest: String? = nil
    ) {
      (testDescription, self.told, self.claim) = (name, told, claim)
      (self.verdict, self.earliest) = (verdict, earliest)
    }
  }

  private static let second = 1.0 / 86_400

  @Test(
    "when it was recorded",
    arguments: [
      CoverageCase("all the time", .recorded, gives: "ready"),
      CoverageCase("nothing at all", gives: "unknown", on: "2020-07-30"),
      CoverageCase(
        "for three days of ninety", .logs(from: 3), .seen(from: 3), gives: "unknown",
        on: "2020-07-27"),
      CoverageCase(
        "first seen in the middle", .logs(), .seen(from: 45), gives: "unknown", on: "2020-06-15"),
      CoverageCase(
        "first seen as late as max-gap", .logs(), .seen(from: 89), gives: "ready"),
      CoverageCase(
        "first seen a second later", .logs(), .seen(from: 89 - second), gives: "unknown",
        on: "2020-05-03"),
      CoverageCase(
        "last seen long ago, while logs go on", .logs(), .seen(to: 60), gives: "ready"),
      CoverageCase(
        "a silence of max-gap", .logs(to: 50), .logs(from: 49), .seen(), gives: "ready"),
      CoverageCase(
        "a second more", .logs(to: 50), .logs(from: 49 - second), .seen(), gives: "unknown",
        on: "2020-06-12"),
      CoverageCase(
        "a silence allowed by the team", .logs(to: 50), .logs(from: 48), .seen(),
        claim: "evidence: { max-gap: 48h }", gives: "ready"),
      CoverageCase("pruned before the window", .recorded, .pruned(ago: 90), gives: "ready"),
      CoverageCase(
        "pruned in the window, by less than max-gap", .recorded, .pruned(ago: 89.5),
        gives: "unknown", on: "2020-05-02"),
      CoverageCase(
        "pruned behind the window", .recorded, .pruned(ago: -1), gives: "unknown",
        on: "2020-07-30"),
      CoverageCase("ends as early as freshness", .logs(to: 1), .seen(), gives: "ready"),
      CoverageCase(
        "ends a second earlier", .logs(to: 1 + second), .seen(), gives: "unknown",
        on: "2020-07-30"),
      CoverageCase(
        "freshness allowed by the team", .logs(to: 3), .seen(),
        claim: "evidence: { freshness: 72h }", gives: "ready"),
      CoverageCase(
        "a shorter lookback", .logs(from: 31), .seen(from: 31),
        claim: "evidence: { lookback: 30d }", gives: "ready"),
      CoverageCase(
        "logs go on after the as-of instant", .logs(to: -5), .seen(to: -5), gives: "ready"),
      CoverageCase(
        "first seen after the as-of instant", .logs(to: -5), .seen(from: -1, to: -5),
        gives: "unknown", on: "2020-07-30"),
    ])
  func time(_ c: CoverageCase) throws { try check(c) }

  @Test(
    "what was recorded, and where",
    arguments: [
      CoverageCase(
        "no reads", .logs(), .seen([.objectWrites, .management]), gives: "unknown"),
      CoverageCase("no writes", .logs(), .seen([.objectReads, .management]), gives: "unknown"),
      CoverageCase(
        "no management", .logs(), .seen([.objectReads, .objectWrites]), gives: "unknown"),
      CoverageCase("management only", .logs(), .seen([.management]), gives: "unknown"),
      CoverageCase("seen, but no logs", .seen(), gives: "unknown"),
      CoverageCase("logs, but never seen", .logs(), gives: "unknown"),
      CoverageCase(
        "another account's trail", .logs(account: Told.stranger), .seen(account: Told.stranger),
        gives: "unknown"),
      CoverageCase(
        "seen by another account, logs of the own", .logs(), .seen(account: Told.stranger),
        gives: "unknown"),
      CoverageCase(
        "another Region goes on", .logs(to: 50), .logs(region: "us-east-1"), .seen(),
        gives: "unknown"),
      CoverageCase("of another bucket", .logs(), .seen(of: "ledgers"), gives: "unknown"),
      CoverageCase(
        "by one trail, while the files of another go on", .logs(to: 50, folder: "a"),
        .seen(to: 50, folder: "a"), .logs(folder: "b"), gives: "unknown", on: "2020-07-30"),
      CoverageCase(
        "by one trail after the other", .logs(to: 50, folder: "a"), .seen(to: 50, folder: "a"),
        .logs(from: 51, folder: "b"), .seen(from: 50.5, folder: "b"), gives: "ready"),
      CoverageCase(
        "by two trails, each some classes", .logs(folder: "a"), .seen([.management], folder: "a"),
        .logs(folder: "b"), .seen([.objectReads, .objectWrites], folder: "b"), gives: "ready"),
      CoverageCase(
        "switched on by a call that one trail recorded, while only another's files go on",
        .logs(to: 40, folder: ""), .turnAll(on: true, ago: 50), .logs(folder: "data"),
        .seen([.objectReads], to: 45), gives: "unknown"),
    ])
  func place(_ c: CoverageCase) throws { try check(c) }

  @Test(
    "a call after which less may be recorded",
    arguments: [
      CoverageCase(
        "the bucket's events were seen soon after", .logs(), .seen(to: 30), .seen(from: 29),
        .recordingChange("StopLogging", ago: 30), gives: "ready"),
      CoverageCase(
        "they were seen later than max-gap", .logs(), .seen(to: 30), .seen(from: 29 - second),
        .recordingChange("StopLogging", ago: 30), gives: "unknown", on: "2020-07-02"),
      CoverageCase(
        "they were seen until the day before the as-of instant only", .recorded,
        .recordingChange("PutEventSelectors", ago: 30), gives: "unknown"),
      CoverageCase(
        "the same trail was started again an hour later", .logs(), .seen(to: 30), .seen(from: 29),
        .recordingChange("StopLogging", ago: 30), .recordingChange("StartLogging", ago: 29.9),
        gives: "unknown", on: "2020-07-01"),
      CoverageCase(
        "a trail was stopped and started while the bucket's events went on", .logs(), .seen(to: 30),
        .seen(from: 29.95, to: 28), .recordingChange("StopLogging", ago: 30),
        .recordingChange("StartLogging", ago: 29.9), gives: "ready"),
      CoverageCase(
        "the same trail was started again, and an event was seen while it was being stopped",
        .logs(), .seen(to: 30 - 60 * second), .seen(from: 29),
        .recordingChange("StopLogging", ago: 30),
        .recordingChange("StartLogging", ago: 29.2), gives: "unknown", on: "2020-07-01"),
      CoverageCase(
        "stopped and started, and never seen since", .logs(), .seen(to: 60),
        .recordingChange("StopLogging", ago: 30), .recordingChange("StartLogging", ago: 29.9),
        claim: "evidence: { lookback: 20d }", gives: "ready"),
      CoverageCase(
        "started only", .logs(), .seen(to: 60), .recordingChange("StartLogging", ago: 30),
        .recordingChange("CreateTrail", ago: 30, trail: "other"), gives: "ready"),
      CoverageCase(
        "two in a row", .logs(), .seen(to: 30), .seen(from: 29.5, to: 28.5),
        .seen(from: 20), .recordingChange("UpdateTrail", ago: 30),
        .recordingChange("UpdateTrail", ago: 28.4), gives: "unknown", on: "2020-07-10"),
      CoverageCase(
        "none was seen since", .logs(), .seen(to: 40), .recordingChange("StopLogging", ago: 30),
        gives: "unknown", on: "2020-07-30"),
      CoverageCase(
        "no read was seen since", .logs(), .seen([.objectWrites, .management]),
        .seen([.objectReads], to: 40), .recordingChange("PutEventSelectors", ago: 30),
        gives: "unknown"),
      CoverageCase(
        "within freshness", .logs(), .seen(to: 40), .recordingChange("DeleteTrail", ago: 1),
        gives: "ready"),
      CoverageCase(
        "of another account's trails", .logs(folder: "AWSLogs"),
        .seen(to: 40, folder: "AWSLogs"),
        .recordingChange("DeleteTrail", ago: 30, account: Told.stranger), gives: "ready"),
      CoverageCase(
        "of another account that may be the organization's",
        .logs(folder: "AWSLogs/o-exampleorgid"), .seen(to: 40, folder: "AWSLogs/o-exampleorgid"),
        .recordingChange("DeleteTrail", ago: 30, account: Told.stranger), gives: "unknown"),
      CoverageCase(
        "of another account, in a folder of whatever trail", .logs(), .seen(to: 40),
        .recordingChange("DeleteTrail", ago: 30, account: Told.stranger), gives: "unknown"),
      CoverageCase(
        "before the class was first seen", .logs(), .seen(from: 89.5),
        .recordingChange("PutEventSelectors", ago: 90), gives: "ready"),
      CoverageCase(
        "a setting was switched on before, and is not known on", .logs(), .seen(to: 40),
        .turnAll(on: true, ago: 50), .recordingChange("StopLogging", ago: 30), gives: "unknown"),
    ])
  func recordingChange(_ c: CoverageCase) throws { try check(c) }

  private static func accepting(_ classes: String) -> String {
    "evidence: { not-recorded: [\(classes)], reason: elsewhere }"
  }

  @Test(
    "what the team accepts as not recorded",
    arguments: [
      CoverageCase(
        "management", .logs(), .seen([.objectReads, .objectWrites]),
        claim: "settings: [BlockPublicAcls]\n" + accepting("management"), gives: "ready"),
      CoverageCase(
        "reads", .logs(), .seen([.objectWrites, .management]), claim: accepting("object-reads"),
        gives: "ready"),
      CoverageCase(
        "another class", .logs(), .seen([.objectWrites, .management]),
        claim: accepting("management"),
        gives: "unknown"),
      CoverageCase(
        "all that a setting needs", .logs(), .seen([.objectReads, .objectWrites]),
        claim: "settings: [BlockPublicPolicy]\n" + accepting("management"), gives: "unknown"),
      CoverageCase(
        "all that a setting needs, and it is there", .recorded,
        claim: "settings: [BlockPublicPolicy]\n" + accepting("management"), gives: "ready"),
      CoverageCase(
        "a class in which a use was seen", .recorded, .acl(.publicRead),
        claim: accepting("object-writes"), gives: "not-ready"),
    ])
  func accepted(_ c: CoverageCase) throws { try check(c) }

  @Test("what is accepted as missing is said, and what is there is not said to be missing")
  func acceptedRemark() throws {
    let policy = teamFile("settings: [BlockPublicAcls]\n" + Self.accepting("management"))
    let missing = try verdict([.logs(), .seen([.objectReads, .objectWrites])], policy)
    #expect(missing.reasons(for: .blockPublicAcls).contains("elsewhere"))
    #expect(try verdict([.recorded], policy).reasons(for: .blockPublicAcls).isEmpty)
  }

  @Test(
    "the grade that the team asks for",
    arguments: [("observed", "ready"), ("proven", "unknown")])
  func grade(_ grade: String, _ expected: String) throws {
    let verdict = try verdict([.recorded], teamFile("evidence: { grade: \(grade) }"))
    #expect(verdict.verdict.rawValue == expected)
  }

  @Test(
    "a file that could not be read",
    arguments: [
      CoverageCase("of the same place", .recorded, .unreadable(), gives: "unknown"),
      CoverageCase(
        "without a telling name", .recorded, .unreadable(account: nil, delivered: nil),
        gives: "unknown"),
      CoverageCase(
        "of another account", .recorded, .unreadable(account: Told.stranger), gives: "ready"),
      CoverageCase(
        "of another Region", .recorded, .unreadable(region: "us-east-1"), gives: "ready"),
      CoverageCase(
        "of a Region, where the records do not say theirs", .logs(region: ""), .seen(region: ""),
        .unreadable(region: "us-east-1"), gives: "unknown"),
      CoverageCase(
        "none, where the records do not say their Region", .logs(region: ""), .seen(region: ""),
        gives: "ready"),
      CoverageCase(
        "delivered before the window", .recorded, .unreadable(delivered: 90.1), gives: "ready"),
      CoverageCase(
        "delivered in the minute in which the window begins", .recorded,
        .unreadable(delivered: 90), gives: "unknown"),
      CoverageCase(
        "and a certain use elsewhere", .recorded, .acl(.publicRead), .unreadable(),
        gives: "not-ready"),
    ])
  func unreadable(_ c: CoverageCase) throws { try check(c) }

  @Test(
    "the later of the last use and the recording decides on the day",
    arguments: [
      CoverageCase(
        "the last use", .recorded, .acl(.publicRead, ago: 10), gives: "not-ready",
        on: "2020-07-20"),
      CoverageCase(
        "the recording", .logs(to: 70), .logs(from: 3), .seen(), .acl(.publicRead, ago: 80),
        claim: "settings: [BlockPublicAcls]", gives: "not-ready", on: "2020-07-27"),
    ])
  func earliest(_ c: CoverageCase) throws { try check(c) }

  @Test("what is missing is to be fetched where it was recorded once, else to be recorded")
  func remedies() throws {
    func remedies(_ told: Told...) throws -> [String] {
      guard case .unknown(let questions) = try verdict(told).settings[.ignorePublicAcls]?.status
      else { return [] }
      return questions.elements.compactMap(\.remedy)
    }
    let fetching = try remedies(.logs(from: 200, to: 100), .seen(from: 200, to: 100))
    #expect(fetching.count == 2)
    #expect(fetching.allSatisfy { $0.contains("aws s3 sync") })
    let recording = try remedies(.logs(), .seen([.management]))
    #expect(recording.count == 2)
    #expect(recording.allSatisfy { $0.contains("put-event-selectors") })
  }

  private func check(_ c: CoverageCase) throws {
    let verdict = try verdict(c.told, teamFile(c.claim))
    #expect(verdict.verdict.rawValue == c.verdict)
    if let day = c.earliest { #expect(verdict.earliestReady?.day == day) }
    if c.verdict == "ready" { #expect(verdict.earliestReady == nil) }
    // Whatever is unknown says what is missing.
    for (_, assessment) in verdict.settings where assessment.status.name == "unknown" {
      #expect(!assessment.status.reasons.isEmpty)
    }
  }
}
