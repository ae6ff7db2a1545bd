import Diagnostics
import Readiness
import Reports
import Testing

@Suite("The text report")
struct TextReportTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let assessment: Assessment
    let style: TextStyle

    init(_ name: String, _ assessment: Assessment, _ style: TextStyle) {
      (self.name, self.assessment, self.style) = (name, assessment, style)
    }

    var testDescription: String { name }
  }

  private static let styles: [(name: String, style: TextStyle)] = [
    ("60", TextStyle(terminalWidth: 60)),
    ("80", TextStyle(terminalWidth: 80)),
    ("120", TextStyle(terminalWidth: 120)),
    ("no-terminal", TextStyle()),
  ]

  static let cases: [Case] =
    styles.map { Case("mixed-\($0.name)", .mixed, $0.style) } + [
      Case("mixed-80-color", .mixed, TextStyle(terminalWidth: 80, usesColor: true)),
      Case("mixed-80-ascii", .mixed, TextStyle(terminalWidth: 80, usesUnicode: false)),
      Case("mixed-80-quiet", .mixed, TextStyle(terminalWidth: 80, verbosity: .quiet)),
      Case("mixed-120-verbose", .mixed, TextStyle(terminalWidth: 120, verbosity: .verbose)),
      Case("mixed-160", .mixed, TextStyle(terminalWidth: 160)),
      Case("unknown-80", .sample([.exports, .ledger]), TextStyle(terminalWidth: 80)),
      Case("ready-80", .sample([.archive]), TextStyle(terminalWidth: 80)),
      Case("exempt-80", .sample([.pressKit]), TextStyle(terminalWidth: 80)),
      Case(
        "undeclared-80",
        .sample(["tmp-a", "tmp-b"].map { .sample($0, .undeclared, settings: [:]) }),
        TextStyle(terminalWidth: 80)),
      Case("large-80", .large, TextStyle(terminalWidth: 80)),
      Case("large-no-terminal-quiet", .large, TextStyle(verbosity: .quiet)),
      Case("hostile-80", .hostile, TextStyle(terminalWidth: 80)),
      Case("hostile-no-terminal", .hostile, TextStyle()),
      Case("empty-80", .empty, TextStyle(terminalWidth: 80)),
    ]

  @Test("is what it was", arguments: cases)
  func golden(_ testCase: Case) throws {
    let text = TextReport(.sample(testCase.assessment), style: testCase.style).text
    try Golden.compare(text, with: "\(testCase.name).txt")
  }

  @Test("holds no character that a terminal obeys", arguments: cases.filter { !$0.style.usesColor })
  func noControls(_ testCase: Case) {
    let text = TextReport(.sample(testCase.assessment), style: testCase.style).text
    #expect(Controls.found(in: text) == [])
  }

  @Test("says the same in colour as without", arguments: cases)
  func colorOnlyPaints(_ testCase: Case) {
    var style = testCase.style
    style.usesColor = false
    let plain = TextReport(.sample(testCase.assessment), style: style).text
    style.usesColor = true
    let colored = TextReport(.sample(testCase.assessment), style: style).text
    #expect(colored != plain || testCase.assessment.buckets.isEmpty)
    #expect(Controls.withoutColors(colored) == plain)
  }

  @Test("keeps to the width, where no single name is wider", arguments: cases)
  func width(_ testCase: Case) {
    var style = testCase.style
    style.usesColor = false
    let width = style.terminalWidth ?? 100
    let names = Self.names(in: testCase.assessment)
    var lines = TextReport(.sample(testCase.assessment), style: style).text
      .split(separator: "\n", omittingEmptySubsequences: false)[...]
    if style.terminalWidth == nil, !testCase.assessment.buckets.isEmpty {
      // Without a terminal the table, which the first two empty lines fence in, is as wide as its
      // names.
      for _ in 1...2 { lines = lines.drop { !$0.isEmpty }.dropFirst() }
    }
    for line in lines where TerminalText.width(String(line)) > width {
      let single = names.reduce(String(line)) { $0.replacing($1, with: "\u{1}") }
      let parts = single.split(separator: "\u{1}", maxSplits: 1, omittingEmptySubsequences: false)
      let text = single.dropFirst(14).drop { $0 == " " }
      #expect(
        parts.count == 2 && parts[0].count <= 14 && !parts[1].contains(" ")
          || parts.count == 1 && !text.contains(" "), "too wide: \(line)")
    }
  }

  /// Names that have spaces in them and all the same stay on one line, the longest first.
  private static func names(in assessment: Assessment) -> [String] {
    let findings = assessment.buckets.flatMap(\.findings)
    let samples = findings.flatMap(\.samples)
    let declarations = assessment.buckets.compactMap(\.declaration)
    let names =
      assessment.buckets.map(\.bucket) + declarations.map(\.pattern)
      + declarations.map(\.location.description) + findings.map(\.operation)
      + findings.compactMap(\.acl?.name) + findings.map(\.caller.principal)
      + findings.flatMap(\.sourceAddresses) + samples.map(\.key) + samples.map(\.eventID)
      + samples.map(\.file) + assessment.policies.map(\.file)
      + assessment.evidence.unreadable.map(\.file)
      + assessment.evidence.sources.map { "\($0.place.account) \($0.place.region)" }
    return Set(names.map(TerminalText.escaped)).filter { $0.contains(" ") }
      .sorted { ($0.count, $0) > ($1.count, $1) }
  }

  @Test("names every bucket in full", arguments: cases.filter { $0.style.verbosity != .quiet })
  func everyBucket(_ testCase: Case) {
    let text = TextReport(.sample(testCase.assessment), style: testCase.style).text
    for bucket in testCase.assessment.buckets
    // At a terminal one with nothing to be said of it has its line in the table only.
    where bucket.verdict != .ready || testCase.style.terminalWidth == nil {
      #expect(text.contains(TerminalText.escaped(bucket.bucket)))
    }
  }

  @Test("gives each bucket a line of its own, in order", arguments: cases)
  func lineForEachBucket(_ testCase: Case) {
    var style = testCase.style
    style.usesColor = false
    style.verbosity = .quiet
    let rows = TextReport(.sample(testCase.assessment), style: style).text.split(separator: "\n")
      .drop { !$0.hasPrefix("Verdict ") }.dropFirst().filter { $0.first != " " && $0.first != "*" }
    let verdicts = rows.map { row in
      Verdict.allCases.first { row.lowercased().hasPrefix($0.rawValue.replacing("-", with: " ")) }
    }
    #expect(verdicts == testCase.assessment.buckets.map(\.verdict))
  }

  @Test("shows names in full that would look the same shortened")
  func ambiguousNames() {
    let names = ["a", "b", "c"].map { "payments-production-\($0)-customer-documents-archive" }
    let style = TextStyle(terminalWidth: 80, verbosity: .quiet)
    let text = TextReport(.sample(.sample(names.map { .sample($0, .ready) })), style: style).text
    for name in names { #expect(text.contains("ready       \(name)\n")) }
    #expect(!text.contains("…"))
  }

  @Test("has no trailing spaces", arguments: cases.filter { $0.assessment.buckets.count < 9 })
  func noTrailingSpaces(_ testCase: Case) {
    let text = TextReport(.sample(testCase.assessment), style: testCase.style).text
    for line in text.split(separator: "\n") { #expect(line.last != " ", "\(line)") }
  }
}

/// Characters that are not for reading.
enum Controls {
  /// The controls in a text, line feeds left out.
  static func found(in text: String) -> [String] {
    text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value)
        || $0.properties.isBidiControl
    }.map { $0.escaped(asASCII: true) }
  }

  /// A text without the sequences that set colours.
  static func withoutColors(_ text: String) -> String {
    text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
  }
}
