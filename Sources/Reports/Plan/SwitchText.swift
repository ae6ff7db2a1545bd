import Diagnostics
import Readiness
import S3Access

/// The steps for people: what comes on, what stays, and the commands.
struct SwitchText {
  private let plan: SwitchPlan
  private let assessment: Assessment
  private let style: TextStyle
  private static let columns = 11

  init(_ plan: SwitchPlan, assessment: Assessment, style: TextStyle) {
    self.plan = plan
    self.assessment = assessment
    self.style = style
  }

  var text: String {
    var page = Page(style: style)
    let buckets = plan.steps.count.counting("bucket")
    page.addProse([
      Phrase(plan.steps.isEmpty ? "Nothing can be switched on" : "Switch on: \(buckets)", .strong),
      Phrase(", as of \(assessment.asOf)"),
    ])
    for step in plan.steps { add(step, to: &page) }
    if !plan.refused.isEmpty {
      page.addBlank()
      page.addLine([Phrase("Nothing is done to", .strong)])
      for refused in plan.refused { add(refused, to: &page) }
    }
    if !plan.steps.isEmpty {
      page.addBlank()
      page.addProse([
        Phrase(
          "'--format sh' writes these steps as a script that keeps what was there, and '--format"
            + " terraform' as configuration. Nothing was done yet: 'plan' never calls AWS.")
      ])
    }
    return page.text
  }

  private func add(_ step: SwitchStep, to page: inout Page) {
    page.addBlank()
    page.addLine([
      .name(step.bucket, .strong), Phrase(step.account.map { "  account \($0)" } ?? ""),
    ])
    addItem("switch on", names(step.switchedOn), to: &page)
    if !step.keptOn.isEmpty { addItem("on already", names(step.keptOn), to: &page) }
    for left in step.left {
      addItem(
        "leave", "\(left.setting.rawValue): \(left.reasons.joined(separator: "; "))", to: &page)
    }
    let target = "--bucket \(step.bucket)"
    let get = "aws s3api get-public-access-block \(target)"
    addCommand("look", get, to: &page)
    addCommand("switch", "aws s3api put-public-access-block \(target) \(flags(step))", to: &page)
    addCommand("verify", get, to: &page)
    addItem(
      "roll back",
      "put-public-access-block with what the first command showed; if it answered"
        + " NoSuchPublicAccessBlockConfiguration:", to: &page)
    addCommand("", "aws s3api delete-public-access-block \(target)", to: &page)
  }

  /// The whole configuration, which the call replaces. What is not known has to be filled in: a shell
  /// refuses the command until it is.
  private func flags(_ step: SwitchStep) -> String {
    let values = BlockPublicAccessSetting.allCases.map { setting in
      let isOn = step.switchedOn.contains(setting) || step.keptOn.contains(setting)
      return "\(setting.rawValue)=" + (isOn ? "true" : "${\(setting.rawValue):?as it was}")
    }
    return "--public-access-block-configuration \"\(values.joined(separator: ","))\""
  }

  private func add(_ refused: RefusedSwitch, to page: inout Page) {
    page.addItem(
      [Phrase(refused.verdict.rawValue, refused.verdict.ink)], columns: Self.columns,
      [.name(refused.bucket, .strong)], indent: 2)
    for reason in refused.reasons {
      page.addProse([Phrase(reason)], indent: 2 + Self.columns)
    }
  }

  private func names(_ settings: Set<BlockPublicAccessSetting>) -> String {
    settings.sorted().map(\.rawValue).joined(separator: ", ")
  }

  private func addItem(_ label: String, _ text: String, to page: inout Page) {
    page.addItem([Phrase(label, .faint)], columns: Self.columns, [Phrase(text)], indent: 2)
  }

  /// A command stays on its line, so that it can be copied.
  private func addCommand(_ label: String, _ command: String, to page: inout Page) {
    page.addLine(
      Page.padded([Phrase(label, .faint)], to: Self.columns) + [.name(command)], indent: 2)
  }
}
