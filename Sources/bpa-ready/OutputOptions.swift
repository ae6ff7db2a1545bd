import ArgumentParser
import RawEvidence
import Reports

/// How the answer is written, and where to.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The format of the report on standard output.", valueName: "name"))
  var format: FormatName = FormatName(.people)

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report to a file as well, such as json=report.json; formats as above. Repeatable.",
      valueName: "format=file"),
    completion: .list(FormatName.allValueStrings.map { $0 + "=" }),
    transform: ReportFile.init(argument:))
  var reports: [ReportFile] = []

  @Option(
    help: ArgumentHelp(
      "Whether text is coloured; auto: on a terminal, unless NO_COLOR is set.", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Only the verdict, a line a bucket, and errors.")
  var quiet = false

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  func validate() throws {
    var paths: Set<String> = []
    for report in reports where !paths.insert(report.path).inserted {
      throw ValidationError("Two reports cannot be written to one file: \(report.path).")
    }
  }

  /// Writes the report to standard output and to the files asked for.
  ///
  /// - Throws: the exit code for a failure of writing, after telling it.
  func write(_ report: Report, tellingErrors standardError: StandardError) throws {
    for file in reports {
      try standardError.telling(file.path) { () throws(FileError) in
        try OutputFile.write(file.format.render(report, .file), to: file.path)
      }
    }
    try standardError.telling("standard output") { () throws(FileError) in
      try OutputFile.writeToStandardOutput(format.format.render(report, style))
    }
  }

  private var style: TextStyle { TextStyle(color: color, verbosity: quiet ? .quiet : .normal) }
}

extension TextStyle {
  /// The style for standard output, as it is and as the command line asks for it.
  init(color: OutputOptions.ColorChoice, verbosity: Verbosity) {
    let terminal = Terminal.standardOutput
    let usesColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: terminal.showsColor
      }
    self.init(
      terminalWidth: terminal.width, usesColor: usesColor, usesUnicode: terminal.showsUnicode,
      verbosity: verbosity)
  }

  /// For files: no width of a terminal, no colour.
  fileprivate static let file = TextStyle(
    terminalWidth: nil, usesColor: false, usesUnicode: true, verbosity: .normal)
}

/// The name of a format on the command line.
struct FormatName: ExpressibleByArgument {
  let format: ReportFormat

  init(_ format: ReportFormat) {
    self.format = format
  }

  init?(argument: String) {
    guard let format = ReportFormat(name: argument) else { return nil }
    self.format = format
  }

  var defaultValueDescription: String { format.name }
  static var allValueStrings: [String] { ReportFormat.all.map(\.name) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  static var allValueDescriptions: [String: String] {
    Dictionary(uniqueKeysWithValues: ReportFormat.all.map { ($0.name, $0.summary) })
  }
  static var list: String { allValueStrings.joined(separator: ", ") }
}

/// `FORMAT=FILE` on the command line.
struct ReportFile {
  let format: ReportFormat
  let path: String

  fileprivate init(argument: String) throws {
    guard let separator = argument.firstIndex(of: "=") else {
      throw ValidationError("expected FORMAT=FILE, such as json=report.json")
    }
    let name = String(argument[..<separator])
    guard let format = ReportFormat(name: name) else {
      throw ValidationError(
        "there is no format '\(name)'; the formats are \(FormatName.list)")
    }
    path = String(argument[argument.index(after: separator)...])
    self.format = format
    if path.isEmpty {
      throw ValidationError("no file is named; expected \(name)=FILE")
    }
    if path == "-" {
      throw ValidationError("'-' is no file; for standard output say --format \(name)")
    }
  }
}
