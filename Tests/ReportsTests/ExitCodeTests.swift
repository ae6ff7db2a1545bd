import Readiness
import Reports
import Testing

@Suite("Exit codes")
struct ExitCodeTests {
  @Test("are frozen")
  func frozen() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 3, 64, 65, 66, 70, 74, 78, 130, 143])
  }

  @Test(
    "follow the verdict",
    arguments: [
      (Verdict.ready, ExitCode.ready), (.exempt, .ready), (.notReady, .notReady),
      (.unknown, .unknown), (.undeclared, .nothingInScope),
    ])
  func verdicts(_ verdict: Verdict, _ code: ExitCode) {
    #expect(ExitCode(verdict) == code)
  }

  static let lines: [(Assessment, ExitCode, String)] = [
    (.mixed, .notReady, "NOT READY (exit code 1: at least one bucket is not ready)"),
    (
      .sample([.exports]), .unknown,
      "UNKNOWN (exit code 3: at least one bucket is unknown, none is not ready)"
    ),
    (.sample([.archive]), .ready, "READY (exit code 0: every bucket in scope is ready or exempt)"),
    (
      .sample([.pressKit]), .ready,
      "EXEMPT (exit code 0: every bucket in scope is ready or exempt)"
    ),
    (
      .sample([.sample("tmp", .undeclared)]), .nothingInScope,
      "UNDECLARED (exit code 66: no bucket is in scope)"
    ),
    (.empty, .nothingInScope, "NO BUCKET (exit code 66: no bucket is in scope)"),
    // Options move the code; the line must not then say what is not so.
    (.mixed, .ready, "NOT READY (exit code 0: this verdict was asked not to fail)"),
    (
      .sample([.archive, .sample("tmp", .undeclared)]), .notReady,
      "READY (exit code 1: at least one bucket is undeclared)"
    ),
    (.mixed, .interrupted, "NOT READY (exit code 130: interrupted)"),
  ]

  @Test("close standard error with a line", arguments: lines)
  func line(_ assessment: Assessment, _ code: ExitCode, _ line: String) {
    #expect(verdictLine(assessment, exitCode: code) == "bpa-ready: " + line)
  }

  @Test("of formats: each row is found by its name, and renders")
  func formats() {
    #expect(
      ReportFormat.all.map(\.name) == [
        "text", "json", "html", "ndjson", "markdown", "github", "sarif", "gitlab", "junit", "csv",
      ])
    for format in ReportFormat.all {
      #expect(ReportFormat(name: format.name)?.name == format.name)
      #expect(!format.render(.sample(.mixed), TextStyle()).isEmpty)
    }
    #expect(ReportFormat(name: "yaml") == nil)
  }
}
