import ChangePlans
import Readiness

/// What is said of a planned change, above the table of its buckets: which resource each verdict belongs
/// to.
struct PlanSection {
  private let plan: PlanAssessment
  private let style: TextStyle
  /// Wide enough for `NOT READY`.
  private static let verdictColumns = 11

  init(_ plan: PlanAssessment, style: TextStyle) {
    self.plan = plan
    self.style = style
  }

  func add(to page: inout Page) {
    page.addBlank()
    page.addProse([Phrase(plan.origin.title, .strong), Phrase("  "), .name(plan.file)])
    for answer in plan.changes { add(answer, to: &page) }
    for conflict in plan.conflicts { add(conflict, to: &page) }
  }

  private func add(_ answer: ChangeVerdict, to page: inout Page) {
    let change = answer.change
    let label =
      answer.verdict == .notReady ? answer.verdict.headline : answer.verdict.rawValue
    page.addItem(
      [Phrase(label, answer.verdict.ink)], columns: Self.verdictColumns,
      [.name(change.address, .strong)], indent: 2)
    let subject = change.subject
    addProse(
      [Phrase("switches on \(change.settingNames.joined(separator: ", ")) for \(subject.words)")]
        + (subject.name.map { [" ", .name($0)] } ?? []), to: &page)
    if let previous = change.previousAddress {
      addProse([Phrase("was called "), .name(previous)], to: &page)
    }
    guard style.verbosity != .quiet else { return }
    for reason in answer.reasons { addProse([Phrase(reason)], to: &page) }
    if let remedy = answer.remedy { addProse([Phrase("remedy: \(remedy)")], to: &page) }
  }

  private func add(_ conflict: PlannedConflict, to page: inout Page) {
    let label = conflict.isCertain ? "REFUSED" : "unknown"
    page.addItem(
      [Phrase(label, conflict.verdict.ink)], columns: Self.verdictColumns,
      [.name(conflict.address, .strong)], indent: 2)
    addProse([Phrase(conflict.reason)], to: &page)
  }

  private func addProse(_ phrases: [Phrase], to page: inout Page) {
    page.addProse(phrases, indent: 2 + Self.verdictColumns)
  }
}
