import Diagnostics
import Readiness

/// The report for a person in a hurry: the verdict first, a line a bucket, then what to do.
public struct TextReport: Sendable {
  private let assessment: Assessment
  private let style: TextStyle

  /// The report of an assessment, laid out in a style.
  public init(_ report: Report, style: TextStyle) {
    assessment = report.assessment
    self.style = style
  }

  /// The report, each line with its line feed.
  public var text: String {
    var page = Page(style: style)
    addHeadline(to: &page)
    AccountSections(assessment, style: style).add(to: &page)
    if !assessment.buckets.isEmpty {
      page.addBlank()
      VerdictTable(assessment.buckets, style: style).add(to: &page)
    }
    guard style.verbosity != .quiet else { return page.text }
    BucketSections(assessment.buckets, style: style).add(to: &page)
    EvidenceSections(assessment, style: style).add(to: &page)
    return page.text
  }

  private func addHeadline(to page: inout Page) {
    let asOf = Phrase.name("(as of \(assessment.asOf.description))")
    guard !assessment.buckets.isEmpty else {
      let verdict = Phrase("NO BUCKET", .caution)
      page.addItem(
        [verdict], columns: verdict.width + 2,
        ["no bucket is declared, and the evidence mentions none", " ", asOf])
      return
    }
    let verdict = Phrase(assessment.verdict.headline, assessment.verdict.ink)
    let counts =
      assessment.accounts.isEmpty
      ? counts : AccountSections(assessment, style: style).counts
    page.addItem([verdict], columns: verdict.width + 2, counts.joined(by: [", "]) + [" ", asOf])
  }

  /// `1 of 5 buckets is not ready, 1 unknown, 1 ready`: the verdict's own number first.
  private var counts: [[Phrase]] {
    let total = assessment.buckets.count
    let verdict = assessment.verdict
    let count = assessment.count(of: verdict)
    let first =
      switch (count, total) {
      case (1, 1): "the only bucket is \(verdict.adjective)"
      case (2, 2): "both buckets are \(verdict.adjective)"
      case (total, _): "all \(total.grouped) buckets are \(verdict.adjective)"
      default:
        "\(count.grouped) of \(total.grouped) buckets "
          + "\(count == 1 ? "is" : "are") \(verdict.adjective)"
      }
    let others = [Verdict.notReady, .unknown, .ready, .exempt, .undeclared].filter {
      $0 != verdict && assessment.count(of: $0) > 0
    }
    return [[Phrase(first)]]
      + others.map { [.name("\(assessment.count(of: $0).grouped) \($0.adjective)")] }
  }
}
