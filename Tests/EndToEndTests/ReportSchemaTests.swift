import Foundation
import Testing

/// Judged by Python's jsonschema, which is not the project's own.
@Suite("The schema of the JSON report")
struct ReportSchemaTests {
  private static let path = "Sources/Reports/Reports.docc/Formats/readiness-report.v1.schema.json"

  @Test("What is kept beside the format's page is what the program prints")
  func kept() throws {
    let printed = try Program.run(["schema", "report"], in: Workspace())
    #expect(printed.exitCode == 0)
    try Golden.compare(printed.standardOutput, with: "../../../" + Self.path)
  }

  @Test(
    "It describes every report to its last field, and takes no other words, types or omissions",
    .enabled(if: SchemaTests.hasValidator, SchemaTests.noValidator))
  func judgement() throws {
    let reports = try Self.kept() + Self.said()
    let judgement = try Self.judge(reports.map(\.text))
    for (report, errors) in zip(reports, judgement.errors) {
      #expect(errors.isEmpty, "\(report.name): \(errors)")
    }
    #expect(judgement.errors.count == reports.count)
    #expect(judgement.takesMore, "what later versions add is to be taken")
    #expect(judgement.takeOtherTypes == [])
    #expect(judgement.mayBeMissing == Self.sometimes)
    let words = judgement.refuseOtherWords.filter { name in
      !name.split(separator: ".").suffix(1).contains { Self.written.contains(String($0)) }
    }
    #expect(words == Self.enumerations)
    #expect(judgement.refuseOtherWords.count > words.count + Self.written.count)
  }

  /// Those that the page calls 'sometimes', and that no other field asks for.
  private static let sometimes = [
    "accounts", "baseline", "buckets[].declaredAt.column", "buckets[].findings[].countIsEstimate",
    "buckets[].findings[].waiver.declaredAt.column",
    "buckets[].settings.*.coverage[].acceptedReason", "evidence.sources[].folder",
    "notices[].at.column", "plan",
  ]

  private static let enumerations = [
    "accounts[].settings.*.blocking[].claim", "accounts[].settings.*.blocking[].status",
    "accounts[].settings.*.status", "accounts[].stoppedByBoth[].claim",
    "accounts[].stoppedByBoth[].status", "accounts[].verdict", "baseline.buckets[].after",
    "baseline.buckets[].before", "baseline.buckets[].change",
    "baseline.buckets[].settings[].after", "baseline.buckets[].settings[].setting",
    "buckets[].findings[].cause", "buckets[].findings[].certainty",
    "buckets[].findings[].grants[].permission", "buckets[].findings[].kind",
    "buckets[].findings[].principalKind", "buckets[].findings[].settings[]",
    "buckets[].findings[].state", "buckets[].settings.*.coverage[].class",
    "buckets[].settings.*.coverage[].grade", "buckets[].settings.*.coverage[].stretches[].grade",
    "buckets[].settings.*.status", "buckets[].verdict", "evidence.unreadable[].offsetIn",
    "notices[].kind", "plan.changes[].level", "plan.changes[].settings[]",
    "plan.changes[].verdict", "plan.kind", "plan.refused[].certainty", "plan.refused[].setting",
    "plan.refused[].verdict", "plan.verdict", "schema", "verdict",
  ]

  /// The ends of the names of times and of hashes, which are written in one way only.
  private static let written: Set<String> = [
    "asOf", "from", "to", "first", "last", "time", "fingerprint",
  ]

  private struct Report {
    var name: String
    var text: String
  }

  /// The reports that other tests compare byte for byte.
  private static func kept() throws -> [Report] {
    let tests = Golden.package + "Tests/"
    let reports = try ["ReportsTests/Golden/", "EndToEndTests/Golden/"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: tests + folder).sorted()
        .filter { $0.hasSuffix(".json") }
        .map { Report(name: $0, text: try Workspace.text(ofFileAt: tests + folder + $0)) }
    }.filter { $0.text.contains(#""schema": "bpa-ready/report/v1""#) }
    try #require(reports.count > 6)
    return reports
  }

  /// What the program says of the examples.
  private static func said() throws -> [Report] {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "Examples")
    _ = try Program.run(["-r", "Examples/logs", "copy"], in: folder, executable: "cp")
    let questions: [[String]] = [
      ["--report", "json=last.json"], ["--scope", "account"],
      ["--terraform-plan", "Examples/terraform/plan.json"],
      ["--cloudformation-template", "Examples/cloudformation/template.yaml"],
      ["--as-of", "2020-02-12", "--baseline", "last.json"],
      ["--evidence", "copy"],
    ]
    return try questions.map { question in
      let asOf = question.contains("--as-of") ? [] : ["--as-of", "2020-02-10"]
      let outcome = try folder.run(
        [
          "check", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--format",
          "json",
        ] + asOf + question)
      return Report(name: question.joined(separator: " "), text: outcome.standardOutput)
    }
  }

  private struct Judgement: Decodable {
    var errors: [[String]]
    var mayBeMissing: [String]
    var takeOtherTypes: [String]
    var refuseOtherWords: [String]
    var takesMore: Bool
  }

  private static func judge(_ reports: [String]) throws -> Judgement {
    let schema = try Program.run(["schema", "report"], in: Workspace()).standardOutput
    let question = #"{"schema": \#(schema), "reports": [\#(reports.joined(separator: ","))]}"#
    let outcome = try Program.run(
      [Golden.package + "Tests/EndToEndTests/Readers/judge_reports.py"], in: Workspace(),
      input: .bytes(Array(question.utf8)), executable: "python3")
    try #require(outcome.exitCode == 0, "\(outcome.standardError)")
    return try JSONDecoder().decode(Judgement.self, from: Data(outcome.standardOutput.utf8))
  }
}
