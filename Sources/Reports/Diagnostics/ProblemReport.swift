import Diagnostics

/// What is wrong with files that somebody wrote, together with what a report says beside it.
public struct ProblemReport: Sendable {
  /// The problems by file and place.
  public var problems: [Problem]
  /// The files that were looked at.
  public var files: [String]
  /// Every rule that could have found something, with what it finds.
  public var rules: [(name: String, summary: String)]
  /// The program that speaks.
  public var tool: Report.Tool
  /// The code that it ends with.
  public var exitCode: ExitCode

  /// A report of problems.
  public init(
    _ problems: [Problem], files: [String], rules: [(name: String, summary: String)],
    tool: Report.Tool, exitCode: ExitCode
  ) {
    self.problems = problems
    self.files = files
    self.rules = rules
    self.tool = tool
    self.exitCode = exitCode
  }

  /// How many problems are this bad.
  public func count(of severity: Diagnostic.Severity) -> Int {
    problems.count { $0.diagnostic.severity == severity }
  }

  /// `4 files, 1 error, 2 warnings`.
  public var summary: String {
    [
      files.count.counting("file"), count(of: .error).counting("error"),
      count(of: .warning).counting("warning"),
    ].joined(separator: ", ")
  }
}

/// A form in which problems can be written: adding one is adding a row here and a file.
public struct ProblemFormat: Sendable {
  /// Its name on the command line.
  public let name: String
  /// Writes a report in this form.
  public let render: @Sendable (ProblemReport) -> String

  /// All forms, the one for people first.
  public static let all = [
    ProblemFormat(name: "text") { report in
      report.problems.map { "\($0)\n" }.joined()
    },
    ProblemFormat(name: "json") { $0.json.prettyText },
    ProblemFormat(name: "sarif") { $0.sarif.prettyText },
    ProblemFormat(name: "github") { $0.workflowCommands },
  ]

  /// The form of that name; `nil` where there is none.
  public init?(name: String) {
    guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  private init(name: String, render: @escaping @Sendable (ProblemReport) -> String) {
    self.name = name
    self.render = render
  }
}
