import Testing

/// The example that the documentation shows, run where it shows it.
@Suite("The example")
struct ExampleTests {
  @Test(
    "gives these bytes",
    arguments: [("text", "example.txt"), ("json", "example.json")])
  func golden(format: String, file: String) throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run([
      "check", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
      "2020-02-10T00:00:00Z", "--format", format,
    ])
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.standardError
        == "bpa-ready: NOT READY (exit code 1: at least one bucket is not ready)\n")
    try Golden.compare(outcome.standardOutput, with: file)
  }

  @Test("What the README's question begins with is what the logs hold", .enabled(if: hasJQ))
  func question() throws {
    let folder = try Workspace()
    let script = Golden.package + "Examples/question/extract"
    let outcome = try Program.run([folder.root], in: folder, executable: script)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    try Golden.compare(
      folder.text("result.csv"), with: "../../../Examples/question/result.csv")
    // The text is compared, not the gzip: its bytes depend on the version of the library.
    func records(_ path: String) throws -> String {
      try Program.run(["-dc", path], in: folder, executable: "gzip").standardOutput
    }
    #expect(
      try records(folder.path("writes.jsonl.gz"))
        == records(Golden.package + "Examples/question/writes.jsonl.gz"))
  }

  private static let hasJQ: Bool = {
    let outcome = try? Program.run(["--version"], in: Workspace(), executable: "jq")
    return outcome?.exitCode == 0
  }()
}
