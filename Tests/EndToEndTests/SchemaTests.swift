import Foundation
import Testing

@Suite("The schema of policy files")
struct SchemaTests {
  @Test("What is kept beside the policies is what the program prints")
  func kept() throws {
    let printed = try Program.run(["schema", "policy"], in: Workspace())
    #expect(printed.exitCode == 0)
    try Golden.compare(
      printed.standardOutput, with: "../../../Policies/readiness-policy.v1.schema.json")
  }

  @Test(
    "It is a schema, and judges every policy as the linter does, as far as a schema can",
    .enabled(if: hasValidator, noValidator))
  func agreement() throws {
    let folder = try Workspace()
    let schema = try folder.run(["schema", "policy"]).standardOutput
    let judged = try Self.judge(PolicyCase.all.map(\.text), by: schema, in: folder)
    #expect(judged.count == PolicyCase.all.count)
    for (policy, isTakenBySchema) in zip(PolicyCase.all, judged) {
      try folder.write(policy.text, to: "a.yaml")
      let lint = try folder.run(["lint", "a.yaml"])
      #expect(
        (lint.exitCode == 0) == (policy.verdict == .bothTake),
        "\(policy.text)\n\(lint.standardOutput)")
      #expect(isTakenBySchema == (policy.verdict != .bothRefuse), "\(policy.text)")
    }
  }

  @Test(
    "The policies that the project offers are what the schema describes",
    .enabled(if: hasValidator, noValidator))
  func offered() throws {
    let folder = try Workspace()
    try folder.link("Policies", to: Golden.package + "/Policies")
    let texts = try ["org", "platform", "payments", "analytics"].map {
      try folder.text("Policies/\($0).yaml")
    }
    for text in texts {
      #expect(text.hasPrefix("# yaml-language-server: $schema=./readiness-policy.v1.schema.json\n"))
    }
    let schema = try folder.text("Policies/readiness-policy.v1.schema.json")
    #expect(try Self.judge(texts, by: schema, in: folder) == texts.map { _ in true })
  }

  /// Whether this machine has a validator of another make.
  static let hasValidator: Bool = {
    let outcome = try? Program.run(
      ["-c", "import jsonschema, yaml"], in: Workspace(), executable: "python3")
    return outcome?.exitCode == 0
  }()

  static let noValidator: Comment =
    "python3 does not find its packages jsonschema and yaml: 'make setup' installs them"

  /// Which of the texts the validator takes.
  private static func judge(
    _ texts: [String], by schema: String, in folder: Workspace
  ) throws -> [Bool] {
    try folder.write(schema, to: "schema.json")
    let question = String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
    let outcome = try Program.run(
      ["-c", validator], in: folder, input: .bytes(Array(question.utf8)), executable: "python3")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    return try JSONDecoder().decode([Bool].self, from: Data(outcome.standardOutput.utf8))
  }

  /// Reads dates as text, as editors do (YAML 1.2).
  private static let validator = """
    import json, sys, jsonschema, yaml
    class Loader(yaml.SafeLoader): pass
    Loader.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    schema = json.load(open("schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    def is_taken(text):
        try: return validator.is_valid(yaml.load(text, Loader))
        except yaml.YAMLError: return False
    print(json.dumps([is_taken(text) for text in json.load(sys.stdin)]))
    """
}

/// A policy text, and who takes it.
private struct PolicyCase {
  var text: String
  var verdict: Verdict

  enum Verdict {
    case bothTake, bothRefuse
    /// What it takes a second look at the file, another file or a calendar to see.
    case onlyLinterRefuses
  }

  static let all =
    taken.map { PolicyCase(text: $0, verdict: .bothTake) }
    + refused.map { PolicyCase(text: $0, verdict: .bothRefuse) }
    + refusedByLinter.map { PolicyCase(text: $0, verdict: .onlyLinterRefuses) }

  private static func rule(_ rule: String) -> String {
    "version: 1\nteam: web\nbuckets: [\(rule)]\n"
  }
  private static func waiver(_ scope: String, expires: String = "2020-03-31") -> String {
    rule("bucket: logs")
      + "waivers: [{id: W, bucket: logs, owner: me, reason: r, expires: \(expires)\(scope)}]\n"
  }

  private static let taken = [
    rule(""), rule("bucket: logs"), rule("bucket: 'logs-*'"), rule("bucket: '{a,b}-?.logs'"),
    rule("bucket: Old_Bucket"), rule("{bucket: 'l*', except: [logs, 'lo*']}"),
    rule("{bucket: logs, account: '011122223333'}"), rule("{bucket: logs, account: 111122223333}"),
    rule("{bucket: logs, expect: private}"), rule("{bucket: logs, expect: public, reason: r}"),
    rule("{bucket: logs, settings: all}"), rule("{bucket: logs, settings: [BlockPublicAcls]}"),
    rule("{bucket: logs, forbidden-acls: []}"),
    rule("{bucket: logs, forbidden-acls: [public, 'grant:other-account', aws-exec-read]}"),
    rule("{bucket: logs, evidence: {lookback: 2w, freshness: 30m, max-gap: 1h, grade: proven}}"),
    rule("{bucket: logs, evidence: {not-recorded: [management], reason: r}}"),
    rule("{bucket: logs, evidence: {not-recorded: []}}"),
    rule("bucket: logs") + "owner: '@a/b'\nextends: []\ndefaults: {expect: private}\nwaivers: []\n",
    waiver(""), waiver("", expires: "'2020-03-31'"),
    waiver(", setting: BlockPublicAcls, principal: 'arn:*', operation: Put*, acl: public"),
    waiver(", key: 'a/{b,c}', source-address: 203.0.113.*, user-agent: '*boto*'"),
    "version: 1\ndefaults: {}\n", "version: 1\nowner: me\nmax-waiver-days: 30\n",
  ]

  private static let refused = [
    "", "[]", "version: 1\n", "version: 1\nteam: web\n", "team: web\nbuckets: []\n",
    "version: 2\nteam: web\nbuckets: []\n", "version: '1'\nteam: web\nbuckets: []\n",
    "version: 1\nteam: no\nbuckets: []\n", "version: 1\nteam: ''\nbuckets: []\n",
    "version: 1\nteam: \"a\\nb\"\nbuckets: []\n", "version: 1\nteam: web\nbuckets: {}\n",
    "version: 1\nteam: web\nbuckets: []\ncolour: red\n",
    "version: 1\nteam: web\nbuckets: []\nmax-waiver-days: 3\n",
    "version: 1\nbuckets: []\nmax-waiver-days: 3\n", "version: 1\nmax-waiver-days: 0\n",
    "version: 1\nmax-waiver-days: 40000\n", "version: 1\nmax-waiver-days: '30'\n",
    "version: 1\nteam: web\nbuckets: []\nextends: org.yaml\n",
    "version: 1\nteam: web\nbuckets: []\nextends: [/org.yaml]\n",
    "version: 1\nteam: web\nbuckets: []\nextends: ['https://a/b']\n",
    rule("logs"), rule("{}"), rule("bucket: on"), rule("bucket: 12345"), rule("bucket: ab"),
    rule("bucket: -logs"), rule("bucket: 'a..b'"), rule("bucket: 'Logs-*'"), rule("bucket: 'a b'"),
    rule("bucket: 'a{b'"), rule("bucket: 'a{b{c}}'"), rule("bucket: 'a,b'"),
    rule("{bucket: logs, bukcet: logs}"), rule("{bucket: logs, except: [l]}"),
    rule("{bucket: 'l*', except: ['L*']}"), rule("{bucket: logs, account: 1234}"),
    rule("{bucket: logs, account: 012345670123}"), rule("{bucket: logs, account: '1234'}"),
    rule("{bucket: logs, expect: Private}"), rule("{bucket: logs, expect: public}"),
    rule("{bucket: logs, expect: private, reason: r}"), rule("{bucket: logs, settings: []}"),
    rule("{bucket: logs, settings: [all]}"), rule("{bucket: logs, settings: blockpublicacls}"),
    rule("{bucket: logs, settings: [BlockPublicAcls, BlockPublicAcls]}"),
    rule("{bucket: logs, forbidden-acls: public}"),
    rule("{bucket: logs, forbidden-acls: [public-raed]}"),
    rule("{bucket: logs, evidence: {lookback: 90}}"),
    rule("{bucket: logs, evidence: {lookback: 90 d}}"),
    rule("{bucket: logs, evidence: {grade: prooven}}"),
    rule("{bucket: logs, evidence: {not-recorded: [management]}}"),
    rule("{bucket: logs, evidence: {reason: r}}"),
    rule("{bucket: logs, evidence: {not-recorded: [objects], reason: r}}"),
    rule("bucket: logs") + "waivers: [{id: W}]\n",
    waiver("", expires: "tomorrow"), waiver("", expires: "2020-13-01"),
    waiver("", expires: "2020-3-31"), waiver(", operation: 's3:PutObject'"),
    waiver(", source-address: 10.0.0.0/8"), waiver(", key: ''"), waiver(", key: 'a{b'"),
    waiver(", acl: publik"), waiver(", setting: all"), waiver(", colour: red"),
    "version: 1\ndefaults: {account: '111122223333'}\n",
  ]

  private static let refusedByLinter = [
    waiver("", expires: "2020-02-30"), rule("{bucket: logs}, {bucket: logs}"),
    rule("{bucket: logs, evidence: {lookback: 24h}}"), "version: 1\nteam: y\nbuckets: []\n",
    rule("{bucket: logs, reason: r}"), rule("bucket: 10.0.0.1"),
    rule("bucket: logs") + "extends: [org.yaml]\n",
    waiver("").replacing("bucket: logs, owner", with: "bucket: other, owner"),
    rule("{bucket: logs, evidence: {lookback: 0d}}"),
  ]
}
