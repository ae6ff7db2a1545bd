/// The elements that a report is made of. What is not in the list cannot be written.
enum Tag: String, Sendable {
  case html, head, meta, title, body
  case header, nav, main, section, article, footer, div
  case h1, h2, h3, h4, h5, p, ul, li, dl, dt, dd
  case table, caption, thead, tbody, tr, th, td
  case details, summary
  case a, bdi, code, span, strong, time, wbr
  case svg, symbol, pattern, path, use, rect, line, circle, text, desc

  /// Whether it has no content and no end tag.
  var isVoid: Bool {
    switch self {
    case .meta, .wbr: true
    default: false
    }
  }

  /// Whether a line feed may follow: spaces mean nothing there, and a person who reads the source or
  /// a difference of two finds lines.
  var endsLine: Bool {
    switch self {
    case .a, .bdi, .code, .span, .strong, .time, .wbr, .symbol, .pattern, .path, .use, .rect, .line,
      .circle, .text, .desc, .svg:
      false
    default: true
    }
  }
}
