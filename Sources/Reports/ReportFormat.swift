/// A form in which a report can be written: adding one is adding a row here and a file.
public struct ReportFormat: Sendable {
  /// Its name on the command line.
  public let name: String
  /// What it is for, in a few words.
  public let summary: String
  /// Writes a report in this form. The style matters to text for people only.
  public let render: @Sendable (Report, TextStyle) -> String

  /// The form for people.
  public static let people = ReportFormat(name: "text", summary: "for people") { report, style in
    TextReport(report, style: style).text
  }

  /// All forms, the one for people first.
  public static let all: [ReportFormat] = [
    people,
    ReportFormat(name: "json", summary: "for programs, bpa-ready/report/v1") { report, _ in
      JSONReport(report).text
    },
    ReportFormat(name: "html", summary: "for a change review, one page that stands alone") {
      report, _ in HTMLReport(report).text
    },
    ReportFormat(name: "ndjson", summary: "for log pipelines, a line a bucket and a finding") {
      report, _ in NDJSONReport(report).text
    },
    ReportFormat(name: "markdown", summary: "a comment on a pull request, or a job's summary") {
      report, _ in MarkdownReport(report).text
    },
    ReportFormat(name: "github", summary: "annotations of GitHub Actions") { report, _ in
      AnnotationReport(report).text
    },
    ReportFormat(name: "sarif", summary: "for code scanning, SARIF 2.1.0") { report, _ in
      SARIFReport(report).text
    },
    ReportFormat(name: "gitlab", summary: "for GitLab's Code Quality") { report, _ in
      CodeQualityReport(report).text
    },
    ReportFormat(name: "junit", summary: "for test dashboards, a case a bucket") { report, _ in
      JUnitReport(report).text
    },
    ReportFormat(name: "csv", summary: "for spreadsheets, a row a bucket and setting") {
      report, _ in CSVReport(report).text
    },
  ]

  /// The form of that name; `nil` where there is none.
  public init?(name: String) {
    guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  private init(
    name: String, summary: String, render: @escaping @Sendable (Report, TextStyle) -> String
  ) {
    self.name = name
    self.summary = summary
    self.render = render
  }
}
