import Diagnostics
import Readiness

/// The report as annotations of GitHub Actions, a line each, the worst first: GitHub shows ten of a
/// severity a step.
struct AnnotationReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  var text: String {
    let issues = PolicyIssues(report.assessment)
    let unreadable = report.assessment.evidence.unreadable.map {
      WorkflowCommand(
        .warning, title: "unreadable evidence", "\($0.file): byte \($0.offset): \($0.reason)")
    }
    let undeclared = issues.undeclared.map {
      WorkflowCommand(
        .note, title: "undeclared", "\($0.bucket) is in the evidence, and no policy claims it")
    }
    let planned =
      report.assessment.accounts.map(WiderAnswer.init).filter { $0.verdict != .ready }
      .map { WorkflowCommand($0.severity, title: "account \($0.name)", $0.text) }
      + (report.assessment.plan.map(Self.commands) ?? [])
    let commands = [headline] + planned + issues.all.map(command) + unreadable + undeclared
    return commands.map { $0.line + "\n" }.joined()
  }

  /// The verdict itself, so that a run without an issue is not a run without a word.
  private var headline: WorkflowCommand {
    let assessment = report.assessment
    let severity: Diagnostic.Severity =
      switch assessment.verdict {
      case .notReady: .error
      case .unknown, .undeclared: .warning
      case .ready, .exempt: .note
      }
    return WorkflowCommand(severity, title: "S3 Block Public Access", assessment.headline)
  }

  /// What stands against a planned change: its resources have no line in a policy file.
  private static func commands(for plan: PlanAssessment) -> [WorkflowCommand] {
    func severity(_ verdict: Verdict) -> Diagnostic.Severity {
      verdict == .notReady ? .error : .warning
    }
    return plan.conflicts.map {
      WorkflowCommand(severity($0.verdict), title: $0.address, $0.reason)
    }
      + plan.changes.filter { $0.verdict != .ready }.map { answer in
        let change = answer.change
        let sentence =
          "it switches \(change.settingNames.joined(separator: ", ")) on for \(change.subject.words)"
          + (change.subject.name.map { " \($0)" } ?? "") + ": \(answer.verdict.adjective)"
        return WorkflowCommand(
          severity(answer.verdict), title: change.address,
          ([sentence] + answer.reasons + [answer.remedy].compactMap(\.self))
            .joined(separator: "\n"))
      }
  }

  /// A waived issue is told and alarms nobody.
  private func command(for issue: PolicyIssue) -> WorkflowCommand {
    var issue = issue
    if let waiver = issue.waiver {
      issue.sentences.insert("Waived by \(waiver.id) until \(waiver.lastDay).", at: 0)
    }
    return WorkflowCommand(
      issue.waiver == nil ? issue.severity : .note, title: issue.title,
      issue.message, at: issue.location)
  }
}
