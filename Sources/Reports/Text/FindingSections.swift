import Diagnostics
import Evidence
import Readiness
import S3Access

/// The findings of one bucket: those that count at length, the others on a line.
struct FindingSections {
  private let findings: [Finding]
  private let style: TextStyle
  private static let labelColumns = 12

  init(_ findings: [Finding], style: TextStyle) {
    self.findings = findings
    self.style = style
  }

  /// Adds those that count at length, then the others.
  func add(to page: inout Page) {
    let counting = findings.filter(\.state.counts)
    let limit = style.limits.findings
    for finding in counting.prefix(limit) {
      page.addBlank()
      add(finding, to: &page)
    }
    if counting.count > limit {
      page.addBlank()
      page.addRest(of: counting.count, after: limit, "finding", indent: 2)
    }
    FindingSections(findings.filter { !$0.state.counts }, style: style).addBrief(to: &page)
  }

  /// Adds each on a line, with why it does not count.
  func addBrief(to page: inout Page) {
    guard !findings.isEmpty else { return }
    let limit = style.limits.findings
    page.addBlank()
    for finding in findings.prefix(limit) {
      let (label, remark) = finding.state.brief
      var phrases = finding.heading + [" by "] + finding.who + [", last \(finding.extent.to.day)"]
      if !remark.isEmpty { phrases += [": "] + remark }
      page.addItem([Phrase(label, .faint)], columns: 9, phrases, indent: 2)
    }
    page.addRest(of: findings.count, after: limit, "finding", indent: 2)
  }

  private func add(_ finding: Finding, to page: inout Page) {
    let label: Phrase =
      finding.certainty == .certain ? Phrase("certain", .alarm) : Phrase("possible", .caution)
    page.addItem([label], columns: 10, finding.heading, indent: 2)
    func add(_ name: String, _ phrases: [Phrase]) {
      guard !phrases.isEmpty else { return }
      page.addItem([Phrase(name, .faint)], columns: Self.labelColumns, phrases, indent: 4)
    }
    add("who", finding.who)
    add("when", [Phrase(Words.moments(finding.extent))])
    add("tool", list(finding.userAgents, limit: style.limits.userAgents))
    add("from", list(finding.sourceAddresses, limit: style.limits.sourceAddresses))
    add("refused by", finding.obstacle)
    if case .expiredWaiver(let waiver) = finding.state {
      add("waiver", waiver.phrases(saying: "ended with"))
    }
    for use in finding.samples.prefix(style.limits.samples) { add("sample", sample(use)) }
    add("why", [Phrase(finding.explanation)])
    add("remedy", [Phrase(finding.remedy)])
  }

  private func list(_ names: [String], limit: Int) -> [Phrase] {
    let shown = names.filter { !$0.isEmpty }.prefix(limit).map { [name($0)] }
    let rest = names.count - limit
    let more = rest > 0 ? [[Phrase("\(Words.number(rest)) more", .faint)]] : []
    return (shown + more).joined(by: [", "])
  }

  private func sample(_ use: Use) -> [Phrase] {
    var parts: [[Phrase]] = [[Phrase(Words.moment(use.time))]]
    if !use.key.isEmpty { parts.insert([name(use.key)], at: 0) }
    if !use.eventID.isEmpty { parts.append(["event ", name(use.eventID)]) }
    if !use.file.isEmpty { parts.append([name(use.file)]) }
    return parts.joined(by: [", "])
  }

  private func name(_ text: String) -> Phrase {
    Phrase.name(text).shortened(to: style.limits.nameWidth, ellipsis: style.marks.ellipsis)
  }
}

extension Finding {
  /// `PutObject with public-read, 3 times`.
  fileprivate var heading: [Phrase] {
    var phrases: [Phrase] = [.name(operation, .strong)]
    if let acl { phrases += [Phrase(" with ", .strong), .name(acl.name, .strong)] }
    return phrases + [Phrase(", \(Words.times(count, isEstimate: isEstimate))", .strong)]
  }

  /// Who called, and as whose.
  fileprivate var who: [Phrase] {
    [.name(caller.principal)] + (caller.kind.remark.map { [Phrase(" (\($0))", .faint)] } ?? [])
  }

  /// What stands in its way.
  fileprivate var obstacle: [Phrase] {
    if !settings.isEmpty { return [Phrase(settings.map(\.rawValue).joined(separator: ", "))] }
    return kind == .forbiddenACLWrite ? ["the policy, which forbids this ACL"] : []
  }
}

extension Finding.State {
  /// A word for the state, and what is to be said of it.
  fileprivate var brief: (label: String, remark: [Phrase]) {
    switch self {
    case .active: ("seen", [])
    case .waived(let waiver): ("waived", waiver.phrases(saying: "until"))
    case .alreadyRefused(let errorCode): ("refused", [.name(errorCode)])
    case .expiredWaiver(let waiver): ("seen", waiver.phrases(saying: "ended with"))
    }
  }
}

extension Finding.WaiverReference {
  /// `PAY-1301 until 2020-03-31 (Policies/payments.yaml:30:5)`.
  fileprivate func phrases(saying until: String) -> [Phrase] {
    [
      .name(id), Phrase(" \(until) \(lastDay) "), Phrase("(", .faint),
      .name(location.description, .faint), Phrase(")", .faint),
    ]
  }
}
