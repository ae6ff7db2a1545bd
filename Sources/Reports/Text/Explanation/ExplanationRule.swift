import Diagnostics
import PolicyFiles
import Readiness
import S3Access

/// The rule that governs a bucket.
struct ExplanationRule {
  private let explanation: Explanation
  private let style: TextStyle

  init(_ explanation: Explanation, style: TextStyle) {
    self.explanation = explanation
    self.style = style
  }

  func add(to page: inout Page) {
    page.addBlank()
    page.addLine([Phrase("The rule", .strong)])
    guard let declaration = explanation.verdict.declaration else {
      page.addProse(["No policy claims the bucket, so nothing is asked of it."], indent: 2)
      return
    }
    func addRow(_ label: String, _ phrases: [Phrase]) {
      page.addItem(
        [Phrase(label, .faint)], columns: BucketDetails.labelColumns, phrases, indent: 2)
    }
    let owner = declaration.owner.map { " (\($0))" } ?? ""
    addRow("team", [Phrase("\(declaration.team)\(owner)")])
    addRow("declared at", [.name(declaration.location.description)])
    if declaration.pattern != explanation.verdict.bucket {
      addRow("as", [.name(declaration.pattern)])
    }
    if let account = explanation.verdict.account { addRow("account", [.name(account)]) }
    guard let rule = explanation.rule else { return }
    if case .public(let reason) = rule.expectation {
      addRow("expects", [Phrase("public: \(reason)")])
      return
    }
    addRow("asks for", [Phrase(rule.settings.sorted().map(\.rawValue).joined(separator: ", "))])
    if !rule.forbiddenACLs.isEmpty {
      addRow(
        "forbids", [Phrase(rule.forbiddenACLs.sorted().map(\.name).joined(separator: ", "))])
    }
    addRow("evidence", [Phrase(Self.words(for: rule.evidence))])
  }

  /// `of 90d, up to 24h old, no silence over 24h, observed or proven`.
  private static func words(for evidence: EvidenceRequirements) -> String {
    let grade = evidence.grade == .proven ? "proven by digest files" : "observed or better"
    var words =
      "of the last \(evidence.lookback), up to \(evidence.freshness) old, without a silence over"
      + " \(evidence.maximumGap), \(grade)"
    let missing = evidence.notRecorded
    if !missing.classes.isEmpty {
      let names = missing.classes.sorted().map(\.rawValue).joined(separator: ", ")
      words += "; \(names) accepted as missing: \(missing.reason)"
    }
    return words
  }
}
