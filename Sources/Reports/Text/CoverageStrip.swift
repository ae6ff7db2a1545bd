import Readiness
import Timeline

/// A line on how one class of events was recorded: a strip over the window, and the same in words.
struct CoverageStrip {
  private let coverage: ClassCoverage
  private let style: TextStyle
  /// Wide enough for `object-writes`.
  private static let labelColumns = 15

  init(_ coverage: ClassCoverage, style: TextStyle) {
    self.coverage = coverage
    self.style = style
  }

  func add(to page: inout Page, indent: Int) {
    let cells = cells
    let name = Page.padded([Phrase(coverage.evidenceClass.rawValue)], to: Self.labelColumns)
    page.addItem(
      name + [Phrase(strip(cells), ink(of: cells))], columns: Self.labelColumns + cells.count + 2,
      [Phrase(words)], indent: indent)
  }

  enum Cell { case recorded, partly, not }

  /// The window in equal parts. A part is drawn as recorded only where no gap touches it: a strip
  /// may look worse than the truth, never better.
  var cells: [Cell] {
    let count = style.width >= 120 ? 40 : style.width >= 100 ? 28 : 20
    let start = coverage.window.from.secondsSince1970
    let length = coverage.window.length.seconds
    guard !coverage.recorded.isEmpty, coverage.grade != .none else {
      return Array(repeating: .not, count: count)
    }
    return (0..<count).map { index in
      let from = start + length * Int64(index) / Int64(count)
      let to = start + length * Int64(index + 1) / Int64(count)
      let missing = coverage.gaps.reduce(0) {
        $0
          + max(
            0,
            min(to, $1.interval.to.secondsSince1970) - max(from, $1.interval.from.secondsSince1970))
      }
      return missing == 0 ? .recorded : missing >= to - from ? .not : .partly
    }
  }

  private func strip(_ cells: [Cell]) -> String {
    let marks = style.marks
    return cells.map {
      switch $0 {
      case .recorded: marks.recorded
      case .partly: marks.partlyRecorded
      case .not: marks.notRecorded
      }
    }.joined()
  }

  private func ink(of cells: [Cell]) -> Ink {
    cells.allSatisfy { $0 == .recorded } ? .good : .caution
  }

  /// `observed 2020-01-03 to 2020-02-09, 1 gap of 3 d: no log files`.
  private var words: String {
    let recorded = coverage.extent.map { "\(coverage.grade.rawValue) \(Words.days($0))" }
    let known = coverage.grade == .none ? "not recorded" : recorded ?? "not recorded"
    let accepted = coverage.acceptedReason.map { ", which the policy accepts: \($0)" } ?? ""
    return known + gaps(hasRecording: known == recorded) + accepted
  }

  private func gaps(hasRecording: Bool) -> String {
    let causes = coverage.gaps.map(\.cause).distinct
    let why = causes.isEmpty ? "" : ": " + causes.joined(separator: "; ")
    guard hasRecording else { return why }
    guard let longest = coverage.gaps.map(\.interval.length).max() else { return ", no gap" }
    let length = Words.length(longest)
    return coverage.gaps.count == 1
      ? ", 1 gap of \(length)\(why)"
      : ", \(Words.number(coverage.gaps.count)) gaps, the longest \(length)\(why)"
  }
}
