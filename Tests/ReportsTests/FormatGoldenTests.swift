import JSON
import Readiness
import Reports
import Testing

/// Every format but text and JSON, which have their own tests, over the same assessments.
@Suite("The formats for pipelines and services")
struct FormatGoldenTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let format: String
    let sample: String
    let assessment: Assessment
    var testDescription: String { "\(format) of \(sample)" }
    var fileName: String { "\(sample).\(Self.endings[format] ?? format)" }

    private static let endings = [
      "markdown": "md", "github": "github.txt", "gitlab": "gitlab.json", "junit": "junit.xml",
    ]

    var text: String {
      ReportFormat(name: format)?.render(.sample(assessment), TextStyle()) ?? ""
    }
  }

  static let formats = ["ndjson", "markdown", "github", "sarif", "gitlab", "junit", "csv"]

  static let cases = formats.flatMap { format in
    [("mixed", Assessment.mixed), ("hostile", .hostile), ("empty", .empty)].map {
      Case(format: format, sample: $0, assessment: $1)
    }
  }

  @Test("are what they were", arguments: cases)
  func golden(_ testCase: Case) throws {
    try Golden.compare(testCase.text, with: testCase.fileName)
  }

  @Test("hold no character that a terminal obeys", arguments: cases)
  func noControls(_ testCase: Case) {
    // A row of CSV ends as RFC 4180 says.
    let text = testCase.text.replacing("\r\n", with: "\n")
    #expect(Controls.found(in: text) == [])
  }

  @Test("name every bucket that is not ready or unknown", arguments: formats)
  func everyBucket(_ format: String) {
    let text = Case(format: format, sample: "mixed", assessment: .mixed).text
    for bucket in ["payments-invoices", "payments-eu-exports"] {
      #expect(text.contains(bucket), "\(format)")
    }
  }
}
