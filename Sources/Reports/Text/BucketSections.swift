import Diagnostics
import Readiness

/// What is said of the buckets below the table, in the table's order.
struct BucketSections {
  private let buckets: [BucketVerdict]
  private let style: TextStyle

  init(_ buckets: [BucketVerdict], style: TextStyle) {
    self.buckets = buckets
    self.style = style
  }

  /// Adds a section for each bucket that has one. Buckets of which the same is to be said, word for
  /// word, share it: two hundred buckets without evidence have one cause.
  func add(to page: inout Page) {
    var sections: [Section] = []
    var places: [Section.Identity: Int] = [:]
    for bucket in buckets where isExplained(bucket) {
      let body = BucketDetails(bucket, style: style).page
      let identity = Section.Identity(verdict: bucket.verdict, lines: body.lines)
      if let place = places[identity] {
        sections[place].buckets.append(bucket)
      } else {
        places[identity] = sections.count
        sections.append(Section(buckets: [bucket], body: body))
      }
    }
    for section in sections {
      page.addBlank()
      addHeading(of: section, to: &page)
      page.add(section.body)
    }
  }

  private struct Section {
    struct Identity: Hashable {
      let verdict: Verdict
      let lines: [String]
    }

    var buckets: [BucketVerdict]
    let body: Page
  }

  /// A ready bucket has its line in the table, and a section only where the policy leans on something
  /// that a reader should know.
  private func isExplained(_ bucket: BucketVerdict) -> Bool {
    bucket.verdict != .ready || bucket.hasRemarks || style.verbosity == .verbose
  }

  private func addHeading(of section: Section, to page: inout Page) {
    guard let first = section.buckets.first else { return }
    let verdict = Phrase(first.verdict.headline, first.verdict.ink)
    let label = [verdict, Phrase("  ")]
    guard section.buckets.count > 1 else {
      page.addLine(label + [.name(first.bucket, .strong)])
      return
    }
    page.addLine(label + [Phrase(section.buckets.count.counting("bucket"), .strong)])
    let names = section.buckets.map { [Phrase.name($0.bucket, .strong)] }
    page.addProse(names.joined(by: [Phrase(", ")]), indent: 2)
  }
}

extension BucketVerdict {
  /// Whether the settings were asked about, as those of an exempt or undeclared bucket are only where
  /// its account is the question.
  var isAssessed: Bool { settings.values.contains { $0.status != .notAsked } }

  /// Whether the verdict rests on something that a reader should know: evidence that is accepted as
  /// missing, a waiver.
  var hasRemarks: Bool {
    let remarks = settings.values.contains {
      if case .safe(let remarks) = $0.status { !remarks.isEmpty } else { false }
    }
    return remarks || !reasons.isEmpty || findings.contains(where: \.state.isWaived)
  }
}

extension [[Phrase]] {
  /// The lists as one, with a separator between each two.
  func joined(by separator: [Phrase]) -> [Phrase] {
    [Phrase](joined(separator: separator))
  }
}
