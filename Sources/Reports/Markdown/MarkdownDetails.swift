import Diagnostics
import Readiness
import S3Access

/// What is said of one bucket, in a fold.
struct MarkdownDetails {
  private let bucket: BucketVerdict
  private static let mostFindings = 10
  private static let mostQuestions = 8

  init(_ bucket: BucketVerdict) {
    self.bucket = bucket
  }

  var text: String {
    let lines = origin + causes + findings + questions
    return """
      <details>
      <summary>\(bucket.verdict.headline): \(MarkdownText.html(bucket.bucket))</summary>

      \(lines.joined(separator: "\n"))

      </details>
      """
  }

  private var origin: [String] {
    var parts: [String] = []
    if let declaration = bucket.declaration {
      let owner = declaration.owner.map { " (\(MarkdownText.code($0)))" } ?? ""
      parts.append("team \(MarkdownText.code(declaration.team))\(owner)")
      parts.append("declared at \(MarkdownText.code(declaration.location.description))")
    }
    if let account = bucket.account { parts.append("account \(MarkdownText.code(account))") }
    var lines = parts.isEmpty ? [] : ["- Of \(parts.joined(separator: ", "))"]
    if let day = bucket.earliestReady?.day {
      lines.append("- Earliest ready **\(day)**, if nothing more happens")
    }
    return lines
  }

  private var causes: [String] {
    bucket.causes.map { "- Because: \(MarkdownText.prose($0))" }
  }

  private var findings: [String] {
    let counting = bucket.findings.filter(\.state.counts)
    let waived = bucket.findings.count(where: \.state.isWaived)
    return counting.prefix(Self.mostFindings).flatMap(lines)
      + rest(of: counting.count, after: Self.mostFindings, "finding")
      + (waived > 0 ? ["- Waived: \(waived.counting("finding"))"] : [])
  }

  private func lines(of finding: Finding) -> [String] {
    let carried = finding.acl.map { " with \(MarkdownText.code($0.name))" } ?? ""
    let times = Words.times(finding.count, isEstimate: finding.isEstimate)
    let remark = finding.caller.kind.remark.map { " (\($0))" } ?? ""
    let label = finding.certainty == .certain ? "**Breaks**" : "May break"
    let keys = finding.samples.map(\.key).filter { !$0.isEmpty }.prefix(1)
    let agents = finding.userAgents.filter { !$0.isEmpty }.prefix(1)
    return [
      "- \(label): \(MarkdownText.code(finding.operation))\(carried), \(times), by"
        + " \(MarkdownText.code(finding.caller.principal))\(remark), last on"
        + " \(finding.extent.to.day)"
    ]
      + agents.map { "  - tool \(MarkdownText.code($0))" }
      + keys.map { "  - last on the key \(MarkdownText.code($0))" }
      + ["  - remedy: \(MarkdownText.prose(finding.remedy))"]
  }

  private var questions: [String] {
    let questions = bucket.openQuestions
    return questions.prefix(Self.mostQuestions).flatMap { question, settings -> [String] in
      let names = settings.map(\.rawValue).joined(separator: ", ")
      return ["- Unknown (\(names)): \(MarkdownText.prose(question.question))"]
        + (question.remedy.map { ["  - remedy: \(MarkdownText.prose($0))"] } ?? [])
    } + rest(of: questions.count, after: Self.mostQuestions, "open question")
  }

  private func rest(of count: Int, after shown: Int, _ noun: String) -> [String] {
    count > shown ? ["- and \((count - shown).counting(noun)) more, see the JSON report"] : []
  }
}
