import Readiness

/// A small drawing that stands beside a word, so that verdicts differ by shape and not by colour
/// alone. Each is drawn once in the page and used from there.
enum Icon: String, CaseIterable {
  case cross, question, check, on, dash, ring

  /// The drawing where it is used; a reader hears the word beside it.
  var html: HTML {
    element(.svg, .class("icon"), .hiddenFromReaders) { element(.use, .href(.icon(self))) }
  }

  /// The strokes, in a square of 16.
  private var outline: StaticString {
    switch self {
    case .cross: "M3.5 3.5l9 9M12.5 3.5l-9 9"
    case .question: "M5 5.6a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1.1-1.4 2.2M8 13.1v.4"
    case .check: "M2.5 8.5l3.8 3.8 7.2-8.3"
    case .on: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M5.2 8.2l2 2 3.6-4.2"
    case .dash: "M4 8h8"
    case .ring: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0"
    }
  }

  /// All drawings, and the hatching of what was not recorded.
  static let definitions = element(
    .svg, .class("definitions"), .hiddenFromReaders, .width("0"), .height("0")
  ) {
    for icon in allCases {
      element(.symbol, .id(.icon(icon)), .viewBox("0 0 16 16")) {
        element(.path, .outline(icon.outline))
      }
    }
    element(.pattern, .id(.hatch), .tilesOfPixels, .width("6"), .height("6")) {
      element(.path, .outline("M-1 1l2-2M0 6l6-6M5 7l2-2"))
    }
  }
}

extension Verdict {
  var icon: Icon {
    switch self {
    case .notReady: .cross
    case .unknown: .question
    case .ready: .check
    case .exempt: .dash
    case .undeclared: .ring
    }
  }

  /// The class of the style sheet that colours it.
  var tone: String {
    switch self {
    case .notReady: "bad"
    case .unknown: "warn"
    case .ready: "good"
    case .exempt, .undeclared: "quiet"
    }
  }

  /// Its name in its colour, with its drawing.
  var badge: HTML {
    element(.span, .class("badge \(tone)")) {
      icon.html
      element(.span) { headline }
    }
  }
}

extension SettingStatus {
  private var icon: Icon {
    switch self {
    case .safe: .check
    case .breaks: .cross
    case .unknown: .question
    case .enabled: .on
    case .notAsked: .dash
    }
  }

  /// The class of the style sheet that colours it.
  var tone: String {
    switch self {
    case .safe, .enabled: "good"
    case .breaks: "bad"
    case .unknown: "warn"
    case .notAsked: "quiet"
    }
  }

  /// Its name with its drawing.
  var mark: HTML {
    HTML(joining: [icon.html, element(.span) { word }])
  }

  private var word: String {
    switch self {
    case .safe, .breaks, .unknown: name
    case .enabled: "on"
    case .notAsked: "not asked"
    }
  }
}
