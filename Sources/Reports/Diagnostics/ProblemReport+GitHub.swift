import Diagnostics

// Source: GitHub Actions documentation, "Workflow commands for GitHub Actions": setting an error
// message; and the runner's own escaping of the data and the properties of a command.
extension ProblemReport {
  /// A workflow command a problem, which GitHub shows beside the line of the file.
  var workflowCommands: String {
    problems.map { problem in
      let diagnostic = problem.diagnostic
      var properties = WorkflowCommand.place(diagnostic)
      properties.append(("title", "\(tool.name): \(problem.rule)"))
      let notes = problem.notes.map { note in
        note.location.map { "\($0): \(note.message)" } ?? note.message
      }
      let lines =
        [diagnostic.message] + notes
        + [diagnostic.help.map { "help: \($0)" }]
        .compactMap(\.self)
      return WorkflowCommand(
        name: diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue,
        properties: properties, lines: lines
      ).text + "\n"
    }.joined()
  }
}

/// A command to the runner of a GitHub workflow, on one line. Whatever its parts hold, they cannot end
/// it or begin another.
struct WorkflowCommand {
  var name: String
  var properties: [(name: String, value: String)]
  /// The lines of the message.
  var lines: [String]

  /// The command without a line feed at its end.
  var text: String {
    let properties = properties.map { "\($0.name)=\(Self.escaped($0.value, isProperty: true))" }
    let message = lines.map { Self.escaped($0, isProperty: false) }.joined(separator: "%0A")
    return "::\(name) \(properties.joined(separator: ","))::\(message)"
  }

  /// The properties for the place that a diagnostic marks.
  static func place(_ diagnostic: Diagnostic) -> [(name: String, value: String)] {
    guard let location = diagnostic.location else { return [] }
    var properties = [("file", location.file)]
    if location.line > 0 { properties.append(("line", String(location.line))) }
    if location.line > 0, location.column > 0 {
      properties.append(("col", String(location.column)))
      let length = diagnostic.excerpt?.length ?? 1
      properties.append(("endColumn", String(location.column + length)))
    }
    return properties
  }

  /// What a terminal would obey is made visible first: a workflow's log is shown in colour.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var escaped = ""
    for character in TerminalText.escaped(text) {
      switch character {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n", "\r\n": escaped += "%0A"
      case ":" where isProperty: escaped += "%3A"
      case "," where isProperty: escaped += "%2C"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
