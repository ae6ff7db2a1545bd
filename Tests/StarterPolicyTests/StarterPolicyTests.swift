import Evidence
import PolicyFiles
import S3Access
import StarterPolicy
import Testing
import TrailFixtures

/// The policy set of a proposal: that there is one is what these tests are about.
private func policySet(_ text: String) throws -> PolicySet {
  try PolicySet.load(files: [(path: "starter.yaml", bytes: Array(text.utf8))])
}

@Suite("Starter policies")
struct StarterPolicyTests {
  @Test("claim each bucket that was seen, with its account")
  func claims() async throws {
    let text = StarterPolicy(
      from: await ledger([
        .getObject(bucket: "billing-archive"), .putObject(bucket: "a.dotted.name"),
        .putBucketPolicy(bucket: "billing-ledger", policy: ["Statement": []]),
      ]), team: "billing"
    ).text
    let set = try policySet(text)
    #expect(set.exactBuckets == ["a.dotted.name", "billing-archive", "billing-ledger"])
    #expect(set.rules.allSatisfy { $0.account == Caller.ownAccount && $0.team == "billing" })
    #expect(set.rules.allSatisfy { $0.expectation == .private && $0.settings.count == 4 })
  }

  @Test("ask for no less than a policy that says nothing")
  func asksForAll() async throws {
    let events = (1...9).map { Event.putObject(bucket: "one", at: "2020-02-0\($0)T00:00:00Z") }
    let rule = try #require(
      try policySet(StarterPolicy(from: await ledger(events)).text).rules.first)
    let usual = EvidenceRequirements()
    #expect(rule.evidence.lookback >= usual.lookback)
    #expect(rule.evidence.freshness <= usual.freshness)
    #expect(rule.evidence.maximumGap <= usual.maximumGap)
    #expect(rule.evidence.notRecorded.classes.isEmpty)
    #expect(rule.forbiddenACLs == [.anyPublic])
  }

  @Test(
    "propose as public what answers anonymous callers, and nothing else",
    arguments: [
      (Event.getObject(bucket: "one", by: .anonymous), true),
      (Event.getObject(bucket: "one", by: .anonymousInOldRecords), true),
      (Event.getObject(bucket: "one", by: .anonymous, aclRequired: true), true),
      (Event.getObject(bucket: "one", by: .anonymous).refused(), false),
      (Event.getObject(bucket: "one", by: .otherAccount()), false),
      (Event.getObject(bucket: "one"), false),
      (Event.putObject(bucket: "one", acl: "public-read"), false),
    ])
  func expectations(event: Event, isPublic: Bool) async throws {
    let text = StarterPolicy(from: await ledger([.headObject(bucket: "one"), event])).text
    let rule = try #require(try policySet(text).rules.first)
    if case .public(let reason) = rule.expectation {
      #expect(isPublic)
      #expect(reason.hasPrefix("TODO"))
      #expect(text.contains("# At least 1 anonymous request from 2020-02-03T12:00:00Z"))
    } else {
      #expect(!isPublic)
    }
  }

  @Test("name what is missing in comments only, which can be taken into force")
  func missingClasses() async throws {
    let text = StarterPolicy(from: await ledger([.putObject(bucket: "one")])).text
    #expect(try policySet(text).rules.map(\.evidence.notRecorded.classes) == [[]])
    let inForce = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      ["evidence:", "  not-recorded:", "  reason:"].contains { line.hasPrefix("    # \($0)") }
        ? "    \(line.dropFirst(6))" : line
    }.joined(separator: "\n")
    #expect(
      try policySet(inForce).rules.map(\.evidence.notRecorded.classes)
        == [[.objectReads, .management]])
  }

  @Test("say what stands in the way")
  func findings() async throws {
    let text = StarterPolicy(
      from: await ledger([
        .putObject(bucket: "one", acl: "public-read", by: .role("uploader")),
        .putObject(
          bucket: "one", acl: "public-read", by: .role("uploader"), at: "2020-02-03T13:00:00Z"),
      ])
    ).text
    #expect(
      text.contains(
        """
          # Breaks BlockPublicAcls: PutObject with public-read, 2 times, by
          # arn:aws:iam::111122223333:role/uploader.
          - bucket: one
        """))
  }

  @Test("group by account, and by how names begin")
  func groups() async throws {
    let names = ["logs-a", "logs-b", "logs-c", "data-a", "data-b", "Logs-old"]
    let events = names.flatMap { name in
      [
        Event.putObject(bucket: name), .getObject(bucket: name),
        .readConfiguration("GetBucketAcl", subresource: "acl", bucket: name),
      ]
    }
    let text = StarterPolicy(from: await ledger(events)).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "buckets:"))
    #expect(
      lines[start...].prefix { !$0.hasPrefix("# Findings") }.joined(separator: "\n") == """
        buckets:
          # Account 111122223333.

          - bucket: Logs-old
            account: "111122223333"

          - bucket: data-a
            account: "111122223333"
          - bucket: data-b
            account: "111122223333"

          # 3 buckets begin alike. One rule could claim them, and those to come:
          # - bucket: "logs-*"
          - bucket: logs-a
            account: "111122223333"
          - bucket: logs-b
            account: "111122223333"
          - bucket: logs-c
            account: "111122223333"

        """)
    #expect(try policySet(text).exactBuckets == names.sorted())
  }

  @Test("are of the buckets that were asked for only")
  func scope() async throws {
    let ledger = await ledger([.putObject(bucket: "logs-a"), .putObject(bucket: "data-a")])
    let policy = StarterPolicy(from: ledger, scope: try GlobPattern("logs-*"))
    #expect(policy.bucketCount == 1)
    #expect(try policySet(policy.text).exactBuckets == ["logs-a"])
  }
}

@Suite("Starter policies from hostile logs")
struct HostileStarterPolicyTests {
  @Test(
    "Names and callers stay where they belong",
    arguments: [
      "a\nbuckets: []", "a: b", "*", "{a,b}", "- x", "\"", "'", "\\", "#", "<<", "&a", "null\u{0}",
      "\u{85}\u{2028}", "\u{202E}evil", "\u{FEFF}", "\u{FFFE}\u{FFFF}", "🪣🪣🪣", "x\r\ny", "%TAG",
      "---", "...", "\t", String(repeating: "a", count: 5_000), "on", "ab", "",
    ])
  func hostile(name: String) async throws {
    let events: [Event] = [
      .putObject(bucket: name, acl: "public-read", by: .role(name)),
      .getObject(bucket: name, by: .anonymous),
      .putObject(bucket: "sound", key: name, acl: "public-read", by: .role(name)),
      .putObject(bucket: "sound", by: .service(name)),
    ]
    let set = try policySet(StarterPolicy(from: await ledger(events), team: "a").text)
    #expect(set.exactBuckets == ["sound"])
    #expect(set.rules.count == 1)
  }

  @Test(
    "Names that YAML's readers take for something else are still names",
    arguments: [
      "123456", "2020-02-03", "1e5", "0x10", "null", "true", "yes", "off", "007", "1.5", "12.34.56",
      "a.b", "nan", "Null", "NO_",
    ])
  func implicitTypes(name: String) async throws {
    let text = StarterPolicy(from: await ledger([.putObject(bucket: name)])).text
    #expect(try policySet(text).exactBuckets == [name])
  }

  @Test(
    "Whatever the names are, the file is a policy that claims the possible ones", arguments: 0..<60)
  func fuzz(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("aB0-._*{},:#'\"\\&!|>%@` \n\r\t\u{0}\u{1B}\u{9B}é🪣[]?=~<".unicodeScalars)
    let names = (0..<8).map { _ in
      String(
        String.UnicodeScalarView(
          (0..<generator.number(below: 9)).map { _ in
            alphabet[generator.number(below: alphabet.count)]
          }))
    }
    let events = names.flatMap { name in
      [
        Event.putObject(bucket: name, acl: name, by: .user(name)),
        .getObject(bucket: name, by: .anonymous),
      ]
    }
    let set = try policySet(
      StarterPolicy(
        from: await ledger(events), team: "t\(names[0])".filter { $0 >= " " && $0 != "\u{9B}" }
      ).text)
    let possible = names.filter { name in (try? BucketPattern(name))?.exactName == name }
    #expect(set.exactBuckets == Set(possible).sorted())
  }
}
