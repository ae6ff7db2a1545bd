/// Lines of a text report in the making.
struct Page {
  /// How it is laid out.
  let style: TextStyle
  /// The lines so far, painted, without trailing spaces.
  private(set) var lines: [String] = []

  /// An empty page.
  init(style: TextStyle) {
    self.style = style
  }

  /// The lines, each with its line feed.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds an empty line, where the page is not empty.
  mutating func addBlank() {
    if !lines.isEmpty { lines.append("") }
  }

  /// Adds all lines of another page.
  mutating func add(_ other: Page) {
    lines += other.lines
  }

  /// Adds a line as it is, but for one that begins with `::`, which GitHub Actions would take for a
  /// command: that shows as `\u{3A}:`.
  mutating func addLine(_ phrases: [Phrase], indent: Int = 0) {
    let isCommand = phrases.lazy.map(\.text).joined().drop { $0 == " " }.starts(with: "::")
    let shown = isCommand ? [Phrase("\\u{3A}")] + Self.withoutFirstColon(phrases) : phrases
    lines.append(String(repeating: " ", count: indent) + painted(shown))
  }

  private static func withoutFirstColon(_ phrases: [Phrase]) -> [Phrase] {
    guard let first = phrases.firstIndex(where: { $0.text.contains(":") }) else { return phrases }
    var phrases = phrases
    phrases[first] = .name(
      phrases[first].text.replacing(":", with: "", maxReplacements: 1), phrases[first].ink)
    return phrases
  }

  /// Adds prose, its lines filled and indented, those after the first by so many columns more.
  mutating func addProse(_ phrases: [Phrase], indent: Int = 0, hanging: Int = 0) {
    let wrapped = Wrapping.lines(of: phrases, width: style.width - indent - hanging)
    for (index, line) in wrapped.enumerated() {
      addLine(line, indent: index == 0 ? indent : indent + hanging)
    }
  }

  /// Adds prose behind a label of so many columns; its further lines hang below its first. A label
  /// that is wider stands above.
  mutating func addItem(_ label: [Phrase], columns: Int, _ phrases: [Phrase], indent: Int = 0) {
    let hang = indent + columns
    var wrapped = Wrapping.lines(of: phrases, width: style.width - hang)[...]
    let padded = Self.padded(label, to: columns)
    if wrapped.isEmpty || padded.count == label.count {
      addLine(label, indent: indent)
    } else if let first = wrapped.popFirst() {
      addLine(padded + first, indent: indent)
    }
    for line in wrapped { addLine(line, indent: hang) }
  }

  /// The phrases, and spaces up to so many columns.
  static func padded(_ phrases: [Phrase], to columns: Int) -> [Phrase] {
    let missing = columns - phrases.reduce(0) { $0 + $1.width }
    return missing > 0 ? phrases + [Phrase(String(repeating: " ", count: missing))] : phrases
  }

  /// Neighbours of one ink are painted as one.
  private func painted(_ phrases: [Phrase]) -> String {
    guard style.usesColor else { return phrases.map(\.text).joined() }
    var text = ""
    var run = ""
    var ink = Ink.plain
    for phrase in phrases {
      if phrase.ink != ink {
        text += ink.paint(run)
        run = ""
        ink = phrase.ink
      }
      run += phrase.text
    }
    return text + ink.paint(run)
  }
}
