import Diagnostics
import Evidence
import Readiness
import S3Access

extension HTMLReport {
  /// The findings that stand in the way, each at length, with what its caller should do.
  struct FindingCards {
    private let findings: [Finding]

    init(_ findings: [Finding]) {
      self.findings = findings
    }

    /// The cards; nothing where nothing stands in the way.
    var html: HTML {
      guard !findings.isEmpty else { return .nothing }
      return HTML(
        joining: [element(.h4) { "What stands in the way" }]
          + findings.prefix(PageLimits.findings).map(card)
          + [HTML.rest(of: findings.count, after: PageLimits.findings, "finding")])
    }

    private func card(_ finding: Finding) -> HTML {
      element(.div, .class("finding \(finding.tone)")) {
        element(.h5) {
          element(.span, .class("badge \(finding.tone)")) {
            (finding.certainty == .possible ? Icon.question : .cross).html
            element(.span) { finding.label }
          }
          " "
          finding.request
          ", \(Words.times(finding.count, isEstimate: finding.isEstimate))"
        }
        facts(of: finding)
        Remedy(finding.remedy).html
        samples(of: finding)
      }
    }

    private func facts(of finding: Finding) -> HTML {
      element(.dl, .class("facts")) {
        fact("Who", finding.caller.html)
        fact("When", HTML(Words.moments(finding.extent)))
        fact("Tool", HTML.list(finding.userAgents, limit: PageLimits.userAgents))
        fact("From", HTML.list(finding.sourceAddresses, limit: PageLimits.sourceAddresses))
        if finding.kind == .forbiddenACLWrite {
          fact("Against", HTML("the policy, which forbids this ACL"))
        }
        fact("Refused by", HTML(finding.settings.map(\.rawValue).joined(separator: ", ")))
        if case .expiredWaiver(let waiver) = finding.state {
          fact("Waiver", waiver.html(saying: "ended with"))
        }
        fact("Why", HTML.sentence(finding.explanation))
      }
    }

    private func fact(_ name: String, _ value: HTML) -> HTML {
      guard value != .nothing else { return .nothing }
      return HTML(joining: [element(.dt) { name }, element(.dd) { value }])
    }

    private func samples(of finding: Finding) -> HTML {
      guard !finding.samples.isEmpty else { return .nothing }
      return element(.details, .class("fold")) {
        element(.summary) {
          finding.samples.count == 1
            ? "The newest request" : "The \(finding.samples.count.grouped) newest requests"
        }
        finding.samples.map(sample)
      }
    }

    private func sample(_ use: Use) -> HTML {
      element(.dl, .class("facts sample")) {
        fact("Time", HTML(Words.moment(use.time)))
        fact("Key", name(use.key))
        fact("Event", name(use.eventID))
        fact("Request", name(use.requestID))
        fact("File", name(use.file))
      }
    }

    private func name(_ text: String) -> HTML { text.isEmpty ? .nothing : HTML.name(text) }
  }

  /// Findings that do not stand in the way, each on a line with the reason why not.
  struct FindingTable {
    private let findings: [Finding]

    init(_ findings: [Finding]) {
      self.findings = findings
    }

    /// The table; nothing where there is no finding.
    var html: HTML {
      guard !findings.isEmpty else { return .nothing }
      return HTML(joining: [
        element(.h4) { "Seen, and not in the way" },
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
        element(.td) { finding.request }
        element(.td) { finding.caller.html }
        element(.td) { Words.times(finding.count, isEstimate: finding.isEstimate) }
        element(.td, .class("date")) { finding.extent.to.day }
      }
    }
  }
}

extension Finding {
  /// `PutObject with public-read`.
  fileprivate var request: HTML {
    guard let acl else { return HTML.name(operation) }
    return HTML(joining: [HTML.name(operation), HTML(" with "), HTML.name(acl.name)])
  }

  /// What it does to the verdict, in a word.
  fileprivate var label: String {
    if certainty == .possible { return "possible" }
    return kind == .forbiddenACLWrite ? "forbidden" : "breaks"
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
  fileprivate func html(saying until: String) -> HTML {
    HTML(joining: [
      HTML.name(id), HTML(" \(until) "), HTML.name(lastDay), HTML(" ("),
      HTML.name(location.description), HTML(")"),
    ])
  }
}
