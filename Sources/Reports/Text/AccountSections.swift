import Diagnostics
import Readiness
import S3Access
import Timeline

/// What is said of whole accounts, above the table of their buckets.
struct AccountSections {
  private let assessment: Assessment
  private let style: TextStyle
  /// Wide enough for `RestrictPublicBuckets`.
  private static let settingColumns = 23

  init(_ assessment: Assessment, style: TextStyle) {
    self.assessment = assessment
    self.style = style
  }

  /// `1 of 2 accounts is not ready, 1 unknown`: the verdict's own number first.
  var counts: [[Phrase]] {
    let accounts = assessment.accounts
    let verdict = assessment.verdict
    func count(_ verdict: Verdict) -> Int { accounts.count { $0.verdict == verdict } }
    let others = [Verdict.notReady, .unknown, .ready].filter { $0 != verdict && count($0) > 0 }
    let own = count(verdict)
    let first =
      accounts.count == 1
      ? "the account is \(verdict.adjective)"
      : "\(own.grouped) of \(accounts.count.grouped) accounts \(own == 1 ? "is" : "are")"
        + " \(verdict.adjective)"
    return [[Phrase(first)]] + others.map { [.name("\(count($0).grouped) \($0.adjective)")] }
  }

  /// Adds a section for each account.
  func add(to page: inout Page) {
    for account in assessment.accounts {
      page.addBlank()
      page.addLine([
        Phrase(account.verdict.headline, account.verdict.ink),
        Phrase("  account "), .name(account.account, .strong),
      ])
      page.addProse([Phrase(summary(of: account))], indent: 2)
      if let day = account.earliestReady?.day {
        page.addProse([Phrase("earliest ready \(day), if nothing more happens")], indent: 2)
      }
      page.addBlank()
      for setting in BlockPublicAccessSetting.allCases { add(setting, of: account, to: &page) }
      if !account.stoppedByBoth.isEmpty {
        addItem(
          Phrase("BREAKS", .alarm), "both together", list(account.stoppedByBoth), to: &page)
      }
      for question in account.questions { add(question, to: &page) }
    }
  }

  private func summary(of account: AccountVerdict) -> String {
    let known = account.buckets.count
    let way =
      switch (account.blockingBuckets.count, known) {
      case (_, 0): "no bucket of it is known"
      case (0, 1): "its one known bucket does not stand in the way"
      case (0, _): "none of its \(known.grouped) known buckets stands in the way"
      case (1, 1): "its one known bucket stands in the way"
      case (let blocking, _):
        "\(blocking.grouped) of its \(known.grouped) known buckets"
          + " \(blocking == 1 ? "stands" : "stand") in the way"
      }
    let undeclared = account.undeclared.count
    return undeclared == 0
      ? way : way + "; no policy claims \(undeclared.counting("bucket"))"
  }

  private func add(
    _ setting: BlockPublicAccessSetting, of account: AccountVerdict, to page: inout Page
  ) {
    guard let answer = account.settings[setting], answer.status != .notAsked else { return }
    let label =
      switch answer.status {
      case .safe: Phrase("safe", .good)
      case .breaks: Phrase("BREAKS", .alarm)
      case .unknown: Phrase("unknown", .caution)
      case .enabled: Phrase("on", .good)
      case .notAsked: Phrase("-", .faint)
      }
    addItem(label, setting.rawValue, list(answer.blocking), to: &page)
  }

  private func addItem(_ label: Phrase, _ name: String, _ list: [Phrase], to page: inout Page) {
    let heading = Page.padded([label], to: BucketDetails.labelColumns) + [Phrase(name, .strong)]
    if list.isEmpty {
      page.addLine(heading, indent: 2)
    } else {
      page.addItem(
        heading, columns: BucketDetails.labelColumns + Self.settingColumns, list, indent: 2)
    }
  }

  /// `payments-invoices (payments), scratch (undeclared; unknown)`.
  private func list(_ blocking: [BlockingBucket]) -> [Phrase] {
    blocking.map { bucket -> [Phrase] in
      let claim =
        switch bucket.claim {
        case .team(let team): team
        case .exempt(let team): "\(team), exempt"
        case .undeclared: "undeclared"
        }
      let doubt = bucket.breaks ? "" : "; unknown"
      return [.name(bucket.bucket), Phrase(" (\(claim)\(doubt))", .faint)]
    }.joined(by: [", "])
  }

  private func add(_ question: OpenQuestion, to page: inout Page) {
    page.addBlank()
    page.addItem(
      [Phrase("unknown", .caution)], columns: BucketDetails.labelColumns,
      [Phrase(question.question)], indent: 2)
    page.addItem(
      [Phrase("remedy", .faint)], columns: BucketDetails.labelColumns,
      [Phrase(question.remedy ?? "only time will tell")], indent: 2)
  }
}
