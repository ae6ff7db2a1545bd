import Diagnostics
import Readiness

/// The report for a person in a hurry: the verdict first, a line a bucket, then what to do.
public struct TextReport: Sendable {
  private let assessment: Assessment
  private let comparison: BaselineComparison?
  private let style: TextStyle

  /// The report of an assessment, laid out in a style.
  public init(_ report: Report, style: TextStyle) {
    assessment = report.assessment
    comparison = report.comparison
    self.style = style
  }

  /// The report, each line with its line feed.
  public var text: String {
    var page = Page(style: style)
    addHeadline(to: &page)
    if let plan = assessment.plan { PlanSection(plan, style: style).add(to: &page) }
    AccountSections(assessment, style: style).add(to: &page)
    if !assessment.buckets.isEmpty {
      page.addBlank()
      VerdictTable(assessment.buckets, style: style).add(to: &page)
    }
    if let comparison { BaselineSection(comparison, style: style).add(to: &page) }
    guard style.verbosity != .quiet else { return page.text }
    BucketSections(assessment.buckets, style: style).add(to: &page)
    EvidenceSections(assessment, style: style).add(to: &page)
    return page.text
  }

  private func addHeadline(to page: inout Page) {
    let asOf = Phrase.name("(as of \(assessment.asOf.description))")
    guard !assessment.isEmpty else {
      let verdict = Phrase("NO BUCKET", .caution)
      page.addItem(
        [verdict], columns: verdict.width + 2,
        ["no bucket is declared, and the evidence mentions none", " ", asOf])
      return
    }
    let verdict = Phrase(assessment.verdict.headline, assessment.verdict.ink)
    let words = assessment.countsInWords
    let buckets = words.prefix(1).map { [Phrase($0)] } + words.dropFirst().map { [.name($0)] }
    let counts =
      assessment.accounts.isEmpty || assessment.plan != nil
      ? buckets : AccountSections(assessment, style: style).counts
    page.addItem([verdict], columns: verdict.width + 2, counts.joined(by: [", "]) + [" ", asOf])
  }
}
