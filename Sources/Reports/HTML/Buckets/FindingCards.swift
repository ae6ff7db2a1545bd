import Diagnostics
import Evidence
import Readiness
import S3Access

extension HTMLReport {
  /// The findings that stand in the way, each at length, with what its caller should do. Callers who did
  /// the same and are told the same share a card: its remedy is read once.
  struct FindingCards {
    private let findings: [Finding]

    init(_ findings: [Finding]) {
      self.findings = findings
    }

    /// The cards; nothing where nothing stands in the way.
    var html: HTML {
      guard !findings.isEmpty else { return .nothing }
      let matters = Grouped(findings.prefix(PageLimits.findings).map { (Matter($0), $0) }).entries
      return HTML(
        joining: [element(.h4) { "What stands in the way" }]
          + matters.map { card($0.values) }
          + [HTML.rest(of: findings.count, after: PageLimits.findings, "finding")])
    }

    /// What findings have in common that share a card.
    private struct Matter: Hashable {
      let kind: Finding.Kind
      let certainty: Finding.Certainty
      let settings: [BlockPublicAccessSetting]
      let operation: String
      let acl: RequestedACL?
      let explanation: String
      let remedy: String

      init(_ finding: Finding) {
        kind = finding.kind
        certainty = finding.certainty
        settings = finding.settings
        operation = finding.operation
        acl = finding.acl
        explanation = finding.explanation
        remedy = finding.remedy
      }
    }

    private func card(_ findings: [Finding]) -> HTML {
      let finding = findings[0]
      return element(.div, .class("finding \(finding.tone)")) {
        element(.h5) {
          element(.span, .class("badge \(finding.tone)")) {
            (finding.certainty == .possible ? Icon.question : .cross).html
            element(.span) { finding.word }
          }
          " "
          HTML.request(of: finding)
          ", \(findings.times)"
          if findings.count > 1 { " by \(Set(findings.map(\.caller)).count.counting("caller"))" }
        }
        element(.dl, .class("facts")) {
          if findings.count == 1 { facts(of: finding) }
          if finding.kind == .forbiddenACLWrite {
            fact("Against", HTML("the policy, which forbids this ACL"))
          }
          fact("Refused by", HTML(finding.settings.map(\.rawValue).joined(separator: ", ")))
          fact("Why", HTML.sentence(finding.explanation))
        }
        Remedy(finding.remedy).html
        if findings.count == 1 { samples(of: finding) } else { callers(findings) }
      }
    }

    private func callers(_ findings: [Finding]) -> HTML {
      element(.ul, .class("callers")) {
        for finding in findings {
          element(.li) {
            element(.dl, .class("facts")) {
              facts(of: finding)
              fact("Requests", HTML([finding].times))
            }
            samples(of: finding)
          }
        }
      }
    }

    private func facts(of finding: Finding) -> HTML {
      HTML(joining: [
        fact("Who", finding.caller.html),
        fact("When", HTML(Words.moments(finding.extent))),
        fact("Tool", HTML.list(finding.userAgents, limit: PageLimits.userAgents)),
        fact("From", HTML.list(finding.sourceAddresses, limit: PageLimits.sourceAddresses)),
        waiver(of: finding),
      ])
    }

    private func waiver(of finding: Finding) -> HTML {
      guard case .expiredWaiver(let waiver) = finding.state else { return .nothing }
      return fact("Waiver", waiver.html(saying: "ended with"))
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
}

extension Finding {
  /// What it does to the verdict, in a word.
  fileprivate var word: String {
    if certainty == .possible { return "possible" }
    return kind == .forbiddenACLWrite ? "forbidden" : "breaks"
  }
}
