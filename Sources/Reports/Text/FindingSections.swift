import Diagnostics
import Evidence
import Readiness
import S3Access

/// The findings of one bucket: those that count at length, the others on a line.
struct FindingSections {
  private let findings: [Finding]
  private let style: TextStyle

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
      var phrases = finding.request(.plain) + [" by "] + finding.who + [", "]
      phrases += [.name(finding.times), finding.count == 1 ? " on " : ", last on "]
      phrases.append(.name(finding.extent.to.day))
      if !remark.isEmpty { phrases += ["; "] + remark }
      page.addItem([Phrase(label, .faint)], columns: BucketDetails.labelColumns, phrases, indent: 2)
    }
    page.addRest(of: findings.count, after: limit, "finding", indent: 2)
  }

  private func add(_ finding: Finding, to page: inout Page) {
    page.addItem([finding.label], columns: BucketDetails.labelColumns, finding.heading, indent: 2)
    func addRow(_ name: String, _ phrases: [Phrase]) {
      guard phrases.contains(where: { !$0.text.isEmpty }) else { return }
      page.addItem([Phrase(name, .faint)], columns: BucketDetails.labelColumns, phrases, indent: 2)
    }
    addRow("who", finding.who)
    addRow("when", [Phrase(Words.moments(finding.extent))])
    addRow("tool", list(finding.userAgents, limit: style.limits.userAgents, each: shortened))
    addRow("from", list(finding.sourceAddresses, limit: style.limits.sourceAddresses, each: name))
    if finding.kind == .forbiddenACLWrite {
      addRow("against", ["the policy, which forbids this ACL"])
    }
    addRow("refused by", [Phrase(finding.settings.map(\.rawValue).joined(separator: ", "))])
    if case .expiredWaiver(let waiver) = finding.state {
      addRow("waiver", waiver.phrases(saying: "ended with"))
    }
    for use in finding.samples.prefix(style.limits.samples) {
      let key = use.key.isEmpty ? [] : [name(use.key), ", "]
      addRow("sample", key + [Phrase(Words.moment(use.time))])
      if !use.eventID.isEmpty { addRow("event", [name(use.eventID)]) }
      if !use.file.isEmpty { addRow("file", [name(use.file)]) }
    }
    addRow("why", [Phrase(finding.explanation)])
    addRow("remedy", [Phrase(finding.remedy)])
  }

  private func list(
    _ names: [String], limit: Int, each phrase: (String) -> Phrase
  ) -> [Phrase] {
    let names = names.filter { !$0.isEmpty }
    let shown = names.prefix(limit).map { [phrase($0)] }
    let rest = names.count - limit
    let more = rest > 0 ? [[Phrase("\(rest.grouped) more", .faint)]] : []
    return (shown + more).joined(by: [", "])
  }

  /// A tool's name for itself, which may be a sentence.
  private func shortened(_ text: String) -> Phrase {
    var phrase = name(text)
    phrase.breaksAtSpaces = true
    return phrase
  }

  /// A name as the record has it, in quotes where a space at its edge would not be seen.
  private func name(_ text: String) -> Phrase {
    let quote = text.first == " " || text.last == " " ? "\"" : ""
    return .name(quote + text + quote).shortened(
      to: style.limits.nameWidth, ellipsis: style.marks.ellipsis)
  }
}

extension Finding {
  /// `PutObject with public-read`.
  fileprivate func request(_ ink: Ink) -> [Phrase] {
    let carried = acl.map { [Phrase(" with ", ink), .name($0.name, ink)] } ?? []
    return [.name(operation, ink)] + carried
  }

  /// `PutObject with public-read, 3 times`.
  fileprivate var heading: [Phrase] {
    request(.strong) + [Phrase(", ", .strong), .name(times, .strong)]
  }

  fileprivate var times: String { Words.times(count, isEstimate: isEstimate) }

  /// What it does to the verdict, in a word.
  fileprivate var label: Phrase {
    if certainty == .possible { return Phrase("possible", .caution) }
    return Phrase(kind == .forbiddenACLWrite ? "forbidden" : "BREAKS", .alarm)
  }

  /// Who called, and as whose.
  fileprivate var who: [Phrase] {
    [.name(caller.principal)] + (caller.kind.remark.map { [Phrase(" (\($0))", .faint)] } ?? [])
  }
}

extension Finding.State {
  /// A word for the state, and what is to be said of it.
  fileprivate var brief: (label: String, remark: [Phrase]) {
    switch self {
    case .active: ("seen", [])
    case .waived(let waiver): ("waived", ["waiver "] + waiver.phrases(saying: "until"))
    case .alreadyRefused(let errorCode): ("refused", ["answered with ", .name(errorCode)])
    case .expiredWaiver(let waiver): ("seen", ["waiver "] + waiver.phrases(saying: "ended with"))
    case .accountLevel: ("account", ["only the account's setting can refuse it (--scope account)"])
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
