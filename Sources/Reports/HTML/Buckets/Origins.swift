import Diagnostics
import Readiness

extension HTMLReport {
  /// Whose buckets they are, and where that is said.
  struct Origins {
    private let buckets: [BucketVerdict]

    init(_ buckets: [BucketVerdict]) {
      self.buckets = buckets
    }

    /// A line for one bucket; a list for several, which is folded where it is long.
    var html: HTML {
      if buckets.count == 1 { return element(.p, .class("origin")) { origin(of: buckets[0]) } }
      let list = element(.ul, .class("names")) {
        for bucket in buckets {
          element(.li) {
            element(.strong) { HTML.name(bucket.bucket) }
            element(.span, .class("origin")) {
              " "
              origin(of: bucket)
            }
          }
        }
      }
      guard buckets.count > Self.unfolded else { return list }
      return element(.details, .class("fold")) {
        element(.summary) { "The \(buckets.count.grouped) buckets" }
        list
      }
    }

    private static let unfolded = 12

    private func origin(of bucket: BucketVerdict) -> HTML {
      var parts: [HTML] = []
      if let declaration = bucket.declaration {
        parts.append(HTML(joining: [HTML("team "), HTML.name(declaration.team)]))
        if let owner = declaration.owner {
          parts[0] = HTML(joining: [parts[0], HTML(" ("), HTML.name(owner), HTML(")")])
        }
        let place = HTML.name(declaration.location.description)
        parts.append(
          declaration.pattern == bucket.bucket
            ? HTML(joining: [HTML("declared at "), place])
            : HTML(joining: [
              HTML("declared as "), HTML.name(declaration.pattern), HTML(" at "), place,
            ]))
      }
      if let account = bucket.account {
        parts.append(HTML(joining: [HTML("account "), HTML.name(account)]))
      }
      return HTML(joining: parts, separator: " · ")
    }
  }
}
