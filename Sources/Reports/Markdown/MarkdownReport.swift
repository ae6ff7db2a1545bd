import Diagnostics
import Readiness
import S3Access

/// The report as a comment on a pull request, and as a job's summary: the verdict first, a table, and
/// what is behind it folded away.
struct MarkdownReport {
  private let report: Report
  private let assessment: Assessment

  init(_ report: Report) {
    self.report = report
    assessment = report.assessment
  }

  var text: String {
    let footer = "<sub>\(report.tool.name) \(report.tool.version)</sub>"
    // Room for the footer and for the line that says what is left out.
    var page = MarkdownPage(reserving: footer.utf16.count + 400)
    page.add("### S3 Block Public Access: \(assessment.verdictInWords)")
    page.add(summary)
    if let comparison = report.comparison,
      !page.add(MarkdownBaseline(comparison).text)
    {
      page.add("**\(comparison.headline)**")
    }
    if let plan = assessment.plan { page.add(MarkdownPlan(plan).text) }
    if !assessment.accounts.isEmpty {
      page.add(Self.accounts(assessment.accounts.map(WiderAnswer.init)))
    }
    var omitted = Omissions()
    addTable(to: &page, &omitted)
    addDetails(to: &page, &omitted)
    addOthers(to: &page, &omitted)
    addNotices(to: &page, &omitted)
    addEvidence(to: &page, &omitted)
    let rest = omitted.sentence.map { "_\($0)_\n\n" } ?? ""
    return page.text + "\n" + rest + footer + "\n"
  }

  /// The answers on whole accounts, those beyond a number counted only.
  private static func accounts(_ answers: [WiderAnswer]) -> String {
    let most = 30
    let lines = answers.prefix(most).map { answer in
      let label = answer.verdict == .notReady ? "**NOT READY**" : answer.verdict.rawValue
      let reasons = answer.sentences + (answer.remedy.map { ["remedy: \($0)"] } ?? [])
      return "- \(label): account \(MarkdownText.code(answer.name))"
        + reasons.map { "\n  - \(MarkdownText.prose($0))" }.joined()
    }
    let rest = answers.count - most
    return
      (["**Accounts**", ""] + lines
      + (rest > 0 ? ["- and \(rest.grouped) more, see the JSON report"] : []))
      .joined(separator: "\n")
  }

  private var summary: String {
    guard !assessment.isEmpty else {
      return "No bucket is declared, and the evidence mentions none (as of \(assessment.asOf))."
    }
    let counts = assessment.countsInWords.joined(separator: ", ")
    return "\(counts.prefix(1).uppercased() + counts.dropFirst()) (as of \(assessment.asOf))."
  }

  /// What needs attention stands in sight; the others are folded away.
  private static func isUrgent(_ bucket: BucketVerdict) -> Bool {
    bucket.verdict == .notReady || bucket.verdict == .unknown
  }

  private static let header =
    ["Verdict", "Bucket", "Team"] + BlockPublicAccessSetting.allCases.map(\.rawValue)

  private func row(_ bucket: BucketVerdict) -> [String] {
    let verdict = bucket.verdict == .notReady ? "**NOT READY**" : bucket.verdict.rawValue
    let cells = BlockPublicAccessSetting.allCases.map { setting -> String in
      let status = bucket.assessment(of: setting).status
      return if case .breaks = status { "**\(status.cell)**" } else { status.cell }
    }
    let team = bucket.declaration.map { MarkdownText.code($0.team) } ?? "-"
    return [verdict, MarkdownText.code(bucket.bucket), team] + cells
  }

  /// At most half of the comment, so that the worst buckets have room to be explained.
  private func addTable(to page: inout MarkdownPage, _ omitted: inout Omissions) {
    let urgent = assessment.buckets.filter(Self.isUrgent)
    guard !urgent.isEmpty else { return }
    let table = String.table(Self.header, rows: urgent.map(row), room: page.room / 2)
    page.add(table.text)
    omitted.buckets += table.omitted
  }

  private func addDetails(to page: inout MarkdownPage, _ omitted: inout Omissions) {
    for bucket in assessment.buckets where Self.isUrgent(bucket) {
      if !page.add(MarkdownDetails(bucket).text) { omitted.details += 1 }
    }
  }

  private func addOthers(to page: inout MarkdownPage, _ omitted: inout Omissions) {
    let others = assessment.buckets.filter { !Self.isUrgent($0) }
    guard !others.isEmpty else { return }
    let counts = [Verdict.ready, .exempt, .undeclared].filter { assessment.count(of: $0) > 0 }
      .map { "\(assessment.count(of: $0).grouped) \($0.adjective)" }
    let summary = "<summary>\(counts.joined(separator: ", "))</summary>"
    let table = String.table(
      Self.header, rows: others.map(row), room: page.room - summary.utf16.count - 40)
    omitted.buckets += table.omitted
    page.add("<details>\n\(summary)\n\n\(table.text)\n\n</details>")
  }

  private func addNotices(to page: inout MarkdownPage, _ omitted: inout Omissions) {
    guard !assessment.notices.isEmpty else { return }
    let lines = assessment.notices.map {
      "- \(MarkdownText.code($0.location.description)): \(MarkdownText.prose($0.message))"
    }
    let count = assessment.notices.count.counting("notice")
    let fold = "<details>\n<summary>\(count)</summary>\n\n"
    if !page.add(fold + lines.joined(separator: "\n") + "\n\n</details>") {
      omitted.notices = count
    }
  }

  private func addEvidence(to page: inout MarkdownPage, _ omitted: inout Omissions) {
    let evidence = assessment.evidence
    guard evidence.volume.files > 0 || !evidence.unreadable.isEmpty else { return }
    var lines = ["- Read: \(evidence.volume.summary)"]
    lines += evidence.unreadable.prefix(10).map {
      "- Not readable: \(MarkdownText.code($0.file)), byte \($0.offset):"
        + " \(MarkdownText.prose($0.reason))"
    }
    if evidence.unreadable.count > 10 {
      lines.append("- and \((evidence.unreadable.count - 10).counting("place")) more")
    }
    lines += assessment.policies.prefix(20).map {
      "- Policy: \(MarkdownText.code($0.file)), sha256 `\($0.sha256Prefix)`"
    }
    let unreadable = evidence.unreadable.count
    let warning = unreadable > 0 ? ", \(unreadable.counting("place")) not readable" : ""
    let fold = "<details>\n<summary>Evidence and policies\(warning)</summary>\n\n"
    if !page.add(fold + lines.joined(separator: "\n") + "\n\n</details>") {
      omitted.isEvidenceLeftOut = true
    }
  }
}

/// What there was no room for.
private struct Omissions {
  var buckets = 0
  var details = 0
  var notices: String?
  var isEvidenceLeftOut = false

  /// What a reader has to look for elsewhere; `nil` where everything is said.
  var sentence: String? {
    var parts: [String] = []
    if buckets > 0 { parts.append("\(buckets.counting("bucket")) more in the tables") }
    if details > 0 { parts.append("the details of \(details.counting("bucket"))") }
    if let notices { parts.append(notices) }
    if isEvidenceLeftOut { parts.append("what was read") }
    guard !parts.isEmpty else { return nil }
    return "Left out, for a comment holds no more: \(parts.joined(separator: ", "))."
      + " The JSON report has all."
  }
}

extension AppliedPolicy {
  /// Enough to know the file by, were it even not hexadecimal.
  fileprivate var sha256Prefix: String {
    String(sha256.prefix(12).filter { $0.isHexDigit })
  }
}

extension Assessment {
  fileprivate var verdictInWords: String {
    isEmpty ? "NO BUCKET" : verdict.headline
  }
}
