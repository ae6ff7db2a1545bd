/// What a piece of text is printed in. The only place that knows of ANSI escape sequences.
enum Ink: Hashable, Sendable {
  case plain
  /// A name that a reader looks for.
  case strong
  /// Beside the point: labels, what is not asked.
  case faint
  case good
  case caution
  case alarm

  /// The text between the sequences that switch the ink on and off.
  func paint(_ text: String) -> String {
    guard let code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// The parameters of "Select Graphic Rendition" (ECMA-48).
  private var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .caution: "33"
    case .alarm: "1;31"
    }
  }
}
