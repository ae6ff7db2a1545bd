import Diagnostics
import JSON
import Readiness

/// The report for GitLab's merge requests.
///
/// Source: GitLab Docs, "Code Quality", "Code Quality report format". A location is needed there, so
/// buckets that no policy claims are not in it; what a waiver covers is not either, since the format
/// has no word for it.
struct CodeQualityReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  var text: String {
    let issues = PolicyIssues(report.assessment).all.filter { $0.waiver == nil }
    return JSONValue.array(issues.map(Self.violation)).prettyText
  }

  private static func violation(_ issue: PolicyIssue) -> JSONValue {
    [
      "description": .string(
        TerminalText.escaped(([issue.title] + issue.sentences).joined(separator: "; "))),
      "check_name": .string(issue.rule.id),
      "fingerprint": .string(issue.identity.fingerprint),
      "severity": .string(severity(of: issue)),
      "location": [
        "path": .string(path(issue.location.file)),
        "lines": ["begin": .count(max(1, issue.location.line))],
      ],
    ]
  }

  private static func severity(of issue: PolicyIssue) -> String {
    switch issue.severity {
    case .error: "critical"
    case .warning: "major"
    case .note: "info"
    }
  }

  /// GitLab looks for the path as the repository has it.
  private static func path(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}
