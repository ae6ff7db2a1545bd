import Testing
import TrailFixtures

@Suite("The options of check")
struct OptionTests {
  @Test("--format json and --report json=FILE give the same bytes, beside text")
  func formats() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let json = try folder.check("--format", "json")
    let both = try folder.check(
      "--report", "json=report.json", "--report", "text=report.txt", "--color", "always")
    let text = try folder.check("--format", "text")
    #expect(try folder.text("report.json") == json.standardOutput)
    #expect(try folder.text("report.txt") == text.standardOutput, "files have no colour")
    #expect(both.standardOutput != text.standardOutput)
    #expect(try ReportDocument(json.standardOutput).exitCode == 0)
    #expect(try folder.names == ["Policies", "logs", "report.json", "report.txt"])
  }

  @Test("A report replaces the file that was there")
  func replacement() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write(String(repeating: "old", count: 100_000), to: "report.json")
    let outcome = try folder.check("--report", "json=report.json", "--format", "json")
    #expect(try folder.text("report.json") == outcome.standardOutput)
  }

  @Test(
    "Colour is for terminals, unless it is asked for",
    arguments: [
      ([], [:], false), (["--color", "auto"], [:], false), (["--color", "never"], [:], false),
      (["--color", "always"], [:], true), (["--color", "always"], ["NO_COLOR": "1"], true),
      (["--color", "always", "--format", "json"], [:], false),
    ] as [([String], [String: String], Bool)])
  func color(_ options: [String], environment: [String: String], isColored: Bool) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let outcome = try Program.run(
      ["--evidence", "logs", "--as-of", Week.end] + options, in: folder,
      environment: environment)
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.contains("\u{1B}[") == isColored)
    #expect(!outcome.standardError.contains("\u{1B}"))
  }

  @Test("--quiet leaves the table on standard output and nothing on standard error")
  func quiet() throws {
    let folder = try Workspace(
      policy: Policy("one"), events: Week.quiet("one") + [Week.publicUpload("one")])
    try folder.write("notes", to: "logs/notes.txt")
    let outcome = try folder.check("--quiet")
    #expect(outcome.exitCode == 1)
    #expect(outcome.standardError == "")
    #expect(outcome.standardOutput.contains("NOT READY   one"))
    #expect(!outcome.standardOutput.contains("remedy"))
    let refused = try folder.check("--quiet", "--bucket", "two")
    #expect(refused.standardError.hasPrefix("error: no bucket is in scope"))
  }

  @Test("--setting asks about that setting only, and about several where it is repeated")
  func settings() throws {
    let folder = try Workspace(
      policy: Policy("one"), events: Week.quiet("one") + [Week.publicUpload("one")])
    let asked: (String...) throws -> [String: String] = { names in
      let outcome = try Program.run(
        ["--evidence", "logs", "--as-of", Week.end, "--format", "json"]
          + names.flatMap { ["--setting", $0] }, in: folder)
      let bucket = try #require(ReportDocument(outcome.standardOutput).buckets.first)
      return bucket.settings.mapValues(\.status)
    }
    #expect(
      try asked("BlockPublicPolicy") == [
        "BlockPublicAcls": "not-asked", "IgnorePublicAcls": "not-asked",
        "BlockPublicPolicy": "safe", "RestrictPublicBuckets": "not-asked",
      ])
    #expect(
      try asked("RestrictPublicBuckets", "BlockPublicAcls") == [
        "BlockPublicAcls": "breaks", "IgnorePublicAcls": "not-asked",
        "BlockPublicPolicy": "not-asked", "RestrictPublicBuckets": "safe",
      ])
  }

  @Test(
    "--bucket, --team and --undeclared choose the buckets",
    arguments: [
      ([], ["a-one": "ready", "b-one": "ready", "c-one": "undeclared"]),
      (["--bucket", "a-*"], ["a-one": "ready"]),
      (["--bucket", "?-one"], ["a-one": "ready", "b-one": "ready", "c-one": "undeclared"]),
      (["--team", "b"], ["b-one": "ready"]),
      (["--undeclared", "ignore"], ["a-one": "ready", "b-one": "ready"]),
    ] as [([String], [String: String])])
  func scope(_ options: [String], verdicts: [String: String]) throws {
    let folder = try Workspace(
      policy: Policy(team: "a", "a-one"), events: ["a-one", "b-one", "c-one"].flatMap(Week.quiet))
    try folder.write(Policy(team: "b", "b-one").text, to: "Policies/b.yml")
    let outcome = try Program.run(
      ["--evidence", "logs", "--as-of", Week.end, "--format", "json"] + options, in: folder)
    #expect(try ReportDocument(outcome.standardOutput).verdicts == verdicts)
  }

  @Test("A waiver covers, --no-waivers takes it away")
  func waivers() throws {
    let waiver = """
      waivers:
        - id: PAY-1
          bucket: one
          owner: "@example/payments"
          reason: the job goes away in March
          expires: 2020-03-31
      """
    let folder = try Workspace(
      policy: Policy("one", rest: waiver),
      events: Week.quiet("one") + [Week.publicUpload("one")])
    let waived = try folder.check("--format", "json")
    #expect(waived.exitCode == 0, "\(waived.standardError)")
    #expect(
      try ReportDocument(waived.standardOutput).buckets[0].findings.map(\.state) == ["waived"])
    #expect(try folder.check("--no-waivers").exitCode == 1)
  }

  @Test("Without --as-of the verdicts speak of now, and old logs prove nothing")
  func now() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let outcome = try Program.run(["--evidence", "logs", "--format", "json"], in: folder)
    #expect(outcome.exitCode == 3)
    #expect(try ReportDocument(outcome.standardOutput).asOf > "2024-01-01")
  }
}
