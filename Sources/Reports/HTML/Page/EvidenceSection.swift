import Diagnostics
import Evidence
import Readiness

extension HTMLReport {
  /// What the owners of the policies should know beside the verdicts.
  struct NoticeSection {
    private let notices: [Notice]

    init(_ notices: [Notice]) {
      self.notices = notices
    }

    /// The notices; nothing where there is none.
    var html: HTML {
      guard !notices.isEmpty else { return .nothing }
      return element(.section, .labelled(by: .notices)) {
        element(.h2, .id(.notices)) { "Notices" }
        element(.ul, .class("notices")) {
          for notice in notices.prefix(PageLimits.entries) {
            element(.li) {
              HTML.sentence(notice.message)
              " "
              element(.span, .class("remark")) { HTML.name(notice.location.description) }
            }
          }
        }
        HTML.rest(of: notices.count, after: PageLimits.entries, "notice")
      }
    }
  }

  /// What was read, and what could not be.
  struct EvidenceSection {
    private let evidence: EvidenceSummary

    init(_ evidence: EvidenceSummary) {
      self.evidence = evidence
    }

    var html: HTML {
      element(.section, .labelled(by: .evidence)) {
        element(.h2, .id(.evidence)) { "Evidence" }
        element(.dl, .class("facts volume")) {
          let volume = evidence.volume
          number("Files", volume.files.grouped)
          number("Records", volume.events.grouped)
          number("Size", volume.bytes.bytesText)
          number("Inflated", volume.bytesInflated.bytesText)
          if let extent = volume.extent { number("Days", Words.days(extent)) }
          if volume.filesWithoutCalls > 0 {
            number("Files without calls", volume.filesWithoutCalls.grouped)
          }
          if volume.filesPassedOver > 0 {
            number("Files passed over", volume.filesPassedOver.grouped)
          }
        }
        unreadable
        sources
      }
    }

    private func number(_ name: String, _ value: String) -> HTML {
      HTML(joining: [element(.dt) { name }, element(.dd) { value }])
    }

    private var unreadable: HTML {
      guard !evidence.unreadable.isEmpty else { return .nothing }
      return HTML(joining: [
        element(.h3, .id(.unreadable)) { "Unreadable" },
        table(titled: "Unreadable evidence", ["File", "Place", "What is wrong"]) {
          for entry in evidence.unreadable.prefix(PageLimits.entries) {
            element(.tr) {
              element(.th, .rowHeader) { HTML.name(entry.file) }
              element(.td) {
                "byte \(entry.offset.grouped)\(entry.isOffsetInflated ? " of its text" : "")"
              }
              element(.td) { HTML.sentence(entry.reason) }
            }
          }
        },
        HTML.rest(of: evidence.unreadable.count, after: PageLimits.entries, "place"),
      ])
    }

    private var sources: HTML {
      guard !evidence.sources.isEmpty else { return .nothing }
      return HTML(joining: [
        element(.h3) { "Sources" },
        table(titled: "Sources of evidence", ["Account", "Region", "Days"]) {
          for source in evidence.sources.prefix(PageLimits.entries) {
            element(.tr) {
              element(.th, .rowHeader) { orUnknown(source.place.account) }
              element(.td) { orUnknown(source.place.region) }
              element(.td, .class("date")) { Words.days(source.extent) }
            }
          }
        },
        HTML.rest(of: evidence.sources.count, after: PageLimits.entries, "source"),
      ])
    }

    private func orUnknown(_ text: String) -> HTML {
      text.isEmpty ? HTML("unknown") : HTML.name(text)
    }
  }

  /// The policies that were applied, each so that its bytes can be told from others.
  struct PolicySection {
    private let policies: [AppliedPolicy]

    init(_ policies: [AppliedPolicy]) {
      self.policies = policies
    }

    var html: HTML {
      element(.section, .labelled(by: .policies)) {
        element(.h2, .id(.policies)) { "Policies" }
        if policies.isEmpty {
          element(.p) { "No policy file was applied." }
        } else {
          table(titled: "Policy files", ["File", "Team", "SHA-256"]) {
            for policy in policies.prefix(PageLimits.entries) {
              element(.tr) {
                element(.th, .rowHeader) { HTML.name(policy.file) }
                element(.td) { HTML.name(policy.team ?? "baseline") }
                element(.td) { element(.code) { HTML.name(policy.sha256) } }
              }
            }
          }
          HTML.rest(of: policies.count, after: PageLimits.entries, "file")
        }
      }
    }
  }
}

/// A table that scrolls by itself where the window is narrow, with the mouse and with the keyboard.
private func table(
  titled title: String, _ columns: [String], @HTMLBuilder rows: () -> HTML
) -> HTML {
  element(.div, .class("scroll"), .role("region"), .label(title), .focusable) {
    element(.table, .class("plain")) {
      element(.thead) {
        element(.tr) {
          for column in columns { element(.th, .columnHeader) { column } }
        }
      }
      element(.tbody, content: rows)
    }
  }
}
