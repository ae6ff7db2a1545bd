import Diagnostics
import JSON
import Readiness

/// The report for code scanning: each result stands beside the line of the policy that declares the
/// bucket.
struct SARIFReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  var text: String { log.text }

  var log: SARIFLog {
    let issues = PolicyIssues(report.assessment)
    let news = report.comparison.map { Set($0.changes.flatMap(\.new)) } ?? []
    return SARIFLog(
      tool: report.tool,
      rules: IssueRule.all.map {
        SARIFLog.Rule(
          id: $0.id, summary: $0.summary, help: $0.help, helpURI: $0.helpURI,
          severity: $0.severity)
      },
      results: issues.all.map { result(of: $0, news: news) },
      notifications: notifications(issues.undeclared),
      properties: report.comparison.map { [.init("baseline", JSONReport.baseline($0))] } ?? [])
  }

  /// New is whatever `--fail-on new` counts: also what a waiver does not cover any more, and what is
  /// certain only now.
  private func state(
    of issue: PolicyIssue, news: Set<FindingIdentity>
  ) -> SARIFLog.Result.BaselineState? {
    guard let comparison = report.comparison else { return nil }
    guard let before = comparison.issuesBefore[issue.identity], !news.contains(issue.identity)
    else { return .new }
    return before == EarlierIssue(issue) ? .unchanged : .updated
  }

  private func result(
    of issue: PolicyIssue, news: Set<FindingIdentity>
  ) -> SARIFLog.Result {
    var properties: [JSONValue.Member] = []
    if !issue.identity.bucket.isEmpty {
      properties.append(.init("bucket", .string(issue.identity.bucket)))
    }
    if let finding = issue.finding {
      properties.append(.init("finding", JSONReport.finding(finding)))
    }
    return SARIFLog.Result(
      ruleID: issue.rule.id, severity: issue.severity,
      message: "\(TerminalText.escaped(issue.title))\n\(issue.message)",
      location: issue.location, fingerprint: issue.identity.fingerprint,
      suppression: issue.waiver.map {
        "waiver \($0.id) until \($0.lastDay), \($0.location.description)"
      },
      properties: properties, baselineState: state(of: issue, news: news))
  }

  /// Buckets that no policy claims, accounts and the resources of a plan have no line of a policy to
  /// stand beside, and files that could not be read are none of the repository's.
  private func notifications(_ undeclared: [BucketVerdict]) -> [SARIFLog.Notification] {
    report.assessment.widerAnswers.filter { $0.verdict != .ready }.map {
      SARIFLog.Notification($0.severity, $0.text)
    }
      + report.assessment.evidence.unreadable.map {
        SARIFLog.Notification(.warning, "\($0.file): byte \($0.offset): \($0.reason)")
      }
      + undeclared.map {
        SARIFLog.Notification(.note, "\($0.bucket) is in the evidence, and no policy claims it")
      }
  }
}
