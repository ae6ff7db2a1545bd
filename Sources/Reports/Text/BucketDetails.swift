import Diagnostics
import Readiness
import S3Access

/// What is said of one bucket, below its name.
struct BucketDetails {
  private let bucket: BucketVerdict
  private let style: TextStyle
  /// Wide enough for `refused by`. All labels of a section share it, so that its text is one column.
  static let labelColumns = 12

  init(_ bucket: BucketVerdict, style: TextStyle) {
    self.bucket = bucket
    self.style = style
  }

  /// The section without its heading.
  var page: Page {
    var page = Page(style: style)
    addOrigin(to: &page)
    for reason in bucket.reasons { page.addProse([Phrase(reason)], indent: 2) }
    switch bucket.verdict {
    case .notReady:
      addStatements(to: &page)
      FindingSections(bucket.findings, style: style).add(to: &page)
      addQuestions(to: &page)
      addCoverage(to: &page)
    case .unknown:
      addStatements(to: &page)
      addQuestions(to: &page)
      FindingSections(bucket.findings, style: style).add(to: &page)
      addCoverage(to: &page)
    case .ready:
      addStatements(to: &page)
      FindingSections(bucket.findings, style: style).addBrief(to: &page)
      if style.verbosity == .verbose { addCoverage(to: &page) }
    case .exempt where bucket.isAssessed, .undeclared where bucket.isAssessed:
      addStatements(to: &page)
      addQuestions(to: &page)
      FindingSections(bucket.findings, style: style).add(to: &page)
    case .exempt, .undeclared:
      FindingSections(bucket.findings, style: style).addBrief(to: &page)
    }
    return page
  }

  /// Whose bucket it is, and where that is said.
  private func addOrigin(to page: inout Page) {
    var parts: [[Phrase]] = []
    if let declaration = bucket.declaration {
      let owner = declaration.owner.map { " (\($0))" } ?? ""
      parts.append([Phrase("team \(declaration.team)\(owner)", .faint)])
      var place = [Phrase("declared at ", .faint)]
      if declaration.pattern != bucket.bucket {
        place = [
          Phrase("declared as ", .faint), .name(declaration.pattern, .faint),
          Phrase(" at ", .faint),
        ]
      }
      parts.append(place + [.name(declaration.location.description, .faint)])
    }
    if let account = bucket.account { parts.append([Phrase("account \(account)", .faint)]) }
    page.addProse(parts.joined(by: [Phrase(", ", .faint)]), indent: 2)
    if let day = bucket.earliestReady?.day {
      page.addProse([Phrase("earliest ready \(day), if nothing more happens")], indent: 2)
    }
  }

  /// What is to be said of each setting: what breaks, what is accepted, since when it is on. What is
  /// not known about it stands among the questions.
  private func addStatements(to page: inout Page) {
    let statements = Grouped(
      BlockPublicAccessSetting.allCases.flatMap { setting in
        let status = bucket.assessment(of: setting).status
        return status.statements.map { (Statement(status: status, text: $0), setting) }
      })
    guard !statements.entries.isEmpty else { return }
    page.addBlank()
    for (statement, settings) in statements.entries {
      let label = [Phrase(statement.status.cell, statement.status.ink)]
      let names = settings.map(\.rawValue).joined(separator: ", ")
      page.addItem(
        label, columns: Self.labelColumns, [Phrase(names, .strong), Phrase(": \(statement.text)")],
        indent: 2)
    }
  }

  private struct Statement: Hashable {
    let status: SettingStatus
    let text: String
  }

  /// What is missing and how to get it, each question once, whichever settings ask it.
  private func addQuestions(to page: inout Page) {
    let questions = bucket.openQuestions
    for (question, settings) in questions.prefix(style.limits.questions) {
      page.addBlank()
      let names = settings.map(\.rawValue).joined(separator: ", ")
      page.addItem(
        [Phrase("unknown", .caution)], columns: Self.labelColumns,
        [Phrase(names, .strong), Phrase(": \(question.question)")], indent: 2)
      page.addItem(
        [Phrase("remedy", .faint)], columns: Self.labelColumns,
        [Phrase(question.remedy ?? "only time will tell")], indent: 2)
    }
    page.addRest(of: questions.count, after: style.limits.questions, "open question", indent: 2)
  }

  private func addCoverage(to page: inout Page) {
    let classes = BlockPublicAccessSetting.allCases.flatMap {
      bucket.assessment(of: $0).coverage
    }
    let distinct = classes.distinct.sorted {
      $0.evidenceClass < $1.evidenceClass
    }
    guard !distinct.isEmpty else { return }
    page.addBlank()
    page.addLine([Phrase("coverage of \(Words.days(bucket.window))", .faint)], indent: 2)
    for coverage in distinct { CoverageStrip(coverage, style: style).add(to: &page, indent: 2) }
  }
}

extension SettingStatus {
  /// Its sentences, but for those that are asked as questions.
  fileprivate var statements: [String] {
    switch self {
    case .unknown: []
    case .enabled(let since): ["since \(Words.moment(since))"]
    case .safe, .breaks, .notAsked: reasons
    }
  }
}

/// Values by a key, in the order in which each key first came.
struct Grouped<Key: Hashable, Value> {
  private(set) var entries: [(key: Key, values: [Value])] = []

  init(_ pairs: some Sequence<(Key, Value)>) {
    var places: [Key: Int] = [:]
    for (key, value) in pairs {
      if let place = places[key] {
        entries[place].values.append(value)
      } else {
        places[key] = entries.count
        entries.append((key, [value]))
      }
    }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order in which it first came.
  var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Page {
  /// Adds how many more there are than were shown.
  mutating func addRest(of count: Int, after shown: Int, _ noun: String, indent: Int) {
    guard count > shown else { return }
    addProse(
      [Phrase("and \((count - shown).counting(noun)) more, see the JSON report", .faint)],
      indent: indent)
  }
}
