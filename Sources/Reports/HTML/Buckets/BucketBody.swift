import Diagnostics
import Readiness
import S3Access
import Timeline

extension HTMLReport {
  /// What is said of one bucket, but for its name and whose it is.
  struct BucketBody {
    private let bucket: BucketVerdict

    init(_ bucket: BucketVerdict) {
      self.bucket = bucket
    }

    var html: HTML {
      HTML(joining: [reasons, earliestReady, settings, findings])
    }

    private var reasons: HTML {
      guard !bucket.reasons.isEmpty else { return .nothing }
      return HTML(
        joining: bucket.reasons.prefix(PageLimits.statements).map { reason in
          element(.p, .class("reason")) { HTML.sentence(reason) }
        } + [HTML.rest(of: bucket.reasons.count, after: PageLimits.statements, "reason")])
    }

    private var earliestReady: HTML {
      guard let day = bucket.earliestReady?.day else { return .nothing }
      return element(.p, .class("earliest")) {
        "Earliest ready "
        element(.strong) { element(.time, .dateTime(day)) { day } }
        ", if nothing more happens."
      }
    }

    /// A row for each statement, with the settings that it is made of.
    private var settings: HTML {
      let statements = Grouped(
        BlockPublicAccessSetting.allCases.flatMap { setting in
          let status = bucket.assessment(of: setting).status
          return Statement.of(status).map { ($0, setting) }
        }
      ).entries
      // Of a ready bucket the table has said it already, but for remarks.
      let isTold = bucket.verdict != .ready || bucket.hasRemarks
      guard isTold, statements.contains(where: { $0.key.status != .notAsked }) else {
        return .nothing
      }
      let limit = PageLimits.statements
      return HTML(joining: [
        element(.h4) { "Settings" },
        element(.dl, .class("settings")) {
          for (statement, settings) in statements.prefix(limit) {
            element(.dt) {
              element(.span, .class("status \(statement.status.tone)")) {
                statement.status.mark
              }
              " "
              settings.map(\.rawValue).joined(separator: ", ")
            }
            element(.dd) { statement.html }
          }
        },
        HTML.rest(of: statements.count, after: limit, "statement"),
      ])
    }

    private var findings: HTML {
      switch bucket.verdict {
      case .notReady, .unknown:
        HTML(joining: [
          CallerChart(bucket).html,
          CoverageChart(bucket).html,
          FindingCards(bucket.findings.filter(\.state.counts)).html,
          FindingTable(
            "Seen, and not in the way", bucket.findings.filter { !$0.state.counts }
          ).html,
        ])
      case .ready, .exempt, .undeclared:
        HTML(joining: [
          CallerChart(bucket).html,
          bucket.verdict == .ready ? CoverageChart(bucket).html : .nothing,
          FindingTable(
            bucket.verdict == .ready ? "Seen, and not in the way" : "What was seen", bucket.findings
          ).html,
        ])
      }
    }
  }

  /// Something that is to be said of a setting, and what to do about it.
  private struct Statement: Hashable {
    /// The status without its reasons, so that settings share the statements that they have in common.
    let status: SettingStatus
    let text: String
    var remedy: String?
    var onlyTimeTells = false

    static func of(_ status: SettingStatus) -> [Statement] {
      switch status {
      case .unknown(let questions):
        questions.elements.map {
          Statement(
            status: .unknown(NonEmpty(OpenQuestion("", remedy: nil))), text: $0.question,
            remedy: $0.remedy, onlyTimeTells: $0.remedy == nil)
        }
      case .enabled(let since):
        [Statement(status: status, text: "On since \(Words.moment(since)).")]
      case .notAsked: [Statement(status: status, text: "The policy does not ask for it.")]
      case .safe(let remarks) where remarks.isEmpty:
        [Statement(status: status, text: "Nothing that was seen would break.")]
      case .safe(let remarks):
        remarks.map { Statement(status: .safe(remarks: []), text: $0) }
      case .breaks(let reasons):
        reasons.elements.map { Statement(status: .breaks(NonEmpty("")), text: $0) }
      }
    }

    var html: HTML {
      HTML(joining: [
        element(.p) {
          HTML.sentence(text)
          if onlyTimeTells { element(.span, .class("remark")) { " Only time will tell." } }
        },
        remedy.map { Remedy($0).html } ?? .nothing,
      ])
    }
  }

  /// What to do about it, set apart so that it is found at a glance.
  struct Remedy {
    private let text: String

    init(_ text: String) {
      self.text = text
    }

    var html: HTML {
      element(.p, .class("remedy")) {
        element(.strong) { "Remedy" }
        " "
        HTML.sentence(text)
      }
    }
  }
}
