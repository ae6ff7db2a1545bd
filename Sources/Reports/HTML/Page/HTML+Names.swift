import Diagnostics

extension HTML {
  /// A name from a log or a file, in which a line may end after the character given. Its direction does
  /// not reach what stands beside it; where a space at its edge would not be seen it stands in quotes.
  static func name(_ text: String, breakingAfter separator: Character? = nil) -> HTML {
    let quote = text.first == " " || text.last == " " ? "\"" : ""
    return element(.bdi, .class("name")) {
      shortened(quote + text + quote, to: PageLimits.nameLength) { part in
        guard let separator else { return HTML(part) }
        let pieces = part.split(separator: separator, omittingEmptySubsequences: false)
        return HTML(
          joining: Array(
            pieces.map { [HTML(String($0))] }
              .joined(separator: [HTML(String(separator)), element(.wbr)])))
      }
    }
  }

  /// A sentence, which may have names from a log in it.
  static func sentence(_ text: String) -> HTML {
    shortened(text, to: PageLimits.sentenceLength) { HTML($0) }
  }

  /// How many more there are than were shown; nothing where all were.
  static func rest(of count: Int, after shown: Int, _ noun: String) -> HTML {
    guard count > shown else { return .nothing }
    return element(.p, .class("rest")) {
      "and \((count - shown).counting(noun)) more, see the JSON report"
    }
  }

  /// Names, those beyond a number counted only.
  static func list(_ names: [String], limit: Int) -> HTML {
    let names = names.filter { !$0.isEmpty }
    var parts = names.prefix(limit).map { name($0) }
    if names.count > limit {
      parts.append(element(.span, .class("rest")) { "\((names.count - limit).grouped) more" })
    }
    return HTML(joining: parts, separator: ", ")
  }

  /// Pieces with the same text between each two.
  init(joining parts: [HTML], separator: String) {
    self.init(joining: Array(parts.map { [$0] }.joined(separator: [HTML(separator)])))
  }

  /// The text with its middle left out and counted, where it is longer. Counted in scalars: a single
  /// character may carry any number of marks.
  private static func shortened(
    _ text: String, to length: Int, _ html: (String) -> HTML
  ) -> HTML {
    let scalars = text.unicodeScalars
    let left = scalars.count - length
    guard left > 0 else { return html(text) }
    let head = length * 2 / 3
    return HTML(joining: [
      html(String(scalars.prefix(head))),
      element(.span, .class("rest")) { " … \(left.counting("character")) left out … " },
      html(String(scalars.suffix(length - head))),
    ])
  }
}
