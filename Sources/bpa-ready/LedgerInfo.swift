import ArgumentParser
import Diagnostics
import JSON
import LedgerFile
import RawEvidence
import Reports

extension LedgerCommand {
  struct Info: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what a ledger holds, and which runs added it.")

    @Argument(help: "The ledger.", completion: .file())
    var ledger: String

    @Option(help: ArgumentHelp("The format of the answer.", valueName: "name"))
    var format: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    func run() async throws {
      Interruption.install()
      let standardError = StandardError(isQuiet: false)
      let summary = try await LedgerInput.telling(standardError) {
        () async throws(LedgerFileError) in
        try LedgerInput.open(ledger, for: .reading, standardError).summary()
      }
      let text =
        switch format {
        case .text: Self.text(of: summary)
        case .json: Self.json(of: summary).prettyText
        }
      try standardError.telling("standard output") { () throws(FileError) in
        try OutputFile.writeToStandardOutput(text)
      }
    }
  }
}

extension LedgerCommand.Info {
  /// Runs that the text names; the JSON names all.
  private static let mostRuns = 10

  private static func text(of summary: LedgerSummary) -> String {
    let volume = summary.volume
    var lines = [
      "\(summary.bytes.grouped) bytes",
      "\(volume.files.counting("file")) with \(volume.events.counting("record"))"
        + " of \(summary.buckets.counting("bucket"))",
    ]
    if let extent = volume.extent { lines.append("from \(extent.from) to \(extent.to)") }
    if summary.unreadable > 0 {
      lines.append("\(summary.unreadable.grouped) could not be read: they are tried again")
    }
    lines.append("")
    for part in summary.parts {
      lines.append(
        "\(part.name): \(part.entries.grouped) in \(part.bytes.grouped) bytes")
    }
    lines.append("")
    for run in summary.runs.prefix(mostRuns) {
      lines.append(
        "\(run.started) \(run.tool) \(run.command): \(run.files.counting("file")),"
          + " \(run.events.counting("record"))")
    }
    let more = summary.runs.count - mostRuns
    if more > 0 { lines.append("and \(more.counting("earlier run"))") }
    return lines.map { TerminalText.escaped($0) + "\n" }.joined()
  }

  private static func json(of summary: LedgerSummary) -> JSONValue {
    let volume = summary.volume
    let window = volume.extent.map { extent -> JSONValue in
      ["from": .string("\(extent.from)"), "to": .string("\(extent.to)")]
    }
    return [
      "schema": "bpa-ready/ledger-info/v1",
      "bytes": number(summary.bytes), "files": number(volume.files),
      "events": number(volume.events), "buckets": number(summary.buckets),
      "unreadable": number(summary.unreadable), "window": window ?? .null,
      "parts": .array(
        summary.parts.map {
          ["name": .string($0.name), "entries": number($0.entries), "bytes": number($0.bytes)]
        }),
      "runs": .array(
        summary.runs.map {
          [
            "started": .string("\($0.started)"), "tool": .string($0.tool),
            "command": .string($0.command), "files": number($0.files),
            "events": number($0.events),
          ]
        }),
    ]
  }

  private static func number(_ value: Int) -> JSONValue { .number("\(value)") }
}
