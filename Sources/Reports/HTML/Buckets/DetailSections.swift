import Diagnostics
import Readiness
import S3Access

extension HTMLReport {
  /// What is said of the buckets below the table. Buckets of which the same is to be said, word for
  /// word, share it: two hundred buckets without evidence have one cause.
  struct DetailSections {
    /// The parts that have something in them, in their order.
    let parts: [Part]
    /// Where each bucket's details stand; `nil` where they were left out.
    let places: [Anchor?]
    private let sections: [Section]
    private let leftOut: Int

    /// About what stands around a body and a bucket's name.
    private static let frameBytes = 500

    /// Buckets by what their verdicts ask of a reader.
    enum Part: Hashable, CaseIterable {
      case attention, ready, notAssessed
    }

    private struct Section {
      struct Identity: Hashable {
        let verdict: Verdict
        let body: HTML
      }

      let anchor: Anchor
      let body: HTML
      var buckets: [BucketVerdict]
    }

    init(_ buckets: [BucketVerdict]) {
      var sections: [Section] = []
      var known: [Section.Identity: Int] = [:]
      var places: [Anchor?] = []
      var room = PageLimits.detailBytes
      for bucket in buckets {
        let body = BucketBody(bucket).html
        let identity = Section.Identity(verdict: bucket.verdict, body: body)
        let place = known[identity].flatMap {
          sections[$0].buckets.count < PageLimits.names ? $0 : nil
        }
        let ownBytes = Origins([bucket]).html.source.utf8.count + Self.frameBytes
        let bytes = ownBytes + (place == nil ? body.source.utf8.count : 0)
        guard bytes <= room else {
          places.append(nil)
          continue
        }
        room -= bytes
        if let place {
          sections[place].buckets.append(bucket)
          places.append(sections[place].anchor)
          continue
        }
        known[identity] = sections.count
        let anchor = Anchor.details(sections.count + 1)
        sections.append(Section(anchor: anchor, body: body, buckets: [bucket]))
        places.append(anchor)
      }
      self.places = places
      self.sections = sections
      leftOut = places.count { $0 == nil }
      parts = Part.allCases.filter { part in
        sections.contains { Part($0.buckets[0].verdict) == part }
      }
    }

    var html: HTML {
      HTML(joining: parts.map(section(of:)) + [omission])
    }

    private func section(of part: Part) -> HTML {
      element(.section, .labelled(by: part.anchor)) {
        element(.h2, .id(part.anchor)) { part.title }
        if part == parts.first { Self.legend }
        for section in sections where Part(section.buckets[0].verdict) == part {
          part == .attention ? open(section) : folded(section)
        }
      }
    }

    /// What has to be read: never folded.
    private func open(_ section: Section) -> HTML {
      let verdict = section.buckets[0].verdict
      return element(
        .article, .class("bucket \(verdict.tone)"), .id(section.anchor),
        .labelled(by: section.anchor.heading)
      ) {
        element(.div, .class("bucket-head")) {
          element(.h3, .id(section.anchor.heading)) {
            verdict.badge
            " "
            heading(of: section)
          }
          element(.a, .class("up"), .href(.buckets)) { "All buckets" }
        }
        Origins(section.buckets).html
        section.body
      }
    }

    /// What may be read.
    private func folded(_ section: Section) -> HTML {
      let verdict = section.buckets[0].verdict
      return element(.details, .class("bucket \(verdict.tone)"), .id(section.anchor)) {
        element(.summary) {
          element(.h3) {
            verdict.badge
            " "
            heading(of: section)
          }
        }
        Origins(section.buckets).html
        section.body
      }
    }

    private func heading(of section: Section) -> HTML {
      section.buckets.count == 1
        ? HTML.name(section.buckets[0].bucket)
        : HTML("\(section.buckets.count.counting("bucket")) of which the same holds")
    }

    private var omission: HTML {
      guard leftOut > 0 else { return .nothing }
      return element(.p, .class("omission")) {
        "The details of \(leftOut.counting("bucket")) are left out, to keep this page small enough to"
          + " open: see the JSON report. Their verdicts stand in the table above, as far as it goes."
      }
    }

    /// How the strips are read.
    private static let legend = element(.div, .class("legend"), .hiddenFromReaders) {
      element(.span) {
        element(.svg, .width("28"), .height("12")) {
          element(.rect, .class("recorded"), .width("100%"), .height("12"))
        }
        " recorded"
      }
      element(.span) {
        element(.svg, .width("28"), .height("12")) {
          element(.rect, .class("gap"), .width("100%"), .height("12"))
          element(.rect, .class("hatch"), .width("100%"), .height("12"))
        }
        " not recorded"
      }
      for (tone, words) in [("bad", "breaks"), ("warn", "possible"), ("quiet", "does not count")] {
        element(.span) {
          element(.svg, .class("uses"), .width("28"), .height("12")) {
            element(.line, .class("span \(tone)"), .x1("4"), .x2("24"), .y1(6), .y2(6))
            element(.circle, .class(tone), .cx("4"), .cy(6), .radius(4))
            element(.circle, .class(tone), .cx("24"), .cy(6), .radius(4))
          }
          " \(words): first and last request"
        }
      }
    }
  }
}

extension HTMLReport.DetailSections.Part {
  fileprivate init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .notReady, .unknown: .attention
      case .ready: .ready
      case .exempt, .undeclared: .notAssessed
      }
  }

  /// Where the part stands.
  var anchor: Anchor {
    switch self {
    case .attention: .attention
    case .ready: .ready
    case .notAssessed: .notAssessed
    }
  }

  /// Its heading.
  var title: String {
    switch self {
    case .attention: "Needs attention"
    case .ready: "Ready"
    case .notAssessed: "Not assessed"
    }
  }
}
