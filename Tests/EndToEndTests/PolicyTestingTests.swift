import Testing
import TrailFixtures

/// The text of a test file with one test, of which these lines are told.
private func tests(_ lines: String, name: String = "one") -> String {
  let indented = lines.split(separator: "\n").map { "    \($0)\n" }.joined()
  return "version: 1\ndefaults: {as-of: 2020-02-10}\ntests:\n  - name: \(name)\n" + indented
}

@Suite("bpa-ready test")
struct PolicyTestingTests {
  private func folder(
    _ test: String, policy: Policy = Policy("one", "\"logs-*\"")
  ) throws -> Workspace {
    let folder = try Workspace(policy: policy, events: Week.quiet("one"))
    try folder.write(test, to: "Policies/payments.test.yaml")
    return folder
  }

  @Test("0 where all is as expected, and what no test touches")
  func passes() throws {
    let outcome = try folder(tests("recorded: all\nexpect: {one: ready}")).run(["test"])
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(
      outcome.standardOutput == """
        PASSED  1 test in 1 file; 1 rule without a test

        ok      Policies/payments.test.yaml, 1 test

        No test touches
          rule    logs-* at Policies/payments.yaml:9:13

        """)
    #expect(outcome.standardError == "")
  }

  @Test("1 with what differs, as text and as JUnit XML")
  func fails() throws {
    let folder = try folder(
      tests(
        """
        recorded: all
        events: [{operation: PutObject, bucket: one, acl: public-read, key: "a<b>&"}]
        expect: {one: {verdict: ready, findings: [{count: 2}]}}
        """, name: "\"<uploads> & more\""))
    let outcome = try folder.run(["test", "Policies", "--junit", "junit.xml"])
    #expect(outcome.exitCode == 1, "\(outcome.standardError)")
    try Golden.compare(outcome.standardOutput, with: "test-failed.txt")
    try Golden.compare(try folder.text("junit.xml"), with: "test-failed.xml")
    let colored = try folder.run(["test", "--color", "always", "--quiet"])
    #expect(colored.standardOutput.contains("\u{1B}[1;31m+\u{1B}[0m"))
  }

  @Test("Logs that a test names are read, from its own folder on")
  func logs() throws {
    let folder = try folder(tests("evidence: ../logs\nexpect: {one: ready}"))
    #expect(try folder.run(["test"]).exitCode == 0)
    try folder.write(
      tests("evidence: ../lost\nexpect: {one: ready}"), to: "Policies/payments.test.yaml")
    let outcome = try folder.run(["test"])
    #expect(outcome.exitCode == 78)
    #expect(
      outcome.standardError == """
        Policies/payments.test.yaml:5:15: error: there is no log at 'Policies/../lost'
            5 |     evidence: ../lost
              |               ^^^^^^^

        """)
  }

  @Test("The policies that a test names are the ones beside it, by whatever path")
  func namedPolicies() throws {
    let folder = try folder(
      "policies: [../Policies/./payments.yaml]\n" + tests("recorded: all\nexpect: {one: ready}"),
      policy: Policy("one"))
    let outcome = try folder.run(["test"])
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.hasPrefix("PASSED  1 test in 1 file\n"))
  }

  @Test(
    "66 where there is nothing to run",
    arguments: [
      ("lost", "error: lost: there is no such file or folder\n"),
      (
        "logs",
        "error: logs: the folder holds no test\n"
          + "   help: a test file ends in .test.yaml and lies in the folder itself\n"
      ),
    ])
  func nothing(path: String, says: String) throws {
    let outcome = try folder(tests("expect: {one: ready}")).run(["test", path])
    #expect(outcome.exitCode == 66)
    #expect(outcome.standardError == says)
  }

  @Test("78 with the errors of all test files, and of the policies")
  func invalid() throws {
    let folder = try folder(tests("expect: {one: redy}"))
    try folder.write(tests("expect: {}"), to: "Policies/other.test.yaml")
    let outcome = try folder.run(["test"])
    #expect(outcome.exitCode == 78)
    #expect(outcome.standardOutput == "")
    #expect(
      outcome.standardError.contains("Policies/other.test.yaml:5:13: error: 'expect' is empty"))
    #expect(
      outcome.standardError.contains(
        "Policies/payments.test.yaml:5:19: error: 'redy' is not a verdict"))

    try folder.write(tests("expect: {one: ready}"), to: "Policies/payments.test.yaml")
    try folder.write(tests("expect: {one: ready}"), to: "Policies/other.test.yaml")
    let unnamed = try folder.run(["test"])
    #expect(unnamed.exitCode == 78)
    #expect(
      unnamed.standardError == """
        Policies/other.test.yaml: error: the test does not say of which policies, and there is none of its name
           help: name them: 'policies: [payments.yaml]'

        """)

    try folder.write("version: 1", to: "Policies/payments.yaml")
    let policy = try folder.run(["test", "Policies/payments.test.yaml"])
    #expect(policy.exitCode == 78)
    #expect(policy.standardError.contains("Policies/payments.yaml:1:1: error: a policy file needs"))
  }

  @Test("The tests of the shipped policies and of the example pass, and touch every rule")
  func shipped() throws {
    let folder = try Workspace()
    for name in ["Examples", "Policies"] { try folder.link(name, to: Golden.package + "/" + name) }
    let outcome = try folder.run(["test", "Policies", "Examples/policies"])
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
    #expect(!outcome.standardOutput.contains("No test touches"), "\(outcome.standardOutput)")
  }
}
