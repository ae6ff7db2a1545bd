import Diagnostics
import Evidence
import Readiness

extension HTMLReport {
  /// Findings that do not stand in the way, each on a line with the reason why not.
  struct FindingTable {
    private let title: String
    private let findings: [Finding]

    init(_ title: String, _ findings: [Finding]) {
      self.title = title
      self.findings = findings
    }

    /// The table; nothing where there is no finding.
    var html: HTML {
      guard !findings.isEmpty else { return .nothing }
      return HTML(joining: [
        element(.h4) { title },
        element(.div, .class("scroll"), .role("region"), .label("Findings"), .focusable) {
          element(.table, .class("plain")) {
            element(.thead) {
              element(.tr) {
                for title in ["State", "Request", "Caller", "Times", "Last on"] {
                  element(.th, .columnHeader) { title }
                }
              }
            }
            element(.tbody) { findings.prefix(PageLimits.briefFindings).map(row) }
          }
        },
        HTML.rest(of: findings.count, after: PageLimits.briefFindings, "finding"),
      ])
    }

    private func row(_ finding: Finding) -> HTML {
      element(.tr) {
        element(.td) { finding.state.html }
        element(.td) { HTML.request(of: finding) }
        element(.td) { finding.caller.html }
        element(.td) { Words.times(finding.count, isEstimate: finding.isEstimate) }
        element(.td, .class("date")) { finding.extent.to.day }
      }
    }
  }
}

extension HTML {
  /// `PutObject with public-read`.
  static func request(of finding: Finding) -> HTML {
    guard let acl = finding.acl else { return .name(finding.operation) }
    return HTML(joining: [.name(finding.operation), HTML(" with "), .name(acl.name)])
  }
}

extension [Finding] {
  /// How many requests they are together: `3 times`.
  var times: String {
    Words.times(reduce(0) { $0 + $1.count }, isEstimate: contains(where: \.isEstimate))
  }
}

extension Finding.State {
  /// A word for the state, and what is to be said of it.
  fileprivate var html: HTML {
    switch self {
    case .active: HTML("seen")
    case .waived(let waiver): HTML(joining: [HTML("waived: "), waiver.html(saying: "until")])
    case .accountLevel: HTML("refused by the account's setting only")
    case .alreadyRefused(let errorCode):
      HTML(joining: [HTML("already refused: answered with "), HTML.name(errorCode)])
    case .expiredWaiver(let waiver):
      HTML(joining: [HTML("waiver "), waiver.html(saying: "ended with")])
    }
  }
}

extension Finding.WaiverReference {
  /// `PAY-1301 until 2020-03-31 (Policies/payments.yaml:30:5)`.
  func html(saying until: String) -> HTML {
    HTML(joining: [
      HTML.name(id), HTML(" \(until) "), HTML.name(lastDay), HTML(" ("),
      HTML.name(location.description), HTML(")"),
    ])
  }
}
