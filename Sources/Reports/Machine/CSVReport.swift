import Diagnostics
import Readiness
import S3Access

/// The report for spreadsheets: a row a bucket and setting.
///
/// Source: RFC 4180; against fields that a spreadsheet would take for a formula, OWASP's "CSV
/// Injection".
struct CSVReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  static let header = [
    "bucket", "account", "team", "owner", "verdict", "setting", "status", "reasons", "requests",
    "callers", "earliest_ready", "policy_file", "policy_line", "as_of",
  ]

  var text: String {
    let rows = report.assessment.buckets.flatMap { bucket in
      BlockPublicAccessSetting.allCases.map { row(of: bucket, $0) }
    }
    return ([Self.header] + rows).map { Self.line(of: $0) }.joined()
  }

  private func row(of bucket: BucketVerdict, _ setting: BlockPublicAccessSetting) -> [String] {
    let status = bucket.assessment(of: setting).status
    let findings = bucket.findings.filter { $0.state.counts && $0.settings.contains(setting) }
    let callers = findings.map(\.caller.principal).distinct
    let place = bucket.declaration?.location
    return [
      bucket.bucket, bucket.account ?? "", bucket.declaration?.team ?? "",
      bucket.declaration?.owner ?? "", bucket.verdict.rawValue, setting.rawValue, status.name,
      // What is said of the bucket as a whole stands in each of its rows: a row has to be enough.
      (bucket.reasons + status.reasons).joined(separator: "; "),
      String(findings.reduce(0) { $0 + $1.count }), callers.joined(separator: " "),
      bucket.earliestReady?.day ?? "", place?.file ?? "",
      place.flatMap { $0.line > 0 ? String($0.line) : nil } ?? "",
      report.assessment.asOf.description,
    ]
  }

  private static func line(of fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// A field: without line ends, in quotes where it needs them, and never one that a spreadsheet
  /// would calculate. The apostrophe in front of such a one makes it text.
  static func field(_ text: String) -> String {
    let shown = TerminalText.escaped(text)
    let begin = shown.first { $0 != " " }
    let isFormula = begin.map { formulaMarks.contains($0) } ?? false
    let safe = isFormula ? "'\(shown)" : shown
    let needsQuotes = safe.contains { ",;\"".contains($0) } || safe.first == " " || safe.last == " "
    return needsQuotes ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
  }

  /// What spreadsheets begin a formula with; the wide forms are taken for the narrow ones by some.
  private static let formulaMarks: Set<Character> = [
    "=", "+", "-", "@", "＝", "＋", "－", "＠",
  ]
}
