import Diagnostics
import Readiness
import S3Access

/// A line a bucket: its verdict, its name, the four settings, its team.
struct VerdictTable {
  private let buckets: [BucketVerdict]
  private let style: TextStyle
  private let columns: TableColumns
  /// Each name as it is shown; `nil` where it has to stand in full on a line of its own.
  private let shownNames: [Phrase?]

  init(_ buckets: [BucketVerdict], style: TextStyle) {
    self.buckets = buckets
    self.style = style
    let columns = TableColumns(for: buckets, style: style)
    self.columns = columns
    shownNames = Self.names(of: buckets, columns: columns, style: style)
  }

  /// Adds the table, and what its marks mean.
  func add(to page: inout Page) {
    for line in columns.header { page.addLine(trimmed(line)) }
    for (bucket, name) in zip(buckets, shownNames) { add(bucket, shownAs: name, to: &page) }
    if buckets.contains(where: { $0.verdict == .ready && $0.hasRemarks }) {
      page.addBlank()
      page.addProse([
        Phrase(
          style.verbosity == .quiet
            ? "* ready with a remark or under a waiver: see the full report"
            : "* ready with a remark or under a waiver: see below", .faint)
      ])
    }
  }

  private func add(_ bucket: BucketVerdict, shownAs name: Phrase?, to page: inout Page) {
    let mark = bucket.verdict == .ready && bucket.hasRemarks ? "*" : ""
    let verdict = Page.padded(
      [Phrase(bucket.verdict.cell + mark, bucket.verdict.ink)], to: columns.verdict)
    var cells: [Phrase] = []
    for (index, setting) in BlockPublicAccessSetting.allCases.enumerated() {
      let status = bucket.assessment(of: setting).status
      cells += Page.padded([Phrase(status.cell, status.ink)], to: columns.settings[index])
    }
    if columns.team > 0 {
      cells.append(
        Phrase.name(bucket.declaration?.team ?? "-").shortened(
          to: columns.team, ellipsis: style.marks.ellipsis))
    }
    if let name {
      page.addLine(trimmed(verdict + Page.padded([name], to: columns.bucket) + cells))
    } else {
      page.addLine(verdict + [.name(bucket.bucket)])
      page.addLine(trimmed(cells), indent: columns.verdict + columns.bucket)
    }
  }

  private func trimmed(_ phrases: [Phrase]) -> [Phrase] {
    var phrases = phrases
    while let last = phrases.last, last.text.allSatisfy({ $0 == " " }) { phrases.removeLast() }
    return phrases
  }

  /// A name is shortened only where no other bucket's name looks the same then: a line must say which
  /// bucket it is of.
  private static func names(
    of buckets: [BucketVerdict], columns: TableColumns, style: TextStyle
  ) -> [Phrase?] {
    let room = columns.bucket - TableColumns.gap
    let short = buckets.map {
      Phrase.name($0.bucket).shortened(to: room, ellipsis: style.marks.ellipsis)
    }
    let uses = Dictionary(grouping: short, by: \.text).mapValues(\.count)
    return zip(buckets, short).map { bucket, name in
      let isWhole = name == .name(bucket.bucket)
      return isWhole || (style.isTerminal && uses[name.text] == 1) ? name : nil
    }
  }
}

/// The widths of a table's columns, each with the gap behind it, and its header.
struct TableColumns {
  static let gap = 2
  /// Source: Amazon S3 User Guide, "General purpose bucket naming rules".
  static let longestBucketName = 63
  /// Wide enough for `undeclared`.
  let verdict = 10 + gap
  let bucket: Int
  let settings: [Int]
  /// 0 where there is no room for teams.
  let team: Int
  /// The header's lines: one with AWS's names as they are, or three with their words on each other.
  let header: [[Phrase]]

  private static let stackedTitles: [[String]] = [
    ["Block", "Ignore", "Block", "Restrict"],
    ["Public", "Public", "Public", "Public"],
    ["Acls", "Acls", "Policy", "Buckets"],
  ]

  init(for buckets: [BucketVerdict], style: TextStyle) {
    let names = Self.widest(buckets.map(\.bucket), title: "Bucket")
    let teams = Self.widest(buckets.map { $0.declaration?.team ?? "-" }, title: "Team")
    let titles = BlockPublicAccessSetting.allCases.map(\.rawValue)
    let room = style.width - verdict - Self.gap
    let whole = titles.map { $0.count + Self.gap }
    let wholeWidth = whole.reduce(0, +)
    if names + wholeWidth + teams <= room {
      (bucket, settings, team) = (names + Self.gap, whole, teams)
      header = [Self.line(verdict, "Verdict", bucket, "Bucket", titles, whole, "Team")]
      return
    }
    // Wide enough for `unknown` and for each word of the title.
    settings = [7, 7, 7, 8].map { $0 + Self.gap }
    let left = room - settings.reduce(0, +)
    if !style.isTerminal {
      // A line a bucket, however wide, can be searched and cut.
      (bucket, team) = (min(names, Self.longestBucketName) + Self.gap, teams)
    } else if left >= 26 {
      team = names + teams <= left ? teams : min(teams, max(left / 3, left - names))
      bucket = min(names, left - team) + Self.gap
    } else {
      team = 0
      bucket = min(names, left + Self.gap) + Self.gap
    }
    let teamTitle = team > 0 ? "Team" : ""
    header = Self.stackedTitles.enumerated().map { [verdict, bucket, settings] index, words in
      index < 2
        ? Self.line(verdict, "", bucket, "", words, settings, "")
        : Self.line(verdict, "Verdict", bucket, "Bucket", words, settings, teamTitle)
    }
  }

  private static func widest(_ names: [String], title: String) -> Int {
    names.map { TerminalText.width(TerminalText.escaped($0)) }.reduce(title.count, max)
  }

  private static func line(
    _ verdict: Int, _ verdictTitle: String, _ bucket: Int, _ bucketTitle: String,
    _ titles: [String], _ settings: [Int], _ teamTitle: String
  ) -> [Phrase] {
    let cells = [(verdictTitle, verdict), (bucketTitle, bucket)] + zip(titles, settings)
    let padded = cells.flatMap { Page.padded([Phrase($0.0, .faint)], to: $0.1) }
    return teamTitle.isEmpty ? padded : padded + [Phrase(teamTitle, .faint)]
  }
}
