import ChangePlans
import Diagnostics
import Readiness

/// The answers on a planned change in a comment: what needs attention in sight, the rest in a fold.
struct MarkdownPlan {
  private let plan: PlanAssessment
  private static let mostLines = 30

  init(_ plan: PlanAssessment) {
    self.plan = plan
  }

  var text: String {
    let urgent =
      plan.conflicts.map(line) + plan.changes.filter { $0.verdict != .ready }.map(line)
    let ready = plan.changes.filter { $0.verdict == .ready }.map(line)
    var blocks = ["**\(plan.origin.title)** \(MarkdownText.code(plan.file))"]
    if !urgent.isEmpty { blocks.append(list(urgent)) }
    if !ready.isEmpty {
      let summary = "<summary>\(ready.count.counting("change")) ready</summary>"
      blocks.append("<details>\n\(summary)\n\n\(list(ready))\n\n</details>")
    }
    return blocks.joined(separator: "\n\n")
  }

  private func list(_ lines: [String]) -> String {
    let rest = lines.count - Self.mostLines
    let more = rest > 0 ? ["- and \(rest.grouped) more, see the JSON report"] : []
    return (lines.prefix(Self.mostLines) + more).joined(separator: "\n")
  }

  private func line(_ answer: ChangeVerdict) -> String {
    let change = answer.change
    let subject =
      change.subject.words + (change.subject.name.map { " " + MarkdownText.code($0) } ?? "")
    let label = answer.verdict == .notReady ? "**NOT READY**" : answer.verdict.rawValue
    let reasons =
      answer.reasons.map { "\n  - why: \(MarkdownText.prose($0))" }.joined()
      + (answer.remedy.map { "\n  - remedy: \(MarkdownText.prose($0))" } ?? "")
    return "- \(label): \(MarkdownText.code(change.address)) switches"
      + " \(change.settingNames.joined(separator: ", ")) on for \(subject)\(reasons)"
  }

  private func line(_ conflict: PlannedConflict) -> String {
    let label = conflict.isCertain ? "**REFUSED**" : "unknown"
    return "- \(label): \(MarkdownText.code(conflict.address))\n"
      + "  - why: \(MarkdownText.prose(conflict.reason))"
  }
}
