import Diagnostics

/// Text from elsewhere, as it may stand in a comment on GitHub: it marks nothing up, links nowhere,
/// and calls nobody.
enum MarkdownText {
  /// Names from logs are cut to this: a key may have 1,024 characters.
  private static let longestName = 160

  /// A name as it is, in a code span, where GitHub looks for no mention, reference or link. A pipe,
  /// which ends a table's cell even there, is shown as `\u{7C}`.
  ///
  /// Source: GitHub Flavored Markdown Spec, sections 4.10 and 6.3.
  static func code(_ name: String) -> String {
    let text = shortened(TerminalText.escaped(name)).replacing("|", with: "\\u{7C}")
    if text.allSatisfy({ $0 == " " }) { return text.isEmpty ? "(empty)" : "(spaces)" }
    let longestRun =
      text.split(omittingEmptySubsequences: true) { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longestRun + 1)
    let isPadded =
      text.first == "`" || text.last == "`" || (text.first == " " && text.last == " ")
    let padding = isPadded ? " " : ""
    return fence + padding + text + padding + fence
  }

  /// A name within HTML that no Markdown is read in, such as a `<summary>` on its own line.
  static func html(_ name: String) -> String {
    "<code>\(XMLText.escaped(shortened(TerminalText.escaped(name))))</code>"
  }

  /// A sentence, which may quote names from logs. It has to stand behind a word of the report's own on
  /// its line, so that it cannot begin a heading, a list or a quotation.
  static func prose(_ sentence: String) -> String {
    var text = ""
    var last: Unicode.Scalar = " "
    for scalar in TerminalText.escaped(sentence).unicodeScalars {
      // GitHub reads mentions and references in the text after escapes are resolved, so they are
      // broken with a character that takes no room.
      if "@#".unicodeScalars.contains(last) || beginsLink(text, before: scalar) {
        text.unicodeScalars.append(wordJoiner)
      }
      if marks.contains(scalar) { text += "\\" }
      text += scalar == "$" ? "<span>$</span>" : String(scalar)
      last = scalar
    }
    return text
  }

  private static let wordJoiner: Unicode.Scalar = "\u{2060}"

  /// What would mark up. Every ASCII punctuation character can be escaped so.
  private static let marks = Set("\\`*_[]<>&~|!".unicodeScalars)

  /// Whether the text so far and the next character begin what GitHub makes a link of by itself.
  private static func beginsLink(_ text: String, before next: Unicode.Scalar) -> Bool {
    let end = String(text.suffix(7)).lowercased()
    return switch next {
    case "/": ["http:", "https:", "ftp:"].contains(where: end.hasSuffix)
    case ".": end.hasSuffix("www")
    case "0"..."9": end.hasSuffix("gh-")
    default: ["mailto:", "xmpp:"].contains(where: end.hasSuffix)
    }
  }

  private static func shortened(_ text: String) -> String {
    guard text.count > longestName else { return text }
    return "\(text.prefix(longestName / 2))…\(text.suffix(longestName / 2 - 1))"
  }
}
