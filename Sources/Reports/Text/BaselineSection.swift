import Diagnostics
import Readiness

/// What has changed since the baseline.
struct BaselineSection {
  private let comparison: BaselineComparison
  private let style: TextStyle
  /// Wide enough for `changed`.
  private static let labelColumns = 9

  init(_ comparison: BaselineComparison, style: TextStyle) {
    self.comparison = comparison
    self.style = style
  }

  func add(to page: inout Page) {
    page.addBlank()
    page.addProse([Phrase(comparison.headline, .strong)])
    guard style.verbosity != .quiet else { return }
    let limit = style.limits.entries
    for change in comparison.changes.prefix(limit) { add(change, to: &page) }
    page.addRest(of: comparison.changes.count, after: limit, "changed bucket", indent: 2)
  }

  private func add(_ change: BaselineComparison.BucketChange, to page: inout Page) {
    page.addItem(
      [Phrase(change.kind.rawValue, change.kind.ink)], columns: Self.labelColumns,
      [.name(change.bucket, .strong), Phrase(", \(change.verdicts)")], indent: 2)
    let indent = 2 + Self.labelColumns
    if !change.settings.isEmpty {
      page.addProse([Phrase(change.settings.map(\.words).joined(separator: ", "))], indent: indent)
    }
    for (label, identities) in [("new", change.new), ("fixed", change.fixed)] {
      for identity in identities.prefix(style.limits.findings) {
        page.addItem([Phrase(label, .faint)], columns: 7, [Phrase(identity.words)], indent: indent)
      }
      page.addRest(
        of: identities.count, after: style.limits.findings, "\(label) finding", indent: indent)
    }
  }
}

extension BaselineComparison {
  /// `Since the baseline of 2020-02-03T00:00:00Z: 1 bucket worse, 2 better, 5 unchanged`.
  var headline: String {
    let counts = BucketChange.Kind.allCases.filter { count(of: $0) > 0 }
      .map { "\(count(of: $0).grouped) \($0.rawValue)" }
    let unchanged = ["\(self.unchanged.grouped) unchanged"]
    return "Since the baseline of \(baselineAsOf):"
      + " \((counts + unchanged).joined(separator: ", "))"
  }
}

extension BaselineComparison.BucketChange {
  /// `was ready, is not ready`.
  var verdicts: String {
    let was = before?.adjective
    let now = after?.adjective
    return switch (was, now) {
    case (let was?, let now?) where was == now: "still \(now)"
    case (let was?, let now?): "was \(was), is \(now)"
    case (nil, let now?): "not in the baseline, is \(now)"
    case (let was?, nil): "was \(was), is not in this report"
    case (nil, nil): "in neither report"
    }
  }
}

extension BaselineComparison.BucketChange.Kind {
  fileprivate var ink: Ink {
    switch self {
    case .worse: .alarm
    case .better: .good
    case .changed, .gone: .caution
    }
  }
}

extension BaselineComparison.SettingChange {
  /// `BlockPublicAcls: safe, now breaks`.
  var words: String {
    "\(setting.rawValue): \(before), now \(after)"
  }
}

extension FindingIdentity {
  /// `BlockPublicAcls: PutObject with public-read by arn:...`.
  var words: String {
    let against = setting.isEmpty ? "policy" : setting
    let name = acl.split(separator: " ").first.map { " with \($0)" } ?? ""
    return "\(against): \(operation)\(name) by \(principal)"
  }
}
