import Testing
import TrailFixtures

@Suite("bpa-ready lint")
struct LintTests {
  private static let shadow = Policy("\"one-*\"", "\"{one-a,one-b}-*\"")

  /// The policies, the options, and the exit code.
  @Test(
    "The exit code",
    arguments: [
      (Policy("one").text, [], 0), (shadow.text, [], 0), (shadow.text, ["--strict"], 78),
      (Policy("one").text, ["--strict"], 0), ("colour: red", [], 78),
      ("colour: red", ["--strict", "--format", "sarif"], 78),
      (Policy("one").text, ["nowhere"], 66), (Policy("one").text, ["logs"], 66),
      (Policy("one").text, ["--evidence", "nowhere"], 66),
      (Policy("one").text, ["--evidence", "Policies"], 65),
      (Policy("one").text, ["--show-resolved", "two"], 66),
      (Policy("one").text, ["--show-resolved", "one"], 0),
      ("colour: red", ["--show-resolved", "one"], 78),
      (Policy("one").text, ["--show-resolved", "one", "--format", "github"], 64),
      (Policy("one").text, ["--format", "yaml"], 64), (Policy("one").text, ["--as-of", "x"], 64),
    ] as [(String, [String], Int32)])
  func exitCodes(_ policy: String, _ options: [String], _ exitCode: Int32) throws {
    let folder = try Workspace()
    try folder.write(policy, to: "Policies/payments.yaml")
    try folder.makeFolder("logs")
    let outcome = try folder.run(["lint"] + options)
    #expect(outcome.exitCode == exitCode, "\(outcome.standardError)")
  }

  @Test("The problems are the result, and a summary goes to standard error")
  func output() throws {
    let folder = try Workspace()
    try folder.write(Self.shadow.text, to: "Policies/payments.yaml")
    let outcome = try folder.run(["lint"])
    #expect(
      outcome.standardOutput == """
        Policies/payments.yaml:9:13: warning: '{one-a,one-b}-*' never decides for a bucket: 'one-*' goes before it
            9 |   - bucket: "{one-a,one-b}-*"
              |             ^^^^^^^^^^^^^^^^^
           help: take the rule out, or leave its buckets out of the other with 'except'
        Policies/payments.yaml:8:13: note: this goes before it
            8 |   - bucket: "one-*"
              |             ^^^^^^^

        """)
    #expect(outcome.standardError == "bpa-ready: 1 file, 0 errors, 1 warning\n")
    #expect(try folder.run(["lint", "--quiet"]).standardError == "")
    // One file may be given alone, as a hook does.
    #expect(try folder.run(["lint", "Policies/payments.yaml"]).all == outcome.all)
  }

  @Test("Errors are the ones that check refuses, word for word")
  func sameErrors() throws {
    let folder = try Workspace()
    try folder.write("version: 2\nteam: no\nbuckets: {}\n", to: "Policies/a.yaml")
    try folder.write(
      "version: 1\nteam: b\nextends: [org.yaml]\nbuckets: []\n", to: "Policies/b.yaml")
    let lint = try folder.run(["lint", "--quiet"])
    let check = try folder.run(["--evidence", "nowhere"])
    #expect(lint.exitCode == 78)
    #expect(lint.standardOutput == check.standardError)
    #expect(lint.standardOutput.contains("b.yaml:3:11: error: 'Policies/org.yaml' does not exist"))
  }

  @Test("With evidence: the patterns and the waivers that match nothing in it")
  func evidence() throws {
    let waivers = """
      waivers:
        - {id: W-1, bucket: one, owner: me, reason: move, expires: 2020-03-01, acl: public-read}
        - {id: W-2, bucket: one, owner: me, reason: move, expires: 2020-03-01, operation: CopyObject}
      """
    let folder = try Workspace(
      policy: Policy("one", "\"tow*\"", rest: waivers),
      events: Week.quiet("one") + [Week.publicUpload("one")])
    let outcome = try folder.run(["lint", "--evidence", "logs", "--as-of", Week.end])
    #expect(outcome.exitCode == 0)
    let lines = outcome.standardOutput.split(separator: "\n").filter { $0.contains("warning") }
    #expect(
      lines == [
        "Policies/payments.yaml:9:13: warning: 'tow*' of team payments matches no bucket in the evidence",
        "Policies/payments.yaml:12:10: warning: waiver W-2 covers nothing that was found",
      ])
    #expect(
      try folder.run(["lint", "--evidence", "logs", "--as-of", Week.end, "--strict"]).exitCode == 78
    )
    #expect(try folder.run(["lint", "--as-of", Week.end]).standardOutput == "")
  }

  @Test("--show-resolved says where each value comes from")
  func resolved() throws {
    let folder = try Workspace()
    try folder.link("Policies", to: Golden.package + "/Policies")
    let text = try folder.run(["lint", "--show-resolved", "platform-logs-eu"])
    try Golden.compare(text.standardOutput, with: "resolved.txt")
    let json = try folder.run(["lint", "--show-resolved", "payments-invoices", "--format", "json"])
    try Golden.compare(json.standardOutput, with: "resolved.json")
  }

  @Test("The policies that the project offers and its example have nothing to warn of")
  func offered() throws {
    for path in ["Policies", "Examples/policies"] {
      let outcome = try folder(path).run(["lint", "--strict", "--as-of", "2020-02-10", path])
      #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
      #expect(outcome.standardOutput == "")
    }
  }

  private func folder(_ path: String) throws -> Workspace {
    let folder = try Workspace()
    if path.contains("/") { try folder.makeFolder("Examples") }
    try folder.link(path, to: Golden.package + "/\(path)")
    return folder
  }
}

@Suite("Waivers in check")
struct WaiverTests {
  @Test("What turns red, and when, is said before the verdict; --no-waivers makes it red now")
  func announcement() throws {
    let waiver = "waivers: [{id: W-1, bucket: one, owner: me, reason: r, expires: 2020-02-20}]\n"
    let folder = try Workspace(
      policy: Policy("one", rest: waiver), events: Week.quiet("one") + [Week.publicUpload("one")])
    let outcome = try folder.check()
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.standardError == """
        bpa-ready: 1 waiver ends within 14 days: W-1 (2020-02-20); one is then not ready
        bpa-ready: READY (exit code 0: every bucket in scope is ready or exempt)

        """)
    #expect(try folder.check("--quiet").standardError == "")
    let without = try folder.check("--no-waivers")
    #expect(without.exitCode == 1)
    #expect(!without.standardError.contains("W-1"))
  }
}

@Suite("Baselines that policy files extend")
struct ExtendedFileTests {
  private static let team = """
    version: 1
    team: payments
    extends: [../org.yaml]
    buckets: [bucket: one]
    """
  private static let org = "version: 1\ndefaults: {evidence: {lookback: 7d}}\n"

  @Test("A baseline is applied from wherever it lies, and reported once, whatever leads to it")
  func reported() throws {
    let folder = try Workspace(policy: Policy("two"), events: Week.quiet("one"))
    try folder.write(Self.team, to: "Policies/payments.yaml")
    try folder.write(
      Self.team.replacing("one", with: "two").replacing("../", with: "../link-"),
      to: "Policies/web.yaml")
    try folder.write(Self.org, to: "org.yaml")
    try folder.link("link-org.yaml", to: "org.yaml")
    let outcome = try folder.check("--format", "json")
    let report = try ReportDocument(outcome.standardOutput)
    #expect(
      report.policies.map(\.file) == ["Policies/payments.yaml", "Policies/web.yaml", "org.yaml"])
    #expect(report.policies.map(\.team) == ["payments", "payments", nil])
    #expect(report.verdicts == ["one": "ready", "two": "unknown"], "\(outcome.standardError)")
    #expect(try folder.check().standardOutput.contains("  org.yaml, baseline, sha256 "))
  }

  /// A window of 90 days is what is built in; only the baseline's week makes the bucket ready.
  @Test("A baseline in the folder itself is read once and taken for what it is")
  func inTheFolder() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write(Self.team.replacing("../", with: ""), to: "Policies/payments.yaml")
    try folder.write(Self.org, to: "Policies/org.yaml")
    let outcome = try folder.check("--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(
      try ReportDocument(outcome.standardOutput).policies.map(\.file)
        == ["Policies/org.yaml", "Policies/payments.yaml"])
  }

  @Test(
    "What cannot be extended is an error at the line that names it",
    arguments: [
      ("folder.yaml", "is a folder, not a file"), ("missing.yaml", "does not exist"),
      ("pipe.yaml", "is not a file"),
    ])
  func unreadable(name: String, reason: String) throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    try folder.write(Self.org, to: "Policies/org.yaml")
    try folder.write(
      Self.team.replacing("../org.yaml", with: name), to: "Policies/payments.yaml")
    try folder.makeFolder("Policies/folder.yaml")
    try folder.link("Policies/pipe.yaml", to: "/dev/zero")
    let outcome = try folder.run(["lint", "Policies/payments.yaml"])
    #expect(outcome.exitCode == 78)
    #expect(
      outcome.standardOutput.hasPrefix(
        "Policies/payments.yaml:3:11: error: 'Policies/\(name)' \(reason)\n"),
      "\(outcome.standardOutput)")
  }
}
