import Diagnostics
import Evidence
import Readiness
import Timeline

extension HTMLReport {
  /// A strip for each caller: when the uses were. A finding knows its first, its last and its newest
  /// requests, so those are marked, and a line joins them.
  struct CallerChart {
    private let window: Interval
    /// Whether the bucket was assessed, so that a use can stand in the way.
    private let isAssessed: Bool
    private let callers: [(key: Caller, values: [Finding])]

    init(_ bucket: BucketVerdict) {
      window = bucket.window
      isAssessed = bucket.verdict != .exempt && bucket.verdict != .undeclared
      callers = Grouped(bucket.findings.map { ($0.caller, $0) }).entries
    }

    /// The chart; nothing where nobody called.
    var html: HTML {
      guard !callers.isEmpty else { return .nothing }
      return HTML(joining: [
        element(.h4) { "Uses by caller, \(Words.days(window))" },
        element(.ul, .class("chart")) {
          element(.li, .class("scale"), .hiddenFromReaders) { TimeAxis(window).html }
          for (caller, findings) in callers.prefix(PageLimits.callers) {
            row(caller, findings)
          }
        },
        HTML.rest(of: callers.count, after: PageLimits.callers, "caller"),
      ])
    }

    private func row(_ caller: Caller, _ findings: [Finding]) -> HTML {
      let extent = findings.dropFirst().reduce(findings[0].extent) { $0.union($1.extent) }
      return element(.li) {
        element(.span, .class("label")) { caller.html }
        element(.svg, .class("strip uses"), .role("img"), .height("16")) {
          element(.title) { "Uses over the window" }
          element(.desc) {
            "\(findings.times), \(Words.moments(extent))."
          }
          element(.line, .class("base"), .x1("0"), .x2("100%"), .y1(8), .y2(8))
          // What counts is drawn last, over what does not.
          findings.prefix(PageLimits.findings).reversed().map(marks)
        }
        element(.div, .class("words")) {
          element(.strong) { findings.times }
          ", \(Words.moments(extent))"
        }
      }
    }

    private func marks(of finding: Finding) -> HTML {
      let axis = TimeAxis(window)
      let tone = isAssessed ? finding.tone : "quiet"
      let (from, to) = axis.shares(of: finding.extent)
      let instants = [finding.extent.from, finding.extent.to] + finding.samples.map(\.time)
      return HTML(
        joining: [
          element(
            .line, .class("span \(tone)"), .x1(from.text), .x2(to.text), .y1(8), .y2(8))
        ]
          + instants.map { axis.share(of: $0) }.distinct.map {
            element(.circle, .class(tone), .cx($0.text), .cy(8), .radius(4))
          })
    }
  }
}

extension Caller {
  /// Who called, and as whose.
  var html: HTML {
    HTML(joining: [
      HTML.name(principal, breakingAfter: "/"),
      kind.remark.map { remark in element(.span, .class("remark")) { " (\(remark))" } } ?? .nothing,
    ])
  }
}

extension Finding {
  /// The class of the style sheet that colours it.
  var tone: String {
    if !state.counts { return "quiet" }
    return certainty == .possible ? "warn" : "bad"
  }
}
