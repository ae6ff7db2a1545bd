import Diagnostics

/// Everything that is wrong with a run's policy files.
public struct PolicyErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// The errors with their notes, by file and place; never empty.
  public let problems: [Problem]

  init(_ reports: [Report]) {
    problems = reports.inOrder.map {
      Problem(rule: LintRule.invalidPolicy, $0.error, notes: $0.notes)
    }
  }

  /// The errors, each followed by its notes.
  public var diagnostics: [Diagnostic] { problems.flatMap { [$0.diagnostic] + $0.notes } }

  /// The diagnostics as they are printed.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}

extension [Report] {
  /// By file and place; what stands at one place keeps its order.
  var inOrder: [Report] {
    enumerated().sorted { a, b in
      a.element.place == b.element.place
        ? a.offset < b.offset : a.element.place < b.element.place
    }.map(\.element)
  }
}

extension Report {
  fileprivate var place: SourceLocation { error.location ?? SourceLocation(file: "") }
}
