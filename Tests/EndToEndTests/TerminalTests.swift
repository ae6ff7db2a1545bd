import Glibc
import Testing

/// What shows on a terminal, which util-linux's `script` plays.
@Suite("A terminal", .enabled(if: access("/usr/bin/script", X_OK) == 0))
struct TerminalTests {
  /// What the example shows on a terminal of this many columns.
  private func shown(
    columns: Int, _ setup: String = "", options: String = "", errors: String = "errors"
  ) throws -> String {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let command = """
      stty cols \(columns) rows 40; \(setup) \(Program.path) --policy Examples/policies \
      --evidence Examples/logs --as-of 2020-02-10T00:00:00Z 2>\(errors) \(options)
      """
    let outcome = try Program.run(
      ["-qec", command, "/dev/null"], in: folder, environment: ["TERM": "xterm"],
      executable: "/usr/bin/script")
    #expect(outcome.exitCode == 1, "script passes the exit code on")
    return outcome.standardOutput
  }

  @Test("Text is coloured and no line is wider", arguments: [60, 80, 132])
  func width(columns: Int) throws {
    let text = try shown(columns: columns)
    #expect(text.contains("\u{1B}["))
    let plain = text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(!plain.contains("\u{1B}"))
    // A name stands unbroken, so that it can be copied: a path alone may make its line wider.
    let wide = plain.split(whereSeparator: \.isNewline).filter { $0.count > columns }
    #expect(wide.allSatisfy { $0.split(separator: " ").dropFirst().count == 1 }, "\(wide)")
  }

  @Test(
    "Colour can be refused",
    arguments: [("NO_COLOR=1", ""), ("TERM=dumb", ""), ("", "--color never")])
  func withoutColor(setup: String, options: String) throws {
    #expect(try !shown(columns: 80, setup, options: options).contains("\u{1B}"))
  }

  @Test(
    "The progress bar shows where standard error is a terminal, and leaves nothing behind",
    arguments: [("xterm", true), ("dumb", false)])
  func progress(kind: String, isShown: Bool) throws {
    let text = try shown(columns: 60, "TERM=\(kind)", options: ">/dev/null", errors: "&1")
    #expect(text.contains("[####") == isShown)
    #expect(text.contains("\r\u{1B}[Kbpa-ready: NOT READY (exit code 1") == isShown)
    #expect(text.split(separator: "\r").filter { $0.hasPrefix("[") }.allSatisfy { $0.count < 60 })
  }

  @Test("JSON has no colour, and its lines are as they are in a file")
  func json() throws {
    let text = try shown(columns: 80, options: "--format json")
    #expect(try ReportDocument(text.replacing("\r\n", with: "\n")).verdict == "not-ready")
  }
}
