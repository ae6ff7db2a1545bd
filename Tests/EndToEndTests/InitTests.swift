import Testing
import TrailFixtures

@Suite("bpa-ready init")
struct InitTests {
  @Test("The example's logs give this policy, which the same logs can be checked with")
  func example() throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run(["init", "--evidence", "Examples/logs", "--team", "payments"])
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    try Golden.compare(outcome.standardOutput, with: "init.yaml")
    try folder.write(outcome.standardOutput, to: "Policies/payments.yaml")
    let check = try folder.run([
      "--evidence", "Examples/logs", "--as-of", "2020-02-10T00:00:00Z", "--format", "json",
    ])
    #expect(check.exitCode == 1, "\(check.standardError)")
    #expect(
      try ReportDocument(check.standardOutput).verdicts == [
        "payments-invoices": "not-ready", "payments-ledger": "unknown",
        "payments-exports": "unknown", "payments-press-kit": "exempt",
        "reporting-scratch": "unknown",
      ])
  }

  @Test("A file that is there is replaced when that is asked for, and not before")
  func output() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let arguments = ["init", "--evidence", "logs", "--output", "new.yaml"]
    let first = try folder.run(arguments)
    #expect(first.exitCode == 0)
    #expect(first.standardOutput == "")
    #expect(first.standardError == "new.yaml: 1 bucket proposed; fill in what says TODO\n")
    let text = try folder.text("new.yaml")

    try folder.write("mine", to: "new.yaml")
    let second = try folder.run(arguments)
    #expect(second.exitCode == 74)
    #expect(
      second.standardError == "error: new.yaml: is there already\n   help: --force replaces it\n")
    #expect(try folder.text("new.yaml") == "mine")

    try folder.link("dangling.yaml", to: "nowhere.yaml")
    let link = try folder.run(["init", "--evidence", "logs", "--output", "dangling.yaml"])
    #expect(link.exitCode == 74)

    #expect(try folder.run(arguments + ["--force"]).exitCode == 0)
    #expect(try folder.text("new.yaml") == text)
  }

  @Test("66 where there is no bucket to claim, 64 without evidence")
  func nothing() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let none = try folder.run(["init", "--evidence", "logs", "--bucket", "two-*"])
    #expect(none.exitCode == 66)
    #expect(
      none.standardError == """
        error: no bucket to claim
           help: the evidence names none that matches 'two-*'

        """)
    #expect(try folder.run(["init"]).exitCode == 64)
  }
}
