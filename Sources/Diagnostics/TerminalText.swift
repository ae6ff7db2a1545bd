/// Text that came from somebody else, made fit for a terminal.
public enum TerminalText {
  /// The text with every character replaced that a terminal would obey or that would deceive the
  /// eye: controls (C0, DEL, C1), line and paragraph separators, and the marks that turn the
  /// direction of text. A key that holds `ESC ] 0 ;` shows as `\u{1B}]0;` and does nothing.
  ///
  /// The log of a pipeline is a terminal too: `##[`, which GitHub Actions takes for a command
  /// wherever in a line it stands, shows as `#\u{23}[`.
  public static func escaped(_ text: String) -> String {
    let text = text.contains("##[") ? text.replacing("##[", with: "#\\u{23}[") : text
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": safe += "\\t"
      case "\n": safe += "\\n"
      case "\r": safe += "\\r"
      case _ where isUnsafe(scalar):
        safe += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// How many columns the text takes on a terminal: two for East Asian wide characters and emoji,
  /// none for marks that combine with the character before.
  public static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  /// How many columns one character takes.
  public static func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.isASCII { return 1 }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
