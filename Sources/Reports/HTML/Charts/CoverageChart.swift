import Diagnostics
import Readiness
import S3Access
import Timeline

extension HTMLReport {
  /// A strip for each class of events: in which parts of the window it was recorded.
  struct CoverageChart {
    private let window: Interval
    private let classes: [ClassCoverage]

    /// The chart of all that the bucket's settings rest on, each class once.
    init(_ bucket: BucketVerdict) {
      window = bucket.window
      classes = BlockPublicAccessSetting.allCases
        .flatMap { bucket.assessment(of: $0).coverage }
        .distinct.sorted { $0.evidenceClass < $1.evidenceClass }
    }

    /// The chart; nothing where nothing rests on recording.
    var html: HTML {
      guard !classes.isEmpty else { return .nothing }
      return HTML(joining: [
        element(.h4) { "Coverage, \(Words.days(window))" },
        element(.ul, .class("chart")) {
          element(.li, .class("scale"), .hiddenFromReaders) { TimeAxis(window).html }
          classes.map(row)
        },
      ])
    }

    private func row(_ coverage: ClassCoverage) -> HTML {
      element(.li) {
        element(.span, .class("label")) { coverage.evidenceClass.rawValue }
        strip(coverage)
        element(.div, .class("words")) {
          element(.span, .class(coverage.tone)) { HTML.sentence(coverage.words) }
          if !coverage.gaps.isEmpty {
            element(.ul) {
              for gap in coverage.gaps.prefix(PageLimits.statements) {
                element(.li) { HTML.sentence(coverage.text(of: gap)) }
              }
            }
            HTML.rest(of: coverage.gaps.count, after: PageLimits.statements, "gap")
          }
        }
      }
    }

    /// Full where events were recorded, hatched where they were not. A gap is never drawn too thin to
    /// be seen: a strip may look worse than the truth, never better.
    private func strip(_ coverage: ClassCoverage) -> HTML {
      let axis = TimeAxis(coverage.window)
      let isRecorded = coverage.grade != .none && !coverage.recorded.isEmpty
      let gaps = isRecorded ? coverage.gaps.map(\.interval) : [coverage.window]
      return element(.svg, .class("strip"), .role("img"), .height("16")) {
        element(.title) { "\(coverage.evidenceClass.rawValue) over the window" }
        element(.desc) { Self.description(of: coverage, isRecorded: isRecorded) }
        if isRecorded {
          element(
            .rect, .class("recorded \(coverage.grade.rawValue)"), .width("100%"), .height("16"))
        }
        for gap in gaps.prefix(Self.drawnGaps) {
          let (from, to) = axis.shares(of: gap)
          element(
            .rect, .class("gap"), .x(from.text), .width(from.distance(to: to)), .height("16"))
          element(
            .rect, .class("hatch"), .x(from.text), .width(from.distance(to: to)), .height("16"))
        }
      }
    }

    /// More gaps than this lie so close that they touch.
    private static let drawnGaps = 160

    private static func description(of coverage: ClassCoverage, isRecorded: Bool) -> String {
      guard isRecorded else { return "Not recorded." }
      guard !coverage.gaps.isEmpty else { return "Recorded without a gap." }
      let days = coverage.gaps.prefix(PageLimits.statements).map { Words.days($0.interval) }
      let rest = coverage.gaps.count - days.count
      return "Not recorded: " + days.joined(separator: ", ")
        + (rest > 0 ? " and \(rest.counting("time")) more." : ".")
    }
  }
}

extension ClassCoverage {
  fileprivate var tone: String {
    isComplete ? "good" : acceptedReason == nil ? "warn" : "quiet"
  }
}
