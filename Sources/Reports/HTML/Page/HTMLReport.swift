import Diagnostics
import Readiness

/// The report for a change review: one page that stands alone, without scripts and without anything
/// from outside. The verdict comes first, then a row a bucket, then what needs attention.
///
/// The page grows with what there is to be said up to fixed limits; what is left out beyond them is
/// said, with where to find it.
public struct HTMLReport: Sendable {
  private let report: Report

  /// The page of a report.
  public init(_ report: Report) {
    self.report = report
  }

  /// The page.
  public var text: String {
    let assessment = report.assessment
    let sections = DetailSections(assessment.buckets)
    return HTML.document {
      head
      element(.body) {
        element(.a, .class("skip"), .href(.verdict)) { "Skip to the verdict" }
        Icon.definitions
        Banner(report, parts: sections.parts).html
        element(.main) {
          WiderSection(assessment).html
          if let comparison = report.comparison { ComparisonSection(comparison).html }
          if !assessment.buckets.isEmpty {
            BucketTable(assessment.buckets, places: sections.places, since: report.comparison).html
          }
          NoticeSection(assessment.notices).html
          sections.html
          EvidenceSection(assessment.evidence).html
          PolicySection(assessment.policies).html
        }
        footer
      }
    }
  }

  /// No script, image, font, frame or request of any kind, and no style but the page's own. A page's
  /// address is not passed on either.
  ///
  /// Source: W3C, "Content Security Policy Level 3".
  static let contentSecurityPolicy =
    "default-src 'none'; style-src 'sha256-\(StyleSheet.sha256)'; base-uri 'none';"
    + " form-action 'none'"

  private var head: HTML {
    element(.head) {
      element(.meta, .utf8)
      element(
        .meta, .httpEquivalent("Content-Security-Policy"), .content(Self.contentSecurityPolicy))
      element(.meta, .meta("viewport"), .content("width=device-width, initial-scale=1"))
      element(.meta, .meta("color-scheme"), .content("light dark"))
      element(.meta, .meta("referrer"), .content("no-referrer"))
      element(.meta, .meta("generator"), .content("\(report.tool.name) \(report.tool.version)"))
      element(.title) { title }
      HTML.styleSheet
    }
  }

  /// What a browser's tab shows: the verdict first.
  private var title: String {
    let assessment = report.assessment
    guard !assessment.isEmpty else { return "NO BUCKET - S3 Block Public Access" }
    return "\(assessment.verdict.headline): \(assessment.countsInWords[0])"
      + " - S3 Block Public Access"
  }

  private var footer: HTML {
    element(.footer) {
      element(.p) {
        "\(report.tool.name) \(report.tool.version), exit code \(report.exitCode.rawValue)."
        " The verdicts speak of the instant "
        element(.time, .dateTime(report.assessment.asOf.description)) {
          report.assessment.asOf.description
        }
        "; all times are UTC. The same evidence and policies give the same page."
      }
    }
  }
}
