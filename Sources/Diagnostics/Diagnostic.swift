/// A message for a person about something that is wrong in what was given: what, where, and how to
/// mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable, Comparable {
    case error, warning, note

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// How bad it is.
  public var severity: Severity
  /// What is wrong, in one line without an end stop.
  public var message: String
  /// Where it is; `nil` where no place can be named.
  public var location: SourceLocation?
  /// The line itself and what to mark on it.
  public var excerpt: SourceExcerpt?
  /// How to mend it; `nil` where the message says all.
  public var help: String?

  /// A diagnostic of these parts.
  public init(
    _ severity: Severity, _ message: String, at location: SourceLocation? = nil,
    excerpt: SourceExcerpt? = nil, help: String? = nil
  ) {
    self.severity = severity
    self.message = message
    self.location = location
    self.excerpt = excerpt
    self.help = help
  }
}

/// A place in a text file, counted as editors count.
public struct SourceLocation: Hashable, Sendable, Comparable {
  /// The file as it was named on the command line or found below a folder that was.
  public var file: String
  /// The line, from 1; 0 where the file as a whole is meant.
  public var line: Int
  /// The column in characters, from 1; 0 where the line as a whole is meant.
  public var column: Int

  /// A place in a file.
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line:column`, without the parts that are not known.
  public var description: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}

/// A line of a file, with the part of it that a diagnostic speaks of.
public struct SourceExcerpt: Hashable, Sendable {
  /// The line without its end.
  public var line: String
  /// How many characters to mark, from the diagnostic's column on; at least one.
  public var length: Int

  /// A line and how much of it to mark.
  public init(line: String, length: Int) {
    self.line = line
    self.length = max(1, length)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The printed form: place, severity and message, then the line with carets, then the help.
  /// Every part is made safe for a terminal, for all of it may come from a file.
  public var description: String {
    let place = location.map { TerminalText.escaped($0.description) + ": " } ?? ""
    var lines = ["\(place)\(severity.rawValue): \(TerminalText.escaped(message))"]
    if let location, let excerpt, location.line > 0 {
      lines += Self.marked(excerpt, at: location)
    }
    if let help { lines.append("   help: \(TerminalText.escaped(help))") }
    return lines.joined(separator: "\n")
  }

  /// Longer lines are cut around the place, so that one minified file cannot flood the terminal.
  private static let widestExcerpt = 120

  private static func marked(_ excerpt: SourceExcerpt, at location: SourceLocation) -> [String] {
    let number = String(location.line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
    let blank = String(repeating: " ", count: max(5, number.count)) + " | "
    let characters = Array(excerpt.line)
    let column = max(1, min(location.column, characters.count + 1))
    let start = column > widestExcerpt ? column - widestExcerpt / 2 : 1
    let shown = characters.dropFirst(start - 1).prefix(widestExcerpt)
    let before = TerminalText.escaped(String(shown.prefix(column - start)))
    let marked = shown.dropFirst(column - start).prefix(excerpt.length)
    guard location.column > 0 else { return [gutter + TerminalText.escaped(String(shown))] }
    let carets = max(1, TerminalText.width(TerminalText.escaped(String(marked))))
    return [
      gutter + TerminalText.escaped(String(shown)),
      blank + String(repeating: " ", count: TerminalText.width(before))
        + String(repeating: "^", count: carets),
    ]
  }
}
