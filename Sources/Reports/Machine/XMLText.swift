import Diagnostics

/// Text as it may stand in an XML document.
public enum XMLText {
  /// The text for an element or an attribute in quotes: marks of XML as references, line ends and
  /// tabs too (an attribute would lose them), and what a reader must not meet as the report shows it
  /// elsewhere, such as `\u{1B}`. XML 1.0 forbids most controls even as references.
  ///
  /// Source: Extensible Markup Language (XML) 1.0, sections 2.2 and 3.3.3.
  public static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case "\t", "\n", "\r": safe += "&#\(scalar.value);"
      case "\u{FFFE}", "\u{FFFF}":
        safe += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: safe += TerminalText.escaped(String(scalar))
      }
    }
    return safe
  }
}
