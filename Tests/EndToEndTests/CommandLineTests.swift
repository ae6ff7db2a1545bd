import Testing

/// A command line that is not understood, and what has to be said of it.
struct WrongCommandLine: CustomTestStringConvertible, Sendable {
  var arguments: [String]
  var says: String
  var testDescription: String { arguments.joined(separator: " ") }

  init(_ arguments: String..., says: String) {
    (self.arguments, self.says) = (arguments, says)
  }
}

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "64, with what was expected",
    arguments: [
      WrongCommandLine(says: "Give the evidence: --evidence PATH"),
      WrongCommandLine("check", says: "Give the evidence: --evidence PATH"),
      WrongCommandLine("--evidence", says: "Missing value for '--evidence <path>'"),
      WrongCommandLine("--evidence", "x", "--qiet", says: "Did you mean '--quiet'?"),
      WrongCommandLine("--evidence", "x", "more", says: "Unexpected argument 'more'"),
      WrongCommandLine("--evidence", "x", "--as-of", "yesterday", says: "such as 2020-02-10"),
      WrongCommandLine("--evidence", "x", "--as-of", "2020-02-30", says: "a day of the calendar"),
      WrongCommandLine(
        "--evidence", "x", "--as-of", "2020-02-10T00:00:00", says: "with its offset from UTC"),
      WrongCommandLine(
        "--evidence", "x", "--setting", "blockpublicacls", says: "did you mean 'BlockPublicAcls'?"),
      WrongCommandLine(
        "--evidence", "x", "--setting", "RestrictPublicBucket",
        says: "did you mean 'RestrictPublicBuckets'?"),
      WrongCommandLine(
        "--evidence", "x", "--setting", "all",
        says: "the settings are BlockPublicAcls, IgnorePublicAcls"),
      WrongCommandLine("--evidence", "x", "--format", "yaml", says: "- sarif"),
      WrongCommandLine("--evidence", "x", "--color", "si", says: "'auto', 'always' or 'never'"),
      WrongCommandLine(
        "--evidence", "x", "--fail-on", "ready", says: "'unknown', 'new' or 'never'"),
      WrongCommandLine(
        "--evidence", "x", "--fail-on", "new", says: "--fail-on new needs --baseline FILE"),
      WrongCommandLine(
        "--evidence", "x", "--undeclared", "no", says: "'report', 'fail' or 'ignore'"),
      WrongCommandLine("--evidence", "x", "--jobs", "0", says: "a number from 1 to 1024"),
      WrongCommandLine("--evidence", "x", "--jobs", "many", says: "'--jobs <n>'"),
      WrongCommandLine("--evidence", "x", "--bucket", "{a", says: "that is never closed"),
      WrongCommandLine(
        "--evidence", "x", "--bucket", "a", "--bucket", "b", says: "'{a,b}' asks for all"),
      WrongCommandLine(
        "--evidence", "x", "--team", "a", "--team", "b", says: "--team stands once"),
      WrongCommandLine(
        "--evidence", "x", "--report", "foo", says: "FORMAT=FILE, such as json=report.json"),
      WrongCommandLine(
        "--evidence", "x", "--report", "yaml=a", says: "the formats are text, json"),
      WrongCommandLine("--evidence", "x", "--report", "json=", says: "no file is named"),
      WrongCommandLine("--evidence", "x", "--report", "json=-", says: "say --format json"),
      WrongCommandLine(
        "--evidence", "x", "--report", "json=a", "--report", "text=a",
        says: "Two reports cannot be written to one file: a"),
    ])
  func wrong(_ line: WrongCommandLine) throws {
    let outcome = try Program.run(line.arguments, in: Workspace())
    #expect(outcome.exitCode == 64)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains(line.says), "\(outcome.standardError)")
  }

  /// Neither a policy nor evidence is there, and standard input never ends.
  @Test(
    "help and version read nothing",
    arguments: [
      (["--version"], "0.1.0\n"), (["check", "--version"], "0.1.0\n"),
      (["--help"], "bpa-ready [check]"), (["-h"], "bpa-ready [check]"),
      (["help"], "bpa-ready [check]"), (["check", "--help"], "130, 143  interrupted"),
      (["help", "check"], "130, 143  interrupted"),
      (["--evidence", "-", "--policy", "nowhere", "--help"], "--no-waivers"),
    ] as [([String], String)])
  func help(_ arguments: [String], says: String) throws {
    let pipe = try Pipe()
    let outcome = try Program.run(arguments, in: Workspace(), input: .descriptor(pipe.reading))
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError == "")
    #expect(outcome.standardOutput.contains(says), "\(outcome.standardOutput)")
  }

  @Test(
    "The help is what was reviewed",
    arguments: [
      (["--help"], "help.txt"), (["check", "--help"], "help-check.txt"),
      (["init", "--help"], "help-init.txt"), (["plan", "--help"], "help-plan.txt"),
      (["test", "--help"], "help-test.txt"), (["collect", "--help"], "help-collect.txt"),
    ])
  func helpText(_ arguments: [String], file: String) throws {
    try Golden.compare(Program.run(arguments, in: Workspace()).standardOutput, with: file)
  }

  @Test("The word 'check' may be left out, and the policies are in Policies where nobody says")
  func defaults() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let words = ["--evidence", "logs", "--as-of", Week.end]
    let short = try Program.run(words, in: folder)
    let long = try Program.run(["check", "--policy", "Policies"] + words, in: folder)
    #expect(short.exitCode == 0)
    #expect(short.all == long.all)
  }

  @Test("Without --policy and without the folder Policies, the message says what to give")
  func noPolicies() throws {
    let outcome = try Program.run(["--evidence", "."], in: Workspace())
    #expect(outcome.exitCode == 66)
    #expect(
      outcome.standardError == """
        error: Policies: there is no such file or folder
           help: say where the policy files are: --policy PATH

        """)
  }
}
