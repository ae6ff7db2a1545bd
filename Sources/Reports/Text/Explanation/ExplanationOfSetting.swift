import Diagnostics
import Readiness
import S3Access
import Timeline

/// One setting: what it does, its answer, the evidence, the callers, and what would change it.
struct ExplanationOfSetting {
  private let setting: BlockPublicAccessSetting
  private let explanation: Explanation
  private let style: TextStyle
  private let assessment: SettingAssessment

  init(_ setting: BlockPublicAccessSetting, in explanation: Explanation, style: TextStyle) {
    self.setting = setting
    self.explanation = explanation
    self.style = style
    assessment = explanation.verdict.assessment(of: setting)
  }

  func add(to page: inout Page) {
    page.addBlank()
    let status = assessment.status
    let answer = status == .notAsked ? "not asked for" : status.cell
    page.addLine([Phrase("\(setting.rawValue): ", .strong), Phrase(answer, status.ink)])
    page.addProse([Phrase("Once on, \(setting.effect).")], indent: 2)
    let findings = explanation.verdict.findings.filter { $0.settings.contains(setting) }
    if status == .notAsked, findings.isEmpty { return }
    addAnswer(to: &page)
    addCoverage(to: &page)
    ExplanationFindings(findings, in: explanation, style: style).add(to: &page)
    addConditions(findings, to: &page)
  }

  private func addAnswer(to page: inout Page) {
    guard case .unknown(let questions) = assessment.status else {
      for reason in assessment.status.reasons { page.addProse([Phrase(reason)], indent: 2) }
      return
    }
    for question in questions.elements {
      page.addItem(["?"], columns: 3, [Phrase(question.question)], indent: 2)
      if let remedy = question.remedy { page.addProse([Phrase(remedy, .faint)], indent: 5) }
    }
  }

  private func addCoverage(to page: inout Page) {
    guard !assessment.coverage.isEmpty else { return }
    page.addBlank()
    page.addLine(
      [Phrase("evidence of \(Words.days(explanation.verdict.window))", .faint)], indent: 2)
    for coverage in assessment.coverage {
      CoverageStrip(coverage, style: style).add(to: &page, indent: 2)
    }
  }

  private func addConditions(_ findings: [Finding], to page: inout Page) {
    let conditions = SettingConditions(
      assessment, findings: findings, window: explanation.verdict.window
    ).sentences
    guard !conditions.isEmpty else { return }
    page.addBlank()
    page.addLine([Phrase("safe once", .faint)], indent: 2)
    for condition in conditions {
      page.addItem(["-"], columns: 2, [Phrase(condition)], indent: 2)
    }
  }
}
