import Timeline

/// A part of a whole, as drawings take it: `12.34%`.
struct Share: Hashable, Sendable {
  private let hundredths: Int64

  /// A part of a whole, held within it.
  init(_ part: Int64, of whole: Int64) {
    let part = min(max(0, part), max(0, whole))
    // A whole of more seconds than this is no window of anybody's.
    hundredths = whole > 0 ? Int64(Double(part) / Double(whole) * 10_000) : 0
  }

  private init(hundredths: Int64) {
    self.hundredths = min(max(0, hundredths), 10_000)
  }

  /// In per cent.
  var text: String { Self.text(hundredths) }

  /// The way to a later share, in per cent.
  func distance(to other: Share) -> String { Self.text(max(0, other.hundredths - hundredths)) }

  /// The share moved by this many hundredths of a per cent.
  func moved(by distance: Int64) -> Share { Share(hundredths: hundredths + distance) }

  static func < (a: Share, b: Share) -> Bool { a.hundredths < b.hundredths }

  private static func text(_ hundredths: Int64) -> String {
    let rest = hundredths % 100
    guard rest > 0 else { return "\(hundredths / 100)%" }
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
  }
}

/// The window that strips are drawn over, from edge to edge.
struct TimeAxis {
  private let window: Interval

  init(_ window: Interval) {
    self.window = window
  }

  /// Where an instant lies; what is outside the window lies at its edge.
  func share(of instant: Instant) -> Share {
    let (from, to) = (window.from.secondsSince1970, window.to.secondsSince1970)
    let instant = min(max(instant.secondsSince1970, from), to)
    return Share(instant - from, of: to - from)
  }

  /// From where to where a stretch reaches, never so short that it could not be seen.
  func shares(of interval: Interval) -> (from: Share, to: Share) {
    let from = share(of: interval.from)
    let to = share(of: interval.to)
    let least: Int64 = 60
    guard to < from.moved(by: least) else { return (from, to) }
    let end = from.moved(by: least)
    return (end.moved(by: -least), end)
  }

  /// The days above the strips, in a drawing of their own.
  var html: HTML {
    element(.svg, .class("axis"), .hiddenFromReaders, .height("18")) {
      for day in ticks {
        let x = share(of: day).text
        element(.line, .x1(x), .x2(x), .y1(13), .y2(18))
        element(.text, .x(x), .y(10)) { day.day }
      }
    }
  }

  /// Days at even distances, the first that of the window, none so near the end that it would be cut.
  private var ticks: [Instant] {
    let days = max(1, window.length.seconds / 86_400)
    let step = TimeSpan.days(max(1, (days + 3) / 4))
    return (0..<4).map { TimeSpan(seconds: step.seconds * $0) }
      .map { window.from + $0 }
      .filter { $0 < window.to }
  }
}
