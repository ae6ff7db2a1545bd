import JSON
import Testing
import TrailFixtures

@Suite("--scope account")
struct AccountScopeTests {
  static let list = #"{"Buckets": [{"Name": "one"}], "Owner": {"ID": "0123"}}"#
  static let asked = ["--scope", "account", "--account", Caller.ownAccount]

  @Test("An account is ready where all of its buckets are known, and nothing stands in the way")
  func ready() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write(Self.list, to: "buckets.json")
    let outcome = try check(folder, Self.asked + ["--account-buckets", "buckets.json"])
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)")
    #expect(outcome.standardOutput.contains("READY  account 111122223333"))
    #expect(outcome.standardOutput.contains("its one known bucket does not stand in the way"))
    #expect(outcome.standardError.contains("every account in scope is ready"))
  }

  @Test("Without the list of its buckets an account is unknown, and with a use it is not ready")
  func withoutList() throws {
    let quiet = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    #expect(try check(quiet, ["--scope", "account"]).exitCode == 3)
    let busy = try Workspace(
      policy: Policy("one"),
      events: Week.quiet("one") + Week.quiet("two") + [Week.publicUpload("two")])
    let outcome = try check(busy, ["--scope", "account"])
    #expect(outcome.exitCode == 1)
    #expect(outcome.standardOutput.contains("1 of its 2 known buckets stands in the way"))
    #expect(outcome.standardOutput.contains("two (undeclared)"))
    #expect(
      try check(busy, ["--scope", "account", "--format", "json"]).standardOutput
        .contains("\"blockingBuckets\": ["))
    #expect(try check(busy, []).exitCode == 0, "the question for buckets is another one")
  }

  @Test(
    "What does not go together is a mistake of the command line",
    arguments: [
      ["--account", "111122223333"], ["--account-buckets", "buckets.json"],
      ["--scope", "account", "--account-buckets", "buckets.json"],
      ["--scope", "account", "--account", "1111"], ["--scope", "account", "--bucket", "one"],
      ["--scope", "account", "--team", "payments"],
      ["--scope", "account", "--undeclared", "ignore"], ["--scope", "team"],
    ])
  func mistakes(_ options: [String]) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    #expect(try check(folder, options).exitCode == 64)
  }

  @Test(
    "A list of buckets that is none, or not all of it, is refused",
    arguments: [
      "", "[]", "{}", #"{"Buckets": [{}]}"#, #"{"Buckets": [{"Name": "one"}], "NextToken": "t"}"#,
    ])
  func badList(_ text: String) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write(text, to: "buckets.json")
    let outcome = try check(folder, Self.asked + ["--account-buckets", "buckets.json"])
    #expect(outcome.exitCode == 65)
    #expect(outcome.standardError.contains("list-buckets"))
  }

  private func check(_ folder: Workspace, _ options: [String]) throws -> Outcome {
    try folder.run(["--evidence", "logs", "--as-of", Week.end] + options)
  }
}
