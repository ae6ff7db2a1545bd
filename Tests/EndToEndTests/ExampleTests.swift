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
}
