import Evidence
import Readiness
import S3Access
import Testing
import Timeline

extension Told {
  /// Requests to the bucket were logged, one every `interval`, from and to so many days before the as-of
  /// instant.
  static func accessLog(
    from first: Double = 91, to last: Double = 0, every interval: TimeSpan = .hours(12)
  ) -> Told {
    Told { ledger in
      var heard = ActivityTimeline()
      var time = Instant.daysAgo(first)
      while time < .daysAgo(last) {
        heard.insert(time)
        time = time + interval
      }
      heard.insert(.daysAgo(last))
      ledger.hear(ofAccessLogOf: bucket, heard)
    }
  }

  /// A line of a call that may have set an ACL.
  static func logged(
    _ operation: String = "PutObject", aclRequired: Bool?, id: String = "", ago days: Double = 5
  ) -> Told {
    uses(
      .loggedACL(aclRequired: aclRequired), operation, by: .app, ago: days, identity: .init(id: id)
    ) { use, _ in
      use.eventID = ""
      use.requestID = id
    }
  }
}

@Suite("Server access logs as evidence")
struct AccessLogEvidenceTests {
  private static let ofObjects = teamFile(
    """
    settings: [IgnorePublicAcls]
    """)

  @Test("logs without a silence cover reads and writes of objects")
  func coverage() throws {
    let verdict = try verdict([.accessLog()], Self.ofObjects)
    #expect(verdict.verdict == .ready)
    let coverage = try #require(verdict.settings[.ignorePublicAcls]?.coverage)
    #expect(coverage.map(\.grade) == [.observed, .observed])
  }

  @Test("a silence is a gap, and management events are not covered")
  func gaps() throws {
    let told: [Told] = [.accessLog(from: 91, to: 20), .accessLog(from: 15)]
    #expect(try verdict(told, Self.ofObjects).status(of: .ignorePublicAcls) == "unknown")
    #expect(
      try verdict([.accessLog()]).reasons(for: .blockPublicAcls).contains("management"))
  }

  @Test(
    "an ACL that the log does not show",
    arguments: [
      SettingCase("an upload with one", .logged(aclRequired: true), gives: "unknown"),
      SettingCase(
        "setting one", .logged("PutObjectAcl", aclRequired: nil), gives: "unknown"),
      SettingCase(
        "a copy, while a trail recorded what was written",
        .logged("CopyObject", aclRequired: false), gives: "safe"),
      SettingCase(
        "an old line, while a trail recorded what was written", .logged(aclRequired: nil),
        gives: "safe"),
      SettingCase(
        "whose record shows it", .logged(aclRequired: true, id: "REQ1"), .record("REQ1", .private),
        gives: "safe"),
      SettingCase(
        "whose record shows that it is public", .logged(aclRequired: true, id: "REQ1"),
        .record("REQ1", .publicRead), gives: "breaks"),
      SettingCase(
        "when the record is of another request", .logged(aclRequired: true, id: "REQ1"),
        .record("REQ2", .private), gives: "unknown"),
    ])
  func hidden(_ c: SettingCase) throws {
    var c = c
    c.told.append(.accessLog())
    try c.check(.blockPublicAcls)
  }

  @Test("without a trail, a copy may have carried any ACL")
  func copyWithoutTrail() throws {
    let policy = teamFile(
      """
      settings: [BlockPublicAcls]
      evidence:
        not-recorded: [management]
        reason: logs only
      """)
    #expect(
      try verdict([.accessLog(), .logged("CopyObject", aclRequired: false)], policy)
        .status(of: .blockPublicAcls) == "unknown")
    #expect(try verdict([.accessLog()], policy).status(of: .blockPublicAcls) == "safe")
  }

  @Test(
    "callers that an ACL let in, or none",
    arguments: [
      SettingCase("anonymous, by an ACL", .access(.anonymous, .required), gives: "breaks"),
      SettingCase("anonymous, by none", .access(.anonymous, .notRequired), gives: "safe"),
      SettingCase("another account, by none", .access(.partner, .notRequired), gives: "safe"),
      SettingCase("anonymous, nobody knows", .access(.anonymous, .cannotTell), gives: "unknown"),
    ])
  func callers(_ c: SettingCase) throws {
    try c.check(.ignorePublicAcls)
  }

  @Test("a caller of unknown account is placed by what is known of the owner")
  func placing() throws {
    func access(by arn: String) -> Told {
      .access(Caller(principal: arn, kind: .unknown), .cannotTell)
    }
    let own = access(by: "arn:aws:iam::111122223333:role/app")
    let other = access(by: "arn:aws:iam::444455556666:role/app")
    func status(_ told: Told...) throws -> String {
      try verdict([.accessLog()] + told, Self.ofObjects).status(of: .ignorePublicAcls)
    }
    #expect(try status(own) == "unknown")
    #expect(try status(own, .recorded) == "safe")
    #expect(try status(other, .recorded) == "unknown")
  }
}

extension Told {
  /// The CloudTrail record of a request, which shows its ACL.
  fileprivate static func record(_ id: String, _ acl: CannedACL) -> Told {
    uses(.acl(RequestedACL(canned: acl)), "PutObject", by: .app, ago: 5) { use, _ in
      use.requestID = id
    }
  }
}
