import Testing
import TrailFixtures

@Suite("explain")
struct ExplainTests {
  @Test(
    "says why, on the example",
    arguments: [
      (["payments-invoices"], "explain-invoices.txt"),
      (["payments-exports", "IgnorePublicAcls"], "explain-exports.txt"),
      (["payments-press-kit", "BlockPublicAcls"], "explain-press-kit.txt"),
      (["reporting-scratch", "BlockPublicAcls"], "explain-scratch.txt"),
    ])
  func golden(_ words: [String], file: String) throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run(
      ["explain"] + words + [
        "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
        "2020-02-10T00:00:00Z",
      ])
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError == "")
    try Golden.compare(outcome.standardOutput, with: file)
  }

  private static func explain(
    _ words: String..., waiver: String = "", in events: [Event] = []
  ) throws -> Outcome {
    let folder = try Workspace(
      policy: Policy("one", rest: waiver),
      events: Week.quiet("one") + [Week.publicUpload("one")] + events)
    return try folder.run(["explain"] + words + ["--evidence", "logs", "--as-of", Week.end])
  }

  @Test(
    "names the waiver that nearly covers a finding, and what keeps it from that",
    arguments: [
      ("acl: public-read-write", "its acl is 'public-read-write'"),
      ("operation: CopyObject", "its operation is 'CopyObject'"),
      ("key: \"nothing/*\"", "its key is 'nothing/*'"),
      ("setting: BlockPublicPolicy", "its setting is BlockPublicPolicy"),
    ])
  func nearMiss(_ scope: String, says: String) throws {
    let outcome = try Self.explain("one", "BlockPublicAcls", waiver: Self.waiver(scope))
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.contains("does not cover it"), "\(outcome.standardOutput)")
    #expect(outcome.standardOutput.replacing("\n", with: " ").contains(says))
  }

  @Test("names the waiver that covers a finding")
  func waived() throws {
    let outcome = try Self.explain("one", waiver: Self.waiver("acl: public-read"))
    #expect(outcome.standardOutput.hasPrefix("one is READY"))
    #expect(outcome.standardOutput.contains("waiver W-1 until 2020-03-31"))
    #expect(!outcome.standardOutput.contains("safe once"))
  }

  private static func waiver(_ scope: String) -> String {
    """
    waivers:
      - id: W-1
        bucket: one
        \(scope)
        owner: "@example/payments"
        reason: it is known
        expires: 2020-03-31

    """
  }

  @Test(
    "64 and 66, with what was meant",
    arguments: [
      (["on*"], 64, "'on*' is no bucket's name"),
      (["one", "blockpublicacls"], 64, "did you mean 'BlockPublicAcls'?"),
      (["onee"], 66, "did you mean 'one'?"),
      ([], 64, "Missing expected argument '<bucket>'"),
    ] as [([String], Int32, String)])
  func wrong(_ words: [String], code: Int32, says: String) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let outcome = try folder.run(["explain"] + words + ["--evidence", "logs"])
    #expect(outcome.exitCode == code)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains(says), "\(outcome.standardError)")
  }
}
