import Readiness

extension HTMLReport {
  /// What has changed since the baseline: the buckets that got worse first.
  struct ComparisonSection {
    private let comparison: BaselineComparison

    init(_ comparison: BaselineComparison) {
      self.comparison = comparison
    }

    var html: HTML {
      element(.section, .labelled(by: .baseline)) {
        element(.h2, .id(.baseline)) { "Since the baseline" }
        element(.p, .class("remark")) { comparison.headline }
        if !comparison.changes.isEmpty {
          element(.ul, .class("notices")) {
            comparison.changes.prefix(PageLimits.entries).map(item)
          }
        }
        HTML.rest(of: comparison.changes.count, after: PageLimits.entries, "changed bucket")
      }
    }

    private func item(_ change: BaselineComparison.BucketChange) -> HTML {
      element(.li) {
        change.kind.badge
        " "
        element(.strong) { HTML.name(change.bucket, breakingAfter: ".") }
        ", \(change.verdicts)"
        if !change.settings.isEmpty {
          element(.p, .class("reason")) { change.settings.map(\.words).joined(separator: ", ") }
        }
        list("new", change.new)
        list("fixed", change.fixed)
      }
    }

    private func list(_ label: String, _ identities: [FindingIdentity]) -> HTML {
      HTML(
        joining: identities.prefix(PageLimits.changes).map { identity in
          element(.p, .class("reason")) {
            element(.strong) { label }
            " "
            HTML.sentence(identity.words)
          }
        } + [HTML.rest(of: identities.count, after: PageLimits.changes, "\(label) finding")])
    }
  }
}

extension BaselineComparison.BucketChange.Kind {
  /// A word for it, set apart.
  var badge: HTML {
    element(.span, .class("badge \(tone)")) { rawValue }
  }

  private var tone: String {
    switch self {
    case .worse: "bad"
    case .better: "good"
    case .changed, .gone: "warn"
    }
  }
}
