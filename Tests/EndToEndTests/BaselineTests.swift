import Testing
import TrailFixtures

@Suite("--baseline")
struct BaselineTests {
  /// A folder with a report of a week in which `before` broke, as baseline of one in which `after`
  /// does.
  private static func folder(before: [String], after: [String]) throws -> Workspace {
    let buckets = ["one", "two"]
    let folder = try Workspace(
      policy: Policy("one", "two", "silent"),
      events: buckets.flatMap(Week.quiet) + before.map(Week.publicUpload))
    _ = try folder.check("--report", "json=before.json")
    try folder.write(
      logFile(buckets.flatMap(Week.quiet) + after.map(Week.publicUpload)), to: "logs/a.json")
    return folder
  }

  /// The default gate fails in each of these: one bucket is unknown before and after.
  @Test(
    "--fail-on new fails only on what got worse",
    arguments: [
      ([], [], 0, "nothing got worse since the baseline"),
      (["one"], ["one"], 0, "nothing got worse since the baseline"),
      (["one"], [], 0, "nothing got worse since the baseline"),
      ([], ["one"], 1, "at least one bucket is not ready"),
      (["one"], ["one", "two"], 1, "at least one bucket is not ready"),
    ] as [([String], [String], Int32, String)])
  func gate(before: [String], after: [String], code: Int32, says: String) throws {
    let folder = try Self.folder(before: before, after: after)
    let outcome = try folder.check("--baseline", "before.json", "--fail-on", "new")
    #expect(outcome.exitCode == code)
    #expect(outcome.standardError.contains(says), "\(outcome.standardError)")
    #expect(outcome.standardOutput.contains("Since the baseline of 2020-02-10T00:00:00Z: "))
    #expect(try folder.check("--baseline", "before.json").exitCode == (after.isEmpty ? 3 : 1))
  }

  @Test("A bucket that the baseline does not know and that is unknown is news")
  func newBucket() throws {
    let folder = try Self.folder(before: [], after: [])
    try folder.write(Policy("one", "two", "silent", "late").text, to: "Policies/payments.yaml")
    let outcome = try folder.check("--baseline", "before.json", "--fail-on", "new")
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardOutput.contains("late, not in the baseline, is unknown"))
  }

  @Test("The baseline may be the file that the new report replaces")
  func rolling() throws {
    let folder = try Self.folder(before: [], after: ["one"])
    let words = ["--baseline", "before.json", "--report", "json=before.json", "--fail-on", "new"]
    func check() throws -> Int32 {
      try Program.run(["--evidence", "logs", "--as-of", Week.end] + words, in: folder).exitCode
    }
    #expect(try check() == 1)
    #expect(try check() == 0)
  }

  @Test(
    "One that cannot be used is an error, and never no news",
    arguments: [
      ("nowhere.json", nil, 66, "nowhere.json: cannot be opened: No such file"),
      ("logs", nil, 74, "logs: cannot be read: Is a directory"),
      ("b.json", "", 65, "b.json: it is not valid JSON"),
      ("b.json", "{\"schema\"", 65, "b.json: it is not valid JSON"),
      ("b.json", "[]", 65, "it is no JSON object"),
      ("b.json", "{\"Records\": []}", 65, "it has no 'schema'"),
      ("b.json", "{\"schema\": \"bpa-ready/report/v2\"}", 65, "'bpa-ready/report/v2'"),
    ] as [(String, String?, Int32, String)])
  func unusable(name: String, text: String?, code: Int32, says: String) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    if let text { try folder.write(text, to: name) }
    let outcome = try folder.check("--baseline", name, "--fail-on", "new")
    #expect(outcome.exitCode == code)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains(says), "\(outcome.standardError)")
  }
}
