import Diagnostics

/// A piece of text in one ink. Whatever it is made of is made fit for a terminal first: there is no
/// other way into a text report.
struct Phrase: Hashable, Sendable {
  /// The text, safe to print.
  let text: String
  /// What it is printed in.
  var ink: Ink
  /// Whether a line may end at its spaces. A key or a path keeps its own.
  var breaksAtSpaces: Bool

  /// Prose in an ink.
  init(_ text: String, _ ink: Ink = .plain) {
    self.text = TerminalText.escaped(text)
    self.ink = ink
    breaksAtSpaces = true
  }

  private init(whole text: String, ink: Ink) {
    self.text = TerminalText.escaped(text)
    self.ink = ink
    breaksAtSpaces = false
  }

  /// A name that stays on one line, and is found again by a search for it.
  static func name(_ text: String, _ ink: Ink = .plain) -> Phrase {
    Phrase(whole: text, ink: ink)
  }

  /// The columns that it takes.
  var width: Int { TerminalText.width(text) }
}

extension Phrase: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self.init(value) }
}

extension Phrase {
  /// The name with its middle left out, where it is wider than the columns given.
  func shortened(to columns: Int, ellipsis: String) -> Phrase {
    guard width > columns else { return self }
    let room = max(0, columns - TerminalText.width(ellipsis))
    let head = Self.prefix(of: text, columns: (room + 1) / 2)
    let tail = Self.prefix(of: text.reversed(), columns: room / 2)
    return Phrase(whole: head + ellipsis + String(tail.reversed()), ink: ink)
  }

  private static func prefix(of text: some Sequence<Character>, columns: Int) -> String {
    var taken = ""
    var width = 0
    for character in text {
      width += TerminalText.columns(of: character)
      if width > columns { break }
      taken.append(character)
    }
    return taken
  }
}
