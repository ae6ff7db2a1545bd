import Foundation
import Testing
import TrailFixtures

/// Readers that are not the project's own: Python's, a JUnit reader, classes made from the SARIF
/// schema, and GitHub's Markdown.
enum Reader {
  private static let script = Golden.package + "/Tests/EndToEndTests/Readers/read_report.py"

  static let isInstalled: Bool =
    (try? Program.run([script, "installed"], in: Workspace(), executable: "python3").exitCode) == 0

  /// What the reader of a format understood of a report.
  static func read(_ report: String, as format: String) throws -> [String: Any] {
    let outcome = try Program.run(
      [script, format], in: Workspace(), input: .bytes(Array(report.utf8)),
      executable: "python3")
    try #require(outcome.exitCode == 0, "\(format): \(outcome.standardError)")
    let document = try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8))
    return try #require(document as? [String: Any])
  }
}

/// What each medium would obey.
private let mischief = [
  "=HYPERLINK(\"http://a.example\")", "@octocat #1 https://a.example www.a.example",
  "a|b`c``d | **bold** <script>alert(1)</script>", "]]></failure><x/>", "::error::x%0A,file=y:",
  "[click](javascript:x) ![i](http://a.example/i)", "line\r\nfeed\u{1B}[2J", "{0} \\ $x$ &amp;",
]

@Suite(
  "Reports in the hands of others",
  .enabled(
    if: Reader.isInstalled,
    "the readers are not installed: 'make readers' (python3-junitparser, python3-sarif-python-om, cmark-gfm)"
  ))
struct FormatReaderTests {
  /// A bucket of each verdict, called by whoever wishes a report ill.
  private static func folder(_ text: String) throws -> Workspace {
    let upload = Week.publicUpload("loud").with {
      $0.caller = .role("app" + text, session: text)
      $0.userAgent = text
      $0.sourceIPAddress = text
      $0.requestParameters = $0.requestParameters?.map { member in
        member.name == "key" ? .init("key", .string(text)) : member
      }
    }
    return try Workspace(
      policy: Policy(
        "ready-one", "loud", "silent", "{bucket: press-kit, expect: public, reason: for the press}"),
      events: ["ready-one", "loud", "press-kit", "nobodys"].flatMap(Week.quiet) + [upload])
  }

  private static func report(_ format: String, _ text: String) throws -> [String: Any] {
    let outcome = try folder(text).check("--format", format)
    #expect(outcome.exitCode == 1)
    return try Reader.read(outcome.standardOutput, as: format)
  }

  @Test("CSV: a row a bucket and setting, and no formula", arguments: mischief)
  func csv(_ text: String) throws {
    let read = try Self.report("csv", text)
    #expect(read["rows"] as? Int == 20)
    #expect(
      read["buckets"] as? [String] == ["loud", "silent", "ready-one", "press-kit", "nobodys"])
  }

  @Test("NDJSON: a line a bucket and a finding, keys as they are", arguments: mischief)
  func ndjson(_ text: String) throws {
    let read = try Self.report("ndjson", text)
    #expect((read["buckets"] as? [String])?.count == 5)
    #expect(read["findings"] as? Int == 1)
    #expect(read["keys"] as? [String] == [text])
  }

  @Test("JUnit: a case a bucket, in the class of its team", arguments: mischief)
  func junit(_ text: String) throws {
    let cases = try #require(try Self.report("junit", text)["cases"] as? [[Any]])
    let told = cases.map { testCase in testCase.map { "\($0)" }.joined(separator: " ") }
    #expect(
      told.map { $0.filter { !"()[]\"\n, ".contains($0) } } == [
        "paymentsloudFailure", "paymentssilentError", "paymentsready-one",
        "paymentspress-kitSkipped", "undeclarednobodysSkipped",
      ])
  }

  @Test(
    "SARIF: results at the lines of the policy, known again by their fingerprint",
    arguments: mischief)
  func sarif(_ text: String) throws {
    let results = try #require(try Self.report("sarif", text)["results"] as? [[String: Any]])
    #expect(results.map { $0["rule"] as? String } == ["BlockPublicAcls", "missing-evidence"])
    #expect(results.map { $0["level"] as? String } == ["error", "warning"])
    #expect(
      results.map { $0["uri"] as? String } == Array(repeating: "Policies/payments.yaml", count: 2))
    #expect(results.map { $0["line"] as? Int } == [9, 10])
    let again = try #require(try Self.report("sarif", text)["results"] as? [[String: Any]])
    #expect(
      results.map { $0["fingerprint"] as? String } == again.map { $0["fingerprint"] as? String })
  }

  /// What a report says of a week in which two buckets break, one of which did a week before.
  private static func sinceBaseline(_ format: String) throws -> [String: Any] {
    let quiet = ["one", "two"].flatMap(Week.quiet)
    let folder = try Workspace(
      policy: Policy("one", "two", "silent"), events: quiet + [Week.publicUpload("one")])
    _ = try folder.check("--report", "json=before.json")
    try folder.write(logFile(quiet + ["one", "two"].map(Week.publicUpload)), to: "logs/a.json")
    let report = try folder.check("--baseline", "before.json", "--format", format)
    return try Reader.read(report.standardOutput, as: format)
  }

  @Test("SARIF: each result with its state since the baseline")
  func sarifBaseline() throws {
    let results = try #require(try Self.sinceBaseline("sarif")["results"] as? [[String: Any]])
    #expect(
      results.map { "\($0["rule"] ?? "") \($0["state"] ?? "")" } == [
        "BlockPublicAcls unchanged", "BlockPublicAcls new", "missing-evidence unchanged",
      ])
  }

  @Test("SARIF: what a waiver covers is suppressed, and of the others it is told that they are not")
  func sarifSuppressions() throws {
    let waiver = "{id: W, bucket: one, owner: me, reason: r, expires: 2020-03-31}"
    let folder = try Workspace(
      policy: Policy("one", "two", rest: "waivers: [\(waiver)]\n"),
      events: ["one", "two"].flatMap { Week.quiet($0) + [Week.publicUpload($0)] })
    let report = try folder.check("--format", "sarif").standardOutput
    let results = try #require(try Reader.read(report, as: "sarif")["results"] as? [[String: Any]])
    #expect(results.map { $0["suppressed"] as? Bool } == [false, true])
    #expect(report.contains(#""suppressions": []"#))
  }

  @Test("JUnit: what has changed since the baseline as properties")
  func junitBaseline() throws {
    let read = try #require(
      try Self.sinceBaseline("junit")["properties"] as? [String: [[String]]])
    #expect(
      read["S3 Block Public Access"] == [
        [
          "baseline", "Since the baseline of 2020-02-10T00:00:00Z: 1 worse, 2 unchanged",
        ]
      ])
    #expect(read["one"] == [["baseline", "unchanged"]])
    #expect(
      read["two"]?.prefix(2) == [
        ["baseline", "worse"], ["baseline.verdict", "was ready, is not ready"],
      ])
    #expect(read["two"]?.map(\.[0]).last == "baseline.new")
  }

  @Test("GitLab: an issue each", arguments: mischief)
  func gitlab(_ text: String) throws {
    let read = try Self.report("gitlab", text)
    #expect(read["checks"] as? [String] == ["BlockPublicAcls", "missing-evidence"])
  }

  @Test("GitHub: commands of ours and no others", arguments: mischief)
  func github(_ text: String) throws {
    let commands = try #require(try Self.report("github", text)["commands"] as? [[Any]])
    #expect(commands.map { $0.first as? String } == ["error", "error", "warning", "notice"])
    let files = commands.map { ($0[1] as? [String: String])?["file"] }
    #expect(files == [nil, "Policies/payments.yaml", "Policies/payments.yaml", nil])
  }

  @Test("Markdown: no link, no mention and no markup that is not ours", arguments: mischief)
  func markdown(_ text: String) throws {
    let read = try Self.report("markdown", text)
    #expect(read["rows"] as? Int == 7, "two tables, with two and three buckets")
    let code = try #require(read["code"] as? [String])
    #expect(code.contains("loud"))
  }
}
