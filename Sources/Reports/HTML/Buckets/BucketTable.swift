import Diagnostics
import Evidence
import Readiness
import S3Access

extension HTMLReport {
  /// A row a bucket: its verdict, its name with the way to what is said of it, the four settings.
  struct BucketTable {
    private let buckets: [BucketVerdict]
    private let places: [Anchor?]
    private let changes: [String: BaselineComparison.BucketChange.Kind]

    /// The table of buckets; each with the place of its details, where the page has them, and a mark
    /// where it changed since a baseline.
    init(_ buckets: [BucketVerdict], places: [Anchor?], since comparison: BaselineComparison?) {
      self.buckets = buckets
      self.places = places
      changes = Dictionary(
        (comparison?.changes ?? []).map { ($0.bucket, $0.kind) },
        uniquingKeysWith: { one, _ in one })
    }

    var html: HTML {
      let rows = rows
      return element(.section, .labelled(by: .buckets)) {
        element(.h2, .id(.buckets)) { "Buckets" }
        element(.table, .class("buckets")) {
          element(.caption) { "What switching each setting on would do, by bucket" }
          header
          element(.tbody) { rows }
        }
        HTML.rest(of: buckets.count, after: rows.count, "bucket")
      }
    }

    /// As many rows as the page has room for.
    private var rows: [HTML] {
      var rows: [HTML] = []
      var room = PageLimits.rowBytes
      for (bucket, place) in zip(buckets, places) {
        let row = row(bucket, place)
        room -= row.source.utf8.count
        guard room >= 0 else { break }
        rows.append(row)
      }
      return rows
    }

    private var header: HTML {
      element(.thead) {
        element(.tr) {
          element(.th, .columnHeader, .class("verdict")) { element(.span) { "Verdict" } }
          element(.th, .columnHeader) { "Bucket" }
          for setting in BlockPublicAccessSetting.allCases {
            element(.th, .columnHeader, .class("setting")) { setting.breakable }
          }
          element(.th, .columnHeader, .class("number")) { "Callers" }
          element(.th, .columnHeader, .class("date")) { "Earliest ready" }
          element(.th, .columnHeader, .class("team")) { "Team" }
        }
      }
    }

    private func row(_ bucket: BucketVerdict, _ place: Anchor?) -> HTML {
      let callers = Set(bucket.findings.filter(\.state.counts).map(\.caller)).count
      return element(.tr, .class(bucket.verdict.tone)) {
        element(.td, .class("verdict")) { bucket.verdict.badge }
        element(.th, .rowHeader) {
          if let place {
            element(.a, .href(place)) { HTML.name(bucket.bucket) }
          } else {
            HTML.name(bucket.bucket)
          }
          if bucket.verdict == .ready, bucket.hasRemarks {
            element(.span, .class("remark")) { " with a remark" }
          }
          if let change = changes[bucket.bucket] {
            " "
            change.badge
          }
        }
        for setting in BlockPublicAccessSetting.allCases {
          let status = bucket.assessment(of: setting).status
          element(.td, .class("setting \(status.tone)")) { status.mark }
        }
        element(.td, .class("number")) { callers > 0 ? callers.grouped : "-" }
        element(.td, .class("date")) { bucket.earliestReady?.day ?? "-" }
        element(.td, .class("team")) {
          if let team = bucket.declaration?.team { HTML.name(team) } else { HTML("-") }
        }
      }
    }
  }
}

extension BlockPublicAccessSetting {
  /// The name with places where a line may end, between its words.
  fileprivate var breakable: HTML {
    HTML(
      joining: rawValue.reduce(into: [HTML]()) { parts, letter in
        if letter.isUppercase, !parts.isEmpty { parts.append(element(.wbr)) }
        parts.append(HTML(String(letter)))
      })
  }
}
