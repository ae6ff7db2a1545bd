public import Readiness

/// A form in which the steps can be written.
public enum SwitchFormat: String, CaseIterable, Hashable, Sendable {
  /// For people, with the commands.
  case text
  /// A shell script over the AWS CLI.
  case sh
  /// Terraform or OpenTofu.
  case terraform

  /// Writes the steps of an assessment in this form.
  public func render(_ assessment: Assessment, tool: Report.Tool, style: TextStyle) -> String {
    let plan = SwitchPlan(assessment)
    let origin = "\(tool.name) \(tool.version), as of \(assessment.asOf)"
    return switch self {
    case .text: SwitchText(plan, assessment: assessment, style: style).text
    case .sh: SwitchScript(plan, origin: origin).text
    case .terraform: SwitchTerraform(plan, origin: origin).text
    }
  }
}

/// What the forms that are comments and code have in common.
enum SwitchComment {
  /// What is not done, a line each, as comments: a name or a reason cannot end one.
  static func refused(_ plan: SwitchPlan) -> [String] {
    guard !plan.refused.isEmpty else { return [] }
    return ["#", "# Nothing is done to:"]
      + plan.refused.map { refused in
        let reasons = refused.reasons.prefix(3).joined(separator: "; ")
        return "#   \(line("\(refused.bucket) (\(refused.verdict.rawValue)): \(reasons)"))"
      }
  }

  /// What is left of a bucket's settings.
  static func left(_ step: SwitchStep) -> [String] {
    step.left.map { left in
      "# \(left.setting.rawValue) stays as it is: "
        + line(left.reasons.prefix(2).joined(separator: "; "))
    }
  }

  private static func line(_ text: String) -> String { Phrase(text).text }
}
