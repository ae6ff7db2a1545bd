import PolicyFiles

/// Lines of a YAML file in the making. Whatever came from a log goes through ``quoted(_:)`` or stands in
/// a comment, and leaves neither.
struct YAMLPage {
  private var lines: [String] = []

  /// The lines, each with its line feed.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// Columns that comments are filled to.
  private static let width = 100
  /// Characters of one thing from a log in a comment.
  private static let longestWord = 200

  /// Adds a line as it is: text of the program's own, and names that were quoted.
  mutating func add(_ line: String) {
    lines.append(line)
  }

  /// Adds an empty line, unless there is one.
  mutating func addBlank() {
    if lines.last != "" { lines.append("") }
  }

  /// Adds a comment, in as many lines as it takes.
  mutating func addComment(_ text: String, indent: Int = 0) {
    let start = String(repeating: " ", count: indent) + "#"
    var line = start
    for word in Self.safe(text).split(separator: " ") {
      let word = word.count > Self.longestWord ? word.prefix(Self.longestWord) + "..." : word
      if line.count + 1 + word.count > Self.width, line != start {
        lines.append(line)
        line = start
      }
      line += " \(word)"
    }
    lines.append(line)
  }

  /// Adds lines of YAML that are not in force: somebody has to take the comment's sign away.
  mutating func addProposal(_ proposal: [String], indent: Int) {
    for line in proposal { lines.append(String(repeating: " ", count: indent) + "# " + line) }
  }

  /// Text for a comment: letters, digits and signs of ASCII; all else is spelled out, so that nothing
  /// ends the line or deceives the eye.
  private static func safe(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { safe, scalar in
      if (0x20...0x7E).contains(scalar.value) {
        safe.unicodeScalars.append(scalar)
      } else {
        safe += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
  }

  /// A text as a YAML scalar: without quotes where every reader takes it for this very text, else in
  /// double quotes with whatever is not ASCII escaped.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.first.map { ("a"..."z").contains($0) || ("A"..."Z").contains($0) } ?? false
      && text.unicodeScalars.allSatisfy(isHarmless)
      && YAMLScalar(text: text, isPlain: true).implicitType == nil
    if isPlain { return text }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": return "\\\(scalar)"
    case " "..."~": return String(scalar)
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
  }
}
