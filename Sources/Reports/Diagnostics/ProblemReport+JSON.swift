import Diagnostics
import JSON

extension ProblemReport {
  /// `bpa-ready/diagnostics/v1`. Fields are added and never renamed; the order of all lists is stable.
  var json: JSONValue {
    [
      "schema": "bpa-ready/diagnostics/v1",
      "tool": ["name": .string(tool.name), "version": .string(tool.version)],
      "exitCode": .number(String(exitCode.rawValue)),
      "counts": ["error": .count(count(of: .error)), "warning": .count(count(of: .warning))],
      "files": .strings(files),
      "diagnostics": .array(
        problems.map { problem in
          .object(
            [.init("rule", .string(problem.rule))] + Self.members(problem.diagnostic)
              + [.init("notes", .array(problem.notes.map { .object(Self.members($0)) }))])
        }),
    ]
  }

  private static func members(_ diagnostic: Diagnostic) -> [JSONValue.Member] {
    [
      .init("severity", .string(diagnostic.severity.rawValue)),
      .init("message", .string(diagnostic.message)),
      .init("help", .text(diagnostic.help)),
      .init("location", diagnostic.location.map(JSONValue.location) ?? .null),
      .init("length", diagnostic.excerpt.map { .count($0.length) } ?? .null),
    ]
  }
}
