/// Spans filled into lines, broken at spaces.
struct Wrapping {
  private let width: Int
  private var lines: [[Phrase]] = []
  private var line: [Phrase] = []
  private var lineWidth = 0
  private var word: [Phrase] = []

  /// The phrases in lines of at most `width` columns. A word that is wider stands on a line of its own:
  /// cut, it could not be copied.
  static func lines(of phrases: [Phrase], width: Int) -> [[Phrase]] {
    var wrapping = Wrapping(width: width)
    for phrase in phrases { wrapping.add(phrase) }
    wrapping.endWord()
    wrapping.endLine()
    return wrapping.lines
  }

  private init(width: Int) {
    self.width = width
  }

  private mutating func add(_ phrase: Phrase) {
    guard phrase.breaksAtSpaces else {
      word.append(phrase)
      return
    }
    let parts = phrase.text.split(separator: " ", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { endWord() }
      if !part.isEmpty { word.append(Phrase(String(part), phrase.ink)) }
    }
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    let wordWidth = word.reduce(0) { $0 + $1.width }
    if lineWidth > 0, lineWidth + 1 + wordWidth > width { endLine() }
    if lineWidth > 0 {
      // The space between two words of one ink is of that ink too: fewer sequences.
      line.append(Phrase(" ", line.last?.ink == word.first?.ink ? word[0].ink : .plain))
      lineWidth += 1
    }
    line += word
    lineWidth += wordWidth
    word = []
  }

  private mutating func endLine() {
    guard !line.isEmpty else { return }
    lines.append(line)
    line = []
    lineWidth = 0
  }
}
