import PolicyFiles
import Testing

@Suite("Which rule decides for a bucket")
struct PolicySetTests {
  /// Claims and the one that decides; `nil` where none does.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var rules: [String]
    var bucket: String
    var account: String?
    var decides: String?

    init(
      _ name: String, _ rules: [String], _ bucket: String, account: String? = nil,
      decides: String?
    ) {
      testDescription = name
      (self.rules, self.bucket, self.account, self.decides) = (rules, bucket, account, decides)
    }
  }

  @Test(arguments: [
    Case("a name", ["bucket: logs"], "logs", decides: "logs"),
    Case("another name", ["bucket: logs"], "logs2", decides: nil),
    Case("a name before a pattern", ["bucket: 'logs*'", "bucket: logs"], "logs", decides: "logs"),
    Case(
      "a longer prefix before a shorter one", ["bucket: 'lo*'", "bucket: 'logs-*'"], "logs-eu",
      decides: "logs-*"),
    Case(
      "a longer prefix before more fixed characters",
      ["bucket: 'l*-archive-eu'", "bucket: 'logs-*'"], "logs-archive-eu", decides: "logs-*"),
    Case(
      "more fixed characters before fewer", ["bucket: 'logs-*'", "bucket: 'logs-*-eu'"],
      "logs-archive-eu", decides: "logs-*-eu"),
    Case(
      "the earlier of two that are alike", ["bucket: '*-a-*'", "bucket: '*-b-*'"], "x-b-a-a-b-y",
      decides: "*-a-*"),
    Case(
      "an exception leaves the bucket to the next pattern",
      ["bucket: 'logs-*'\n    except: ['logs-tmp-*']", "bucket: '*'"], "logs-tmp-1", decides: "*"),
    Case(
      "an exception leaves the bucket to nobody",
      ["bucket: 'logs-*'\n    except: ['logs-tmp-*']"], "logs-tmp-1", decides: nil),
    Case(
      "a rule for the owner", ["bucket: logs\n    account: '111122223333'"], "logs",
      account: "111122223333", decides: "logs"),
    Case(
      "a rule for another owner", ["bucket: logs\n    account: '111122223333'"], "logs",
      account: "444455556666", decides: nil),
    Case(
      "a rule for an owner where nobody knows the owner",
      ["bucket: logs\n    account: '111122223333'"], "logs", decides: "logs"),
    Case(
      "a name for another owner leaves the bucket to a pattern",
      ["bucket: logs\n    account: '111122223333'", "bucket: 'l*'"], "logs",
      account: "444455556666", decides: "l*"),
  ])
  func precedence(_ c: Case) throws {
    for rules in [c.rules, c.rules.reversed()] where c.decides != "*-a-*" || rules == c.rules {
      let text = "version: 1\nteam: web\nbuckets:\n" + rules.map { "  - \($0)\n" }.joined()
      let rule = try policies(text).rule(for: c.bucket, account: c.account)
      #expect(rule?.bucket.text == c.decides)
    }
  }

  private static let payments = """
    version: 1
    team: payments
    buckets:
      - bucket: shared-eu
      - bucket: "pay-*"
        account: "111122223333"
    waivers:
      - {id: PAY-1, bucket: "*", owner: me, reason: move, expires: 2020-03-31}
    """
  private static let web = """
    version: 1
    team: web
    buckets:
      - bucket: "shared-*"
      - bucket: "pay-*"
        account: "444455556666"
      - bucket: archive
    waivers:
      - {id: WEB-1, bucket: "shared-*", owner: me, reason: move, expires: 2020-03-31}
    """

  @Test("Files of several teams make one set, in whatever order they come")
  func teams() throws {
    let files = [("payments.yaml", Self.payments), ("web.yaml", Self.web)].map {
      (path: $0, bytes: Array($1.utf8))
    }
    for order in [files, files.reversed()] {
      let set = try PolicySet.load(files: order)
      #expect(set.files.map(\.team) == ["payments", "web"])
      #expect(set.exactBuckets == ["archive", "shared-eu"])
      #expect(set.waivers.map(\.id) == ["PAY-1", "WEB-1"])
      #expect(set.team(forBucket: "shared-eu") == "payments")
      #expect(set.team(forBucket: "shared-us") == "web")
      #expect(set.team(forBucket: "pay-x", account: "444455556666") == "web")
      #expect(set.team(forBucket: "pay-x", account: "777788889999") == nil)
      #expect(set.team(forBucket: "pay-x") == "payments")
    }
  }

  @Test("A waiver covers its own team's buckets only, however wide its pattern is")
  func waiversOfTheTeam() throws {
    let set = try policies(Self.payments, Self.web)
    #expect(set.waivers(for: "shared-eu", account: nil).map(\.id) == ["PAY-1"])
    #expect(set.waivers(for: "shared-us", account: nil).map(\.id) == ["WEB-1"])
    #expect(set.waivers(for: "archive", account: nil).isEmpty)
    #expect(set.waivers(for: "nobody", account: nil).isEmpty)
  }
}

@Suite("What files say against each other")
struct PolicySetErrorTests {
  private static func file(_ team: String, _ rules: String..., waiver: String? = nil) -> String {
    let waivers = waiver.map {
      "waivers:\n  - {\($0), owner: me, reason: move, expires: 2020-03-31}"
    }
    return "version: 1\nteam: \(team)\nbuckets:\n" + rules.map { "  - \($0)\n" }.joined()
      + (waivers ?? "")
  }

  @Test("A bucket claimed twice in a file")
  func twiceInAFile() {
    #expect(
      diagnostics(Self.file("web", "bucket: logs", "bucket: \"logs\"")) == """
        a.yaml:5:13: error: 'logs' is claimed twice, here and at a.yaml:4:13
            5 |   - bucket: "logs"
              |             ^^^^^^
        a.yaml:4:13: note: the other claim is here
            4 |   - bucket: logs
              |             ^^^^
        """)
  }

  @Test("A pattern claimed by two teams")
  func twiceAcrossTeams() {
    #expect(
      diagnostics(Self.file("web", "bucket: 'logs-*'"), Self.file("ops", "bucket: 'logs-*'")) == """
        b.yaml:4:13: error: 'logs-*' is claimed twice, here and at a.yaml:4:13, by team 'web'
            4 |   - bucket: 'logs-*'
              |             ^^^^^^^^
        a.yaml:4:13: note: the other claim is here
            4 |   - bucket: 'logs-*'
              |             ^^^^^^^^
        """)
  }

  @Test("One pattern in two accounts is two claims; with and without an account it is one")
  func accounts() {
    let ofOne = Self.file("web", "{bucket: 'logs-*', account: '111122223333'}")
    let ofTwo = Self.file("ops", "{bucket: 'logs-*', account: '444455556666'}")
    let ofAny = Self.file("ops", "bucket: 'logs-*'")
    #expect(diagnostics(ofOne, ofTwo) == "")
    #expect(
      diagnostics(ofOne, ofAny).hasPrefix(
        "b.yaml:4:13: error: 'logs-*' is claimed twice, here and at a.yaml:4:14, by team 'web'"))
  }

  @Test("A waiver's name taken by another team's")
  func waiverNames() {
    #expect(
      diagnostics(
        Self.file("web", "bucket: logs", waiver: "id: W-1, bucket: logs"),
        Self.file("ops", "bucket: audit", waiver: "id: W-1, bucket: audit")) == """
          b.yaml:6:10: error: waiver 'W-1' stands twice, here and at a.yaml:6:10
              6 |   - {id: W-1, bucket: audit, owner: me, reason: move, expires: 2020-03-31}
                |          ^^^
          a.yaml:6:10: note: the other waiver is here
              6 |   - {id: W-1, bucket: logs, owner: me, reason: move, expires: 2020-03-31}
                |          ^^^
          """)
  }

  @Test(
    "A waiver for another team's bucket",
    arguments: [("logs", "logs"), ("'logs-*'", "logs-eu"), ("'logs-*'", "logs-*")])
  func waiverOfOthers(claim: String, waived: String) {
    #expect(
      diagnostics(
        Self.file("web", "bucket: \(claim)"),
        Self.file("ops", "bucket: audit", waiver: "id: W-1, bucket: '\(waived)'")
      ).hasPrefix(
        "b.yaml:6:10: error: waiver 'W-1' of team 'ops' is for '\(waived)', which team 'web' claims"
      ))
  }

  @Test("A waiver for a bucket that a broken rule may claim is not held against its team")
  func unclearClaims() {
    #expect(
      diagnostics(Self.file("web", "bukcet: logs", waiver: "id: W-1, bucket: logs")) == """
        a.yaml:4:5: error: unknown key 'bukcet' in a bucket rule
            4 |   - bukcet: logs
              |     ^^^^^^
           help: did you mean 'bucket'?
        """)
  }

  @Test("The errors of all files come at once, by file and place")
  func allFiles() throws {
    let errors = #expect(throws: PolicyErrors.self) {
      try policies("version: 1\nteam: [\n", "version: 3\nteam: on\n", "buckets: x\n")
    }
    #expect(
      errors?.diagnostics.compactMap(\.location).map(\.description) == [
        "a.yaml:2:8", "b.yaml:1:1", "b.yaml:1:10", "b.yaml:2:7", "c.yaml:1:1", "c.yaml:1:1",
        "c.yaml:1:10",
      ])
  }
}
