import Diagnostics

/// A line that tells GitHub Actions to show a message beside the line of a file that it speaks of.
///
/// Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of
/// actions/toolkit.
public struct WorkflowCommand: Hashable, Sendable {
  /// How bad it is.
  public var severity: Diagnostic.Severity
  /// What stands above the message; empty for none.
  public var title: String
  /// The message; it may have several lines.
  public var message: String
  /// The place; `nil` where none can be named.
  public var location: SourceLocation?
  /// How many characters of the line it is about, from the place on; `nil` where that is not known.
  public var length: Int?

  /// A message at a place.
  public init(
    _ severity: Diagnostic.Severity, title: String = "", _ message: String,
    at location: SourceLocation? = nil, length: Int? = nil
  ) {
    self.severity = severity
    self.title = title
    self.message = message
    self.location = location
    self.length = length
  }

  /// The command on its line, without a line feed.
  public var line: String {
    var properties: [(name: String, value: String)] = []
    if let location {
      properties.append(("file", location.file))
      if location.line > 0 { properties.append(("line", String(location.line))) }
      if location.line > 0, location.column > 0 {
        properties.append(("col", String(location.column)))
        if let length { properties.append(("endColumn", String(location.column + length))) }
      }
    }
    if !title.isEmpty { properties.append(("title", title)) }
    let list = properties.map { "\($0.name)=\(Self.escaped(property: $0.value))" }
    let command = ([name] + (list.isEmpty ? [] : [list.joined(separator: ",")]))
    return "::\(command.joined(separator: " "))::\(Self.escaped(message: message))"
  }

  private var name: String {
    severity == .note ? "notice" : severity.rawValue
  }

  /// A message whose line ends do not end the command: a second line could be a command of its own.
  /// All other controls are shown and not obeyed.
  private static func escaped(message: String) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { TerminalText.escaped(String($0)).replacing("%", with: "%25") }
      .joined(separator: "%0A")
  }

  /// The value of a property, which a colon or a comma would end.
  private static func escaped(property: String) -> String {
    TerminalText.escaped(property).replacing("%", with: "%25")
      .replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
