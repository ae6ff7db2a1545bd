import Testing
import TrailFixtures

@Suite("Policy files")
struct PolicyFileTests {
  @Test("Tests beside the policies and other files are not read")
  func otherFiles() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    for name in ["payments.test.yaml", "payments.test.yml", "README.md", "deeper/other.yaml"] {
      try folder.write("this: is no policy", to: "Policies/\(name)")
    }
    let outcome = try folder.check("--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(
      try ReportDocument(outcome.standardOutput).policies.map(\.file) == ["Policies/payments.yaml"])
  }

  @Test("Several paths make one set, whatever their order, and a file named twice counts once")
  func severalPaths() throws {
    let folder = try Workspace(policy: Policy(team: "a", "one"), events: Week.quiet("one"))
    try folder.write(Policy(team: "b", "two").text, to: "other/b.yaml")
    let paths = ["Policies", "other/b.yaml", "./Policies/a.yaml", "Policies/", "Policies/a.yaml"]
    let outcomes = try [paths, paths.reversed()].map { paths in
      try folder.run(
        ["--evidence", "logs", "--as-of", Week.end, "--format", "json"]
          + paths.flatMap { ["--policy", $0] })
    }
    #expect(outcomes[0].exitCode == 3, "\(outcomes[0].standardError)")
    for outcome in outcomes {
      let report = try ReportDocument(outcome.standardOutput)
      #expect(report.policies.map(\.team) == ["a", "b"])
      #expect(report.verdicts == ["one": "ready", "two": "unknown"])
    }
  }

  @Test("78 with the errors of all files at once, each with its place, its line and a caret")
  func errors() throws {
    let folder = try Workspace()
    try folder.write(
      """
      version: 1
      team: a
      owner: "@example/a"
      buckets:
        - bucket: one
          forbidden-acls: [public-raed]
          expext: private
      """, to: "Policies/a.yaml")
    try folder.write(
      """
      version: 1
      team: b
      owner: "@example/b"
      buckets:
        - bucket: two
          settings: [blockpublicacls]
      """, to: "Policies/b.yaml")
    // The policies are checked before any evidence is read.
    let outcome = try folder.run(["--evidence", "nowhere"])
    #expect(outcome.exitCode == 78)
    #expect(outcome.standardOutput == "")
    try Golden.compare(outcome.standardError, with: "invalid-policies.txt")
    for place in ["a.yaml:6:22", "a.yaml:7:5", "b.yaml:6:16"] {
      #expect(outcome.standardError.contains("Policies/\(place): error: "))
    }
  }

  @Test("A log that is given as a policy is called one", arguments: [false, true])
  func logAsPolicy(isCompressed: Bool) throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    let log = logFile(Week.quiet("one"))
    try folder.write(isCompressed ? gzip(log) : log, to: "a.json")
    let outcome = try folder.check("--policy", "a.json")
    #expect(outcome.exitCode == 78)
    #expect(
      outcome.standardError.hasSuffix(
        "note: a.json looks like a log, not like a policy file: give it with --evidence\n"))
    #expect(outcome.standardError.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
  }
}
