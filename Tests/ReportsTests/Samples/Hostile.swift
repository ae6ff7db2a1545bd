import Diagnostics
import Evidence
import Readiness
import S3Access
import Timeline

extension Assessment {
  /// Names as somebody would choose them who wants a report to lie: escape sequences, controls of
  /// both sets, marks that turn the direction of text, line ends of every kind, and names that are
  /// merely long or wide.
  static let hostile: Assessment = {
    let mischief = [
      "\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{202E}evil\u{2066}\u{200F}\u{61C}",
      "line\nfeed\r\nand\u{85}next\u{2028}", "\u{9B}31mC1\u{7F}\u{0}", "\"quoted\\\" <b>&amp;",
      "支払い請求書と領収書", "🧾💳 receipts 👩‍💻", "e\u{301}\u{301}\u{301}", " leading and trailing ", "",
    ]
    func text(_ number: Int) -> String {
      mischief[number % mischief.count] + " " + mischief[(number + 3) % mischief.count]
    }
    let longKey = String(repeating: "0123456789", count: 100)
    let place = SourceLocation(file: text(0), line: 3, column: 9)
    let findings = mischief.indices.map { number in
      Finding.sample(
        state: number.isMultiple(of: 4)
          ? .waived(.init(id: text(number), lastDay: text(1), location: place)) : .active,
        operation: text(number), acl: RequestedACL(headerValue: text(number + 1)),
        caller: Caller(principal: text(number + 2), kind: .unknown),
        userAgents: [text(number + 3), longKey], sourceAddresses: [text(number + 4)],
        samples: [
          Use(
            time: .at("2020-02-03"), eventID: text(number), requestID: text(number + 1),
            key: number.isMultiple(of: 2) ? longKey : text(number + 5), file: text(number + 6))
        ],
        explanation: text(number + 7), remedy: text(number + 8))
    }
    let question = OpenQuestion(text(1), remedy: text(2))
    let coverage = ClassCoverage(
      evidenceClass: .objectReads, grade: .observed, window: .window,
      recorded: [.between("2020-01-01", "2020-02-10")],
      gaps: [.init(.between("2019-11-12", "2020-01-01"), cause: text(5))])
    let buckets = mischief.indices.map { number in
      BucketVerdict(
        bucket: text(number), account: text(number + 1),
        declaration: .init(
          team: text(number + 2), owner: text(number + 3), location: place,
          pattern: text(number + 4)),
        verdict: Verdict.allCases[number / 2], reasons: [text(number + 5)],
        settings: [
          .blockPublicAcls: SettingAssessment(
            .breaks(NonEmpty(text(number))), coverage: [coverage]),
          .ignorePublicAcls: SettingAssessment(.unknown(NonEmpty(question)), coverage: [coverage]),
          .blockPublicPolicy: SettingAssessment(.safe(remarks: [text(number)]), coverage: []),
        ],
        findings: number.isMultiple(of: 4) ? findings : [], window: .window,
        earliestReady: .at("2020-05-04"))
    }
    return Assessment(
      asOf: .at("2020-02-10"), buckets: buckets,
      evidence: EvidenceSummary(
        volume: EvidenceVolume(),
        sources: [
          .init(place: TrailPlace(account: text(0), region: text(2)), extent: .window)
        ],
        unreadable: [UnreadableEvidence(file: text(3), offset: 7, reason: text(4))]),
      policies: [AppliedPolicy(file: text(1), sha256: text(0), team: text(5))],
      notices: [Notice(kind: .staleWaiver, message: text(2), location: place)])
  }()
}
