import Diagnostics
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
    let columns = Self.labelColumns + cells.count + 2
    page.addItem(
      name + [Phrase(strip(cells), ink(of: cells))], columns: columns, [Phrase(words)],
      indent: indent)
    let limit = style.limits.gaps
    for gap in coverage.gaps.prefix(limit) {
      page.addProse([Phrase(text(of: gap))], indent: indent + columns)
    }
    page.addRest(of: coverage.gaps.count, after: limit, "gap", indent: indent + columns)
  }

  enum Cell { case recorded, partly, not }

  /// The window in equal parts. A part is drawn as recorded only where no gap touches it: a strip
  /// may look worse than the truth, never better.
  var cells: [Cell] {
    let count = Self.cellCount(forWidth: style.width)
    let start = coverage.window.from.secondsSince1970
    let length = coverage.window.length.seconds
    guard !coverage.recorded.isEmpty, coverage.grade != .none else {
      return Array(repeating: .not, count: count)
    }
    return (0..<count).map { index in
      let from = start + length * Int64(index) / Int64(count)
      let to = start + length * Int64(index + 1) / Int64(count)
      let part = Interval(
        from: Instant(secondsSince1970: from), to: Instant(secondsSince1970: to))
      let missing = coverage.gaps.reduce(0) {
        $0 + (part.intersection($1.interval)?.length.seconds ?? 0)
      }
      return missing == 0 ? .recorded : missing >= to - from ? .not : .partly
    }
  }

  private static func cellCount(forWidth width: Int) -> Int {
    switch width {
    case ..<80: 12
    case ..<100: 20
    case ..<120: 28
    default: 40
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

  /// `observed 2020-01-03 to 2020-02-09, 1 gap of 3 d`.
  private var words: String {
    let accepted = coverage.acceptedReason.map { ", which the policy accepts: \($0)" } ?? ""
    guard let extent = recordedExtent else { return "not recorded" + accepted }
    // What lies before the first record and after the last is said by the days.
    let inner = coverage.gaps.map(\.interval).filter {
      extent.from <= $0.from && $0.to <= extent.to
    }
    let isWhole =
      inner.count == coverage.gaps.count && Words.days(extent) == Words.days(coverage.window)
    let grade = coverage.grade.rawValue
    let known = isWhole ? grade : "\(grade) \(Words.days(extent))"
    guard let longest = inner.map(\.length).max() else {
      return known + provenPart + (coverage.gaps.isEmpty ? ", no gap" : " only") + accepted
    }
    let length = Words.length(longest)
    let gaps = inner.count == 1 ? "1 gap of" : "\(inner.count.grouped) gaps, the longest"
    return "\(known)\(provenPart), \(gaps) \(length)\(accepted)"
  }

  /// `, proven 2020-01-20 to 2020-02-09`: the longest part that is proven, where not all is.
  private var provenPart: String {
    guard coverage.grade == .observed,
      let longest = coverage.stretches.filter({ $0.grade == .proven }).map(\.interval)
        .max(by: { $0.length < $1.length })
    else { return "" }
    return ", proven \(Words.days(longest))"
  }

  private var recordedExtent: Interval? {
    coverage.grade == .none ? nil : coverage.extent
  }

  /// When and why nothing was recorded; the days are left out where they are the whole window.
  private func text(of gap: ClassCoverage.Gap) -> String {
    gap.interval == coverage.window ? gap.cause : "\(Words.days(gap.interval)): \(gap.cause)"
  }
}
