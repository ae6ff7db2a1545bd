import JSON
import Testing
import TrailFixtures

/// What a terminal would obey, or a reader's eye be deceived by.
private let hostileTexts = [
  "\u{1B}]0;owned\u{7}", "\u{1B}[2J\u{1B}[H", "line\nREADY  all buckets", "back\r\u{8}\u{8}",
  "right\u{202E}left\u{2066}", "csi\u{9B}31m", "zero\u{200B}\u{FEFF}width", "\u{0}nul",
  "line\u{2028}separator", "del\u{7F}",
]

/// Whoever may call a bucket writes into its log: keys, user agents and session names are theirs.
@Suite("Hostile names")
struct HostileNameTests {
  @Test("reach no terminal as they are, and the report still says them", arguments: hostileTexts)
  func hostile(_ text: String) throws {
    let events =
      Week.quiet("one") + [
        Week.publicUpload("one").with {
          $0.caller = .role("app" + text, session: text)
          $0.userAgent = text
          $0.sourceIPAddress = text
          $0.requestParameters = $0.requestParameters?.map { member in
            member.name == "key" ? .init("key", .string("logs/" + text)) : member
          }
        }
      ]
    let folder = try Workspace(
      policy: Policy("one", "{bucket: press, expect: public, reason: x}"),
      events: events + Week.quiet(text))
    let shown = try folder.check()
    #expect(shown.exitCode == 1)
    #expect(Self.isHarmless(shown.standardOutput), "\(shown.standardOutput.debugDescription)")
    #expect(Self.isHarmless(shown.standardError))
    #expect(shown.standardOutput.split(separator: "\n").allSatisfy { !$0.hasPrefix("READY") })
    let report = try ReportDocument(folder.check("--format", "json").standardOutput)
    let finding = try #require(report.buckets.first?.findings.first)
    #expect(finding.samples.first?.key == "logs/" + text)
    #expect(finding.userAgents == [text])
    #expect(finding.principal.hasSuffix("role/app" + text))
  }

  @Test("of files are harmless too", arguments: hostileTexts.filter { !$0.contains("\0") })
  func files(_ text: String) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write("", to: "logs/\(text).json")
    let outcome = try folder.check()
    #expect(outcome.exitCode == 3)
    #expect(Self.isHarmless(outcome.standardOutput))
    #expect(Self.isHarmless(outcome.standardError))
    let report = try ReportDocument(folder.check("--format", "json").standardOutput)
    #expect(report.evidence.unreadable.map(\.file) == ["logs/\(text).json"])
  }

  /// Whether there is nothing in the text that a terminal obeys, but line feeds.
  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n"
      case .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }
}
