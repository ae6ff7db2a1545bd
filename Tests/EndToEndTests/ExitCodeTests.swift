import Testing
import TrailFixtures

/// One way to end.
struct ExitCase: CustomTestStringConvertible, Sendable {
  var name: String
  var options: [String] = []
  var code: Int32
  /// Stands in what is said on standard error.
  var says: String
  var testDescription: String { "\(name): \(code)" }

  init(_ name: String, _ options: String..., code: Int32, says: String) {
    (self.name, self.options, self.code, self.says) = (name, options, code, says)
  }
}

/// DESIGN, "Exit codes": the numbers are frozen.
@Suite("Exit codes")
struct ExitCodeTests {
  @Test(
    "of the verdicts",
    arguments: [
      ExitCase("all", code: 1, says: "NOT READY (exit code 1"),
      ExitCase(
        "ready only", "--bucket", "ready-*", code: 0,
        says: "bpa-ready: READY (exit code 0: every bucket in scope is ready or exempt)"),
      ExitCase("exempt only", "--bucket", "press-kit", code: 0, says: "EXEMPT (exit code 0"),
      ExitCase("unknown only", "--bucket", "silent", code: 3, says: "UNKNOWN (exit code 3"),
      ExitCase("1 outranks 3", "--bucket", "{loud,silent}", code: 1, says: "(exit code 1"),
      ExitCase("3 outranks 0", "--bucket", "{ready-one,silent}", code: 3, says: "(exit code 3"),
      ExitCase("not ready, never", "--fail-on", "never", code: 0, says: "NOT READY (exit code 0"),
      ExitCase(
        "not ready, on not-ready", "--fail-on", "not-ready", code: 1, says: "(exit code 1"),
      ExitCase(
        "unknown, on not-ready", "--bucket", "silent", "--fail-on", "not-ready", code: 0,
        says: "UNKNOWN (exit code 0: this verdict was asked not to fail)"),
      ExitCase(
        "unknown, on unknown", "--bucket", "silent", "--fail-on", "unknown", code: 3,
        says: "(exit code 3"),
      ExitCase(
        "undeclared beside ready", "--bucket", "{ready-one,nobodys}", code: 0, says: "exit code 0"),
      ExitCase(
        "undeclared fails", "--bucket", "{ready-one,nobodys}", "--undeclared", "fail", code: 3,
        says: "at least one bucket is undeclared"),
      ExitCase(
        "undeclared never fails where nothing does", "--bucket", "{ready-one,nobodys}",
        "--undeclared", "fail", "--fail-on", "never", code: 0, says: "exit code 0"),
      ExitCase(
        "only undeclared", "--bucket", "nobodys", code: 66, says: "no bucket is in scope"),
      ExitCase(
        "only undeclared, ignored", "--bucket", "nobodys", "--undeclared", "ignore", code: 66,
        says: "matches --bucket 'nobodys' and is claimed by a policy"),
      ExitCase(
        "no such bucket", "--bucket", "zzz", code: 66, says: "matches --bucket 'zzz'"),
      ExitCase(
        "no such team", "--team", "payment", code: 66, says: "did you mean 'payments'?"),
      ExitCase(
        "no such evidence", "--evidence", "nowhere", code: 66,
        says: "nowhere: there is no such file or folder"),
      ExitCase(
        "no such policy", "--policy", "nowhere", code: 66,
        says: "nowhere: there is no such file or folder"),
      ExitCase(
        "a folder without policies", "--policy", "Policies", "--policy", "logs", code: 66,
        says: "logs: the folder holds no policy file"),
      ExitCase(
        "report into a missing folder", "--report", "json=nowhere/report.json", code: 74,
        says: "nowhere/report.json: cannot be written"),
      ExitCase(
        "report onto a folder", "--report", "json=logs", code: 74,
        says: "logs: cannot be written"),
    ])
  func verdicts(_ exit: ExitCase) throws {
    let folder = try Workspace(
      policy: Policy(
        "ready-one", "loud", "silent", "{bucket: press-kit, expect: public, reason: for the press}"),
      events: ["ready-one", "loud", "press-kit", "nobodys"].flatMap(Week.quiet)
        + [Week.publicUpload("loud")])
    let outcome = try Program.run(
      ["--evidence", "logs", "--as-of", Week.end] + exit.options, in: folder)
    #expect(outcome.exitCode == exit.code)
    #expect(outcome.standardError.contains(exit.says), "\(outcome.standardError)")
  }

  @Test(
    "65 where nothing could be evaluated",
    arguments: [
      ("an empty folder", nil, "nothing that was given is a log by its name"),
      ("a file of another name", "notes.txt", "nothing that was given is a log by its name"),
      ("garbage", "a.json", "could not be read as a CloudTrail log"),
    ] as [(String, String?, String)])
  func unusable(_: String, file: String?, says: String) throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    try folder.makeFolder("evidence")
    if let file { try folder.write("garbage", to: "evidence/\(file)") }
    let outcome = try Program.run(["--evidence", "evidence"], in: folder)
    #expect(outcome.exitCode == 65)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains(says), "\(outcome.standardError)")
  }

  @Test("3 where the evidence is readable and empty")
  func emptyLog() throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    #expect(try folder.check().exitCode == 3)
  }

  @Test(
    "74 where standard output cannot be written",
    arguments: [
      (.file("/dev/full"), "No space left on device"), (.closed, "Bad file descriptor"),
    ] as [(Program.Output, String)])
  func standardOutput(_ output: Program.Output, reason: String) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let outcome = try folder.check("--report", "json=report.json", output: output)
    #expect(outcome.exitCode == 74)
    #expect(
      outcome.standardError == "error: standard output: cannot be written: \(reason)\n")
    #expect(try ReportDocument(folder.text("report.json")).verdict == "ready")
    #expect(try folder.names == ["Policies", "logs", "report.json"])
  }
}
