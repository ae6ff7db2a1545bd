import Diagnostics
import YAMLEvents

extension YAMLProblem {
  /// The problem in words that help, at the place that helps.
  func diagnostic(in source: SourceText) -> Diagnostic {
    guard let mark else {
      return Diagnostic(
        .error, "this is not YAML: \(message)", at: SourceLocation(file: source.path))
    }
    if source.isAtEnd(mark), Self.hints[message] == nil {
      return diagnosticAtEnd(of: source)
    }
    return source.diagnostic(
      .error, "this is not YAML: \(message)",
      at: SourceSpan(line: mark.line, column: mark.column, length: 1), help: help)
  }

  /// An open bracket or quote is noticed at the end of the file; what matters is where it opens.
  private func diagnosticAtEnd(of source: SourceText) -> Diagnostic {
    let place: SourceSpan
    let message: String
    if let opening = contextMark, !source.isAtEnd(opening) {
      place = SourceSpan(line: opening.line, column: opening.column, length: 1)
      message = "what begins here is never closed"
    } else {
      let last = source.lines.last?.unicodeScalars.count ?? 0
      place = SourceSpan(line: max(1, source.lines.count), column: last + 1, length: 1)
      message = "the file ends too early"
    }
    return source.diagnostic(.error, "this is not YAML: \(message)", at: place)
  }

  private var help: String? {
    if let hint = Self.hints[message] { return hint }
    guard let context, let contextMark, contextMark.line != mark?.line else { return nil }
    return "\(context), which begins on line \(contextMark.line)"
  }

  /// What is most likely meant where libyaml says this.
  private static let hints = [
    "found character that cannot start any token":
      "put text that begins with this character in quotes",
    "did not find expected alphabetic or numeric character":
      "put text that begins with '*' or '&' in quotes",
    "did not find expected key":
      "check the indentation, and put text that begins with '{', '[' or a quote in quotes",
    "mapping values are not allowed in this context":
      "put text that holds ': ' in quotes, and check the indentation",
  ]
}

extension SourceText {
  /// Whether nothing follows the mark.
  fileprivate func isAtEnd(_ mark: YAMLMark) -> Bool {
    mark.line > lines.count
      || mark.line == lines.count && mark.column > lines[mark.line - 1].unicodeScalars.count
  }
}
