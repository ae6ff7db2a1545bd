import Diagnostics
import Readiness
import S3Access
import Timeline

/// Why a bucket has its verdict, in plain words: the rule, then each setting with its evidence, its
/// callers and what would change the answer.
public struct ExplanationText: Sendable {
  private let explanation: Explanation
  private let settings: [BlockPublicAccessSetting]
  private let style: TextStyle

  /// The text on one setting, or on all four.
  public init(
    _ explanation: Explanation, setting: BlockPublicAccessSetting? = nil, style: TextStyle
  ) {
    self.explanation = explanation
    settings = setting.map { [$0] } ?? BlockPublicAccessSetting.allCases
    self.style = style
  }

  private var bucket: BucketVerdict { explanation.verdict }

  /// The text, each line with its line feed.
  public var text: String {
    var page = Page(style: style)
    addVerdict(to: &page)
    ExplanationRule(explanation, style: style).add(to: &page)
    for setting in settings {
      ExplanationOfSetting(setting, in: explanation, style: style).add(to: &page)
    }
    addOwnRule(to: &page)
    addEarliest(to: &page)
    return page.text
  }

  private func addVerdict(to page: inout Page) {
    page.addProse([
      .name(bucket.bucket, .strong), " is ", Phrase(bucket.verdict.headline, bucket.verdict.ink),
      Phrase(" (as of \(explanation.asOf))"),
    ])
    for reason in bucket.reasons { page.addProse([Phrase(reason)], indent: 2) }
  }

  /// What only the team's own rule forbids.
  private func addOwnRule(to page: inout Page) {
    let findings = bucket.findings.filter { $0.settings.isEmpty }
    guard !findings.isEmpty else { return }
    let isForbidden = findings.contains { $0.kind == .forbiddenACLWrite }
    page.addBlank()
    page.addLine([Phrase(isForbidden ? "Forbidden by the policy" : "Seen", .strong)])
    ExplanationFindings(findings, in: explanation, style: style).add(to: &page)
  }

  private func addEarliest(to page: inout Page) {
    guard let day = bucket.earliestReady?.day else { return }
    page.addBlank()
    page.addProse([
      Phrase("Earliest ready \(day)", .strong),
      ", if nothing more happens and everything is recorded until then.",
    ])
  }
}
