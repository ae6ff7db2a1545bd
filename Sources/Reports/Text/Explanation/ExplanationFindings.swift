import Diagnostics
import PolicyFiles
import Readiness

/// The findings of an explanation, each with the waiver that nearly covers it.
struct ExplanationFindings {
  private let findings: [Finding]
  private let explanation: Explanation
  private let style: TextStyle

  init(_ findings: [Finding], in explanation: Explanation, style: TextStyle) {
    self.findings = findings
    self.explanation = explanation
    self.style = style
  }

  func add(to page: inout Page) {
    for finding in findings where finding.state.counts {
      FindingSections([finding], style: style).add(to: &page)
      guard let miss = explanation.nearestWaiver(to: finding) else { continue }
      page.addItem(
        [Phrase("no waiver", .faint)], columns: BucketDetails.labelColumns,
        [
          .name(miss.waiver.id), " (", .name(miss.waiver.declaredAt.description, .faint),
          ") does not cover it: ", Phrase(miss.differences.joined(separator: ", ")),
        ], indent: 2)
    }
    FindingSections(findings.filter { !$0.state.counts }, style: style).addBrief(to: &page)
  }
}
