import Diagnostics
import PolicyFiles
import S3Access
import Testing
import Timeline

@Suite("What a file takes from those that it extends")
struct ExtendsTests {
  private static let org = """
    version: 1
    defaults:
      settings: [BlockPublicAcls, BlockPublicPolicy]
      forbidden-acls: [public]
      evidence: {lookback: 30d, freshness: 12h, not-recorded: [management], reason: r}
    """
  private static func team(_ name: String, extends: String, _ rest: String = "") -> String {
    "version: 1\nteam: \(name)\nextends: [\(extends)]\n\(rest)\n"
      + "buckets:\n  - bucket: \(name)-logs\n"
  }

  @Test("Where neither the rule nor the file's defaults say anything, the baseline does")
  func inherited() throws {
    let set = try policies(
      Self.org, Self.team("web", extends: "a.yaml", "defaults: {evidence: {lookback: 60d}}"))
    let rule = try #require(set.rule(for: "web-logs", account: nil))
    #expect(rule.settings == [.blockPublicAcls, .blockPublicPolicy])
    #expect(rule.forbiddenACLs == [.anyPublic])
    #expect(
      rule.evidence
        == EvidenceRequirements(
          lookback: .days(60), freshness: .hours(12),
          notRecorded: .init(classes: [.management], reason: "r")))
    #expect(set.files.map(\.path) == ["b.yaml"])
    #expect(set.files[0].extends == ["a.yaml"])
    #expect(set.baselines.map(\.path) == ["a.yaml"])
  }

  @Test("Each value knows the file and the place that it comes from")
  func provenance() throws {
    let set = try policies(
      Self.org,
      """
      version: 1
      team: web
      extends: [a.yaml]
      defaults:
        evidence: {lookback: 60d}
      buckets:
        - bucket: web-logs
          settings: all
      """)
    let declared = try #require(set.rule(for: "web-logs", account: nil)).declared
    #expect(declared.settings?.location.description == "b.yaml:8:15")
    #expect(declared.lookback?.location.description == "b.yaml:5:24")
    #expect(declared.freshness?.location.description == "a.yaml:5:40")
    #expect(declared.forbiddenACLs?.location.description == "a.yaml:4:19")
    #expect(declared.maximumGap == nil)
  }

  @Test("Of two baselines, whichever asks for more decides, in whatever order they stand")
  func twoBaselines() throws {
    let other = """
      version: 1
      defaults:
        settings: [BlockPublicAcls, IgnorePublicAcls]
        forbidden-acls: [public-read, bucket-owner-read]
        evidence: {lookback: 20d, freshness: 6h, grade: proven, not-recorded: []}
      """
    for order in ["a.yaml, b.yaml", "b.yaml, a.yaml"] {
      let rule = try #require(
        policies(Self.org, other, Self.team("web", extends: order)).rule(
          for: "web-logs", account: nil))
      #expect(rule.settings == [.blockPublicAcls, .blockPublicPolicy, .ignorePublicAcls])
      #expect(
        rule.forbiddenACLs == [.anyPublic, .canned(.publicRead), .canned(.bucketOwnerRead)])
      #expect(
        rule.evidence
          == EvidenceRequirements(lookback: .days(30), freshness: .hours(6), grade: .proven))
      let places = rule.declared.settings.map { [$0.location] + $0.alsoAt } ?? []
      #expect(Set(places.map(\.description)) == ["a.yaml:3:13", "b.yaml:3:13"])
    }
  }

  @Test("A baseline takes in another one, and the shortest limit on waivers holds")
  func layers() throws {
    let set = try policies(
      "version: 1\nmax-waiver-days: 90\ndefaults: {evidence: {lookback: 30d}}\n",
      "version: 1\nextends: [a.yaml]\nmax-waiver-days: 30\n",
      Self.team("web", extends: "b.yaml"))
    #expect(set.rule(for: "web-logs", account: nil)?.evidence.lookback == .days(30))
    #expect(set.files[0].maximumWaiverDays?.value == 30)
    #expect(set.files[0].maximumWaiverDays?.location.description == "b.yaml:3:18")
  }

  @Test(
    "What asks for as much or more than the baseline is taken",
    arguments: [
      "defaults: {forbidden-acls: [public, bucket-owner-read]}",
      "defaults: {forbidden-acls: ['grant:AllUsers', 'grant:AuthenticatedUsers']}",
      "defaults: {settings: all}",
      "defaults: {evidence: {lookback: 30d, freshness: 1h, max-gap: 100h, grade: proven}}",
      "defaults: {evidence: {not-recorded: []}}",
      "defaults: {expect: private}",
    ])
  func tightening(rest: String) {
    #expect(diagnostics(Self.org, Self.team("web", extends: "a.yaml", rest)) == "")
  }
}

@Suite("How files are found from those that extend them")
struct ExtendedPathTests {
  /// The path of a team's file, what it extends, and the path that is asked for.
  @Test(arguments: [
    ("web.yaml", "org.yaml", "org.yaml"), ("web.yaml", "./org.yaml", "org.yaml"),
    ("Policies/web.yaml", "org.yaml", "Policies/org.yaml"),
    ("./Policies/web.yaml", "org.yaml", "Policies/org.yaml"),
    ("Policies/teams/web.yaml", "../org.yaml", "Policies/org.yaml"),
    ("Policies/web.yaml", "../../org.yaml", "../org.yaml"),
    ("../web.yaml", "../org.yaml", "../../org.yaml"),
    ("/etc/web.yaml", "bases//org.yaml", "/etc/bases/org.yaml"),
  ])
  func paths(of file: String, extending name: String, asked expected: String) throws {
    var asked: [String] = []
    let text = "version: 1\nteam: web\nextends: [\(name)]\nbuckets: []\n"
    let set = try PolicySet.load(files: [(path: file, bytes: Array(text.utf8))]) { path in
      asked.append(path)
      return (path: path, bytes: Array("version: 1\ndefaults: {}\n".utf8))
    }
    #expect(asked == [expected])
    #expect(set.baselines.map(\.path) == [expected])
  }

  @Test("A file that several extend, under several names, is read once")
  func once() throws {
    var asked: [String] = []
    let files = [("a/web.yaml", "web", "../org.yaml"), ("b/ops.yaml", "ops", "../link.yaml")].map {
      (
        path: $0.0,
        bytes: Array("version: 1\nteam: \($0.1)\nextends: [\($0.2)]\nbuckets: []\n".utf8)
      )
    }
    let set = try PolicySet.load(files: files) { path in
      asked.append(path)
      return (path: "org.yaml", bytes: Array("version: 1\ndefaults: {}\n".utf8))
    }
    #expect(asked == ["org.yaml", "link.yaml"])
    #expect(set.baselines.map(\.path) == ["org.yaml"])
  }
}
