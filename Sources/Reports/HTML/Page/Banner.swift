import Diagnostics
import Evidence
import Readiness

extension HTMLReport {
  /// The top of the page: whether to approve, and in how many buckets what.
  struct Banner {
    private let report: Report
    private let assessment: Assessment
    private let parts: [DetailSections.Part]

    /// The banner of a page that has these parts.
    init(_ report: Report, parts: [DetailSections.Part]) {
      self.report = report
      assessment = report.assessment
      self.parts = parts
    }

    var html: HTML {
      element(.header, .class("banner \(tone)")) {
        element(.p, .class("subject")) { "S3 Block Public Access: can it be switched on?" }
        element(.h1, .id(.verdict)) {
          if !assessment.isEmpty { assessment.verdict.icon.html }
          element(.span) { headline }
        }
        element(.p, .class("answer")) { answer }
        if !assessment.buckets.isEmpty {
          distribution
          counts
        }
        remarks
        navigation
      }
    }

    private var tone: String { assessment.isEmpty ? "quiet" : assessment.verdict.tone }

    private var headline: String {
      assessment.isEmpty ? "NO BUCKET" : assessment.verdict.headline
    }

    private var answer: HTML {
      HTML(joining: [
        element(.strong) {
          assessment.isEmpty
            ? "No bucket is declared, and the evidence mentions none."
            : assessment.countsInWords[0].capitalizedFirst + "."
        },
        HTML(" " + meaning),
      ])
    }

    /// What the verdict means for whoever has to approve the change.
    private var meaning: String {
      guard !assessment.isEmpty else { return "There is nothing to approve." }
      return switch assessment.verdict {
      case .notReady:
        "Switching on the settings asked for would stop callers that work today, or a caller did"
          + " what the policy forbids."
      case .unknown:
        "Nothing was seen that would break for certain, and the evidence does not carry an answer:"
          + " missing evidence is never READY."
      case .ready:
        "Nothing in the evidence that the policies ask for would stop working, waivers aside."
      case .exempt: "The policies expect every bucket in scope to be public: none was assessed."
      case .undeclared: "No policy claims them: none was assessed."
      }
    }

    /// A bar of all buckets, a part for each verdict.
    private var distribution: HTML {
      let counts = Verdict.orderOfUrgency.map { ($0, assessment.count(of: $0)) }.filter { $0.1 > 0 }
      let total = Int64(assessment.buckets.count)
      var before: Int64 = 0
      return element(.svg, .class("distribution"), .role("img"), .height("10")) {
        element(.title) { "Share of buckets by verdict" }
        element(.desc) {
          counts.map { "\($0.1.grouped) \($0.0.adjective)" }.joined(separator: ", ")
        }
        for (verdict, count) in counts {
          let start = Share(before, of: total)
          let _ = before += Int64(count)
          element(
            .rect, .class(verdict.tone), .x(start.text),
            .width(start.distance(to: Share(before, of: total))), .height("10"))
        }
      }
    }

    private var counts: HTML {
      element(.ul, .class("counts")) {
        for verdict in Verdict.orderOfUrgency {
          let count = assessment.count(of: verdict)
          element(.li, .class(count > 0 ? verdict.tone : "quiet none")) {
            element(.strong) { count.grouped }
            " "
            verdict.icon.html
            element(.span) { verdict.adjective }
          }
        }
      }
    }

    /// What a reviewer has to know beside the verdict.
    private var remarks: HTML {
      let underRemark = assessment.buckets.count { $0.verdict == .ready && $0.hasRemarks }
      let files = Set(assessment.evidence.unreadable.map(\.file)).count
      return element(.ul, .class("remarks")) {
        element(.li) {
          "As of "
          element(.time, .dateTime(assessment.asOf.description)) { Words.moment(assessment.asOf) }
          ", from \(assessment.evidence.volume.files.counting("file")) of evidence"
        }
        if ExitCode(assessment.verdict) != report.exitCode, !assessment.isEmpty {
          element(.li) { verdictLine(assessment, exitCode: report.exitCode) }
        }
        if underRemark > 0 {
          element(.li) { "\(underRemark.counting("ready bucket")) with a remark or under a waiver" }
        }
        if files > 0 {
          element(.li) {
            element(.a, .href(.unreadable)) { "\(files.counting("file")) could not be read" }
          }
        }
      }
    }

    private var navigation: HTML {
      element(.nav, .label("Parts of the page")) {
        element(.ul) {
          if !assessment.widerAnswers.isEmpty { item(assessment.widerTitle, .wider) }
          if report.comparison != nil { item("Since the baseline", .baseline) }
          if !assessment.buckets.isEmpty { item("All buckets", .buckets) }
          if !assessment.notices.isEmpty {
            item("Notices (\(assessment.notices.count.grouped))", .notices)
          }
          for part in parts { item(part.title, part.anchor) }
          item("Evidence", .evidence)
          item("Policies", .policies)
        }
      }
    }

    private func item(_ title: String, _ anchor: Anchor) -> HTML {
      element(.li) { element(.a, .href(anchor)) { title } }
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
