import Diagnostics
import Readiness
import S3Access
import Testing
import Timeline

@testable import Reports

@Suite("Words and layout")
struct LayoutTests {
  @Test(
    "numbers are grouped by thousands",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (48_210, "48,210"), (1_200_000, "1,200,000"),
      (-1_234, "-1,234"), (.min, "-9,223,372,036,854,775,808"),
    ])
  func numbers(_ number: Int, _ text: String) {
    #expect(number.grouped == text)
  }

  @Test(
    "bytes are said in powers of 1,000",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1.0 kB"), (999_999, "999.9 kB"),
      (1_000_000, "1.0 MB"), (88_211_001, "88.2 MB"), (5_000_000_000_000, "5.0 TB"),
      (.max, "9,223.3 PB"),
    ])
  func bytes(_ bytes: Int, _ text: String) {
    #expect(bytes.bytesText == text)
  }

  @Test(
    "times are said as people say them",
    arguments: [
      (1, false, "once"), (2, false, "twice"), (3, false, "3 times"),
      (1_200_000, true, "about 1,200,000 times"),
    ])
  func times(_ count: Int, _ isEstimate: Bool, _ text: String) {
    #expect(Words.times(count, isEstimate: isEstimate) == text)
  }

  @Test(
    "lengths are said in the largest unit of which there are two",
    arguments: [
      (TimeSpan(seconds: 40), "40 s"), (.minutes(90), "90 min"), (.hours(26), "26 h"),
      (.hours(47), "47 h"), (.days(3), "3 d"), (.hours(71), "3 d"),
    ])
  func lengths(_ span: TimeSpan, _ text: String) {
    #expect(Words.length(span) == text)
  }

  @Test(
    "names are shortened in their middle, to columns and not to characters",
    arguments: [
      ("payments", 8, "payments"), ("payments", 7, "pay…nts"), ("payments", 1, "…"),
      ("支払い請求書", 12, "支払い請求書"), ("支払い請求書", 8, "支払…書"), ("", 0, ""),
    ])
  func shortening(_ name: String, _ columns: Int, _ text: String) {
    let short = Phrase.name(name).shortened(to: columns, ellipsis: "…")
    #expect(short.text == text)
    #expect(short.width <= columns)
  }

  @Test(
    "lines break at spaces, and never within a name",
    arguments: [
      ([Phrase("one two three")], 7, ["one two", "three"]),
      ([Phrase("one  two ")], 20, ["one two"]),
      (
        [Phrase("a "), .name("key with spaces"), Phrase(", b")], 6, ["a", "key with spaces,", "b"]
      ),
      ([Phrase("unbreakable x")], 4, ["unbreakable", "x"]),
      ([Phrase("("), .name("x"), Phrase(") y")], 3, ["(x)", "y"]),
      ([], 10, []),
    ])
  func wrapping(_ phrases: [Phrase], _ width: Int, _ lines: [String]) {
    #expect(
      Wrapping.lines(of: phrases, width: width).map { $0.map(\.text).joined() } == lines)
  }

  static let strips: [(gaps: [Interval], ascii: String)] = [
    ([], "####################"),
    // A second is enough to be seen, in the part that it lies in.
    ([.between("2019-11-12T00:00:00Z", "2019-11-12T00:00:01Z")], "+###################"),
    ([.between("2020-02-09T23:59:59Z", "2020-02-10T00:00:00Z")], "###################+"),
    ([.between("2019-11-12", "2019-12-27")], "..........##########"),
    ([.between("2019-11-12", "2020-02-10")], "...................."),
    (
      [.between("2019-11-12", "2019-11-20"), .between("2020-02-01", "2020-02-10")],
      ".+################.."
    ),
  ]

  @Test("a strip never looks better than the recording was", arguments: strips)
  func strip(_ gaps: [Interval], _ ascii: String) {
    let coverage = ClassCoverage(
      evidenceClass: .management, grade: .observed, window: .window, recorded: [.window],
      gaps: gaps.map { .init($0, cause: "") })
    #expect(cells(coverage) == ascii)
  }

  @Test("a strip without a recording is empty, whatever the gaps say")
  func emptyStrip() {
    #expect(cells(.none(.management, accepted: "why")) == "....................")
  }

  private func cells(_ coverage: ClassCoverage) -> String {
    CoverageStrip(coverage, style: TextStyle(terminalWidth: 80)).cells.map {
      switch $0 {
      case .recorded: "#"
      case .partly: "+"
      case .not: "."
      }
    }.joined()
  }
}
