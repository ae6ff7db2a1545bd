import Diagnostics

extension ProblemReport {
  /// A workflow command a problem, which GitHub shows beside the line of the file.
  var workflowCommands: String {
    problems.map { problem in
      let diagnostic = problem.diagnostic
      let notes = problem.notes.map { note in
        note.location.map { "\($0): \(note.message)" } ?? note.message
      }
      let lines =
        [diagnostic.message] + notes
        + [diagnostic.help.map { "help: \($0)" }]
        .compactMap(\.self)
      return WorkflowCommand(
        diagnostic.severity, title: "\(tool.name): \(problem.rule)",
        lines.map(TerminalText.escaped).joined(separator: "\n"), at: diagnostic.location,
        length: diagnostic.excerpt?.length ?? 1
      ).line + "\n"
    }.joined()
  }
}
