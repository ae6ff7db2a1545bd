import Diagnostics
import Readiness
import S3Access

/// Something that belongs beside a line of a policy file: what SARIF calls a result, GitHub an
/// annotation and GitLab a violation.
struct PolicyIssue {
  var rule: IssueRule
  var severity: Diagnostic.Severity
  /// What it is about, in a few words.
  var title: String
  /// What is wrong and how to mend it, a sentence each. They may quote names from logs.
  var sentences: [String]
  /// The line that declares the bucket, or that the notice speaks of.
  var location: SourceLocation
  var identity: FindingIdentity
  /// The waiver that covers it; `nil` where it counts.
  var waiver: Finding.WaiverReference?
  /// What was found; `nil` where it is not a finding.
  var finding: Finding?

  /// The sentences on a line each: a line end within a name does not begin another.
  var message: String { sentences.map(TerminalText.escaped).joined(separator: "\n") }
}

/// The issues of an assessment, the worst first: what counts or is waived of declared buckets, what is
/// missing, and the notices. Exempt buckets have none; undeclared ones have no line to stand beside.
struct PolicyIssues {
  let all: [PolicyIssue]
  /// The buckets that no policy claims.
  let undeclared: [BucketVerdict]

  init(_ assessment: Assessment) {
    let buckets = assessment.buckets.flatMap(Self.issues)
    let issues = buckets + assessment.notices.map(Self.issue)
    var seen: Set<FindingIdentity> = []
    // Parts of one finding, such as those that a waiver covers, stand with what counts of it.
    all = issues.filter { seen.insert($0.identity).inserted }.sorted { a, b in
      if (a.waiver == nil) != (b.waiver == nil) { return a.waiver == nil }
      if a.severity != b.severity { return a.severity < b.severity }
      return (a.location, a.identity) < (b.location, b.identity)
    }
    undeclared = assessment.buckets.filter { $0.verdict == .undeclared }
  }

  private static func issues(of bucket: BucketVerdict) -> [PolicyIssue] {
    guard let place = bucket.declaration?.location else { return [] }
    guard bucket.verdict != .exempt else { return [] }
    let findings = bucket.findings.flatMap { issues(of: $0, on: bucket, at: place) }
    return findings + unexplained(bucket, at: place) + bothSettings(of: bucket, at: place)
      + missingEvidence(of: bucket, at: place)
  }

  private static func issues(
    of finding: Finding, on bucket: BucketVerdict, at place: SourceLocation
  ) -> [PolicyIssue] {
    var waiver: Finding.WaiverReference?
    switch finding.state {
    // What only the account's setting refuses is no matter of the bucket's own.
    case .alreadyRefused, .accountLevel: return []
    case .waived(let reference): waiver = reference
    case .active, .expiredWaiver: break
    }
    let rules: [IssueRule] =
      finding.settings.isEmpty ? [.forbiddenACL] : finding.settings.map(IssueRule.setting)
    return zip(rules, finding.identities(on: bucket.bucket)).map { rule, identity in
      let effect = finding.certainty == .certain ? "breaks" : "may break"
      let title =
        finding.settings.isEmpty ? "an ACL that the policy forbids" : "\(rule.id) \(effect)"
      return PolicyIssue(
        rule: rule, severity: finding.certainty == .certain ? .error : .warning,
        title: "\(bucket.bucket): \(title)",
        sentences: [finding.summary, finding.explanation, "Remedy: \(finding.remedy)"],
        location: place, identity: identity, waiver: waiver, finding: finding)
    }
  }

  /// Settings that break without a finding that says why: there should be none, and were there one, it
  /// would not be passed over.
  private static func unexplained(
    _ bucket: BucketVerdict, at place: SourceLocation
  ) -> [PolicyIssue] {
    BlockPublicAccessSetting.allCases.compactMap { setting in
      guard case .breaks(let reasons) = bucket.assessment(of: setting).status,
        !bucket.findings.contains(where: {
          $0.state.counts && $0.certainty == .certain && $0.settings.contains(setting)
        })
      else { return nil }
      return PolicyIssue(
        rule: .setting(setting), severity: .error,
        title: "\(bucket.bucket): \(setting.rawValue) breaks", sentences: reasons.elements,
        location: place,
        identity: FindingIdentity(
          bucket: bucket.bucket, setting: setting.rawValue, kind: "breaks"))
    }
  }

  private static func bothSettings(
    of bucket: BucketVerdict, at place: SourceLocation
  ) -> [PolicyIssue] {
    guard bucket.isStoppedByBothSettingsAlone else { return [] }
    let rule = IssueRule.bothSettings
    return [
      PolicyIssue(
        rule: rule, severity: rule.severity,
        title: "\(bucket.bucket): anonymous callers would be shut out",
        sentences: bucket.reasons + ["Remedy: \(rule.help)"], location: place,
        identity: FindingIdentity(bucket: bucket.bucket, kind: rule.id))
    ]
  }

  private static func missingEvidence(
    of bucket: BucketVerdict, at place: SourceLocation
  ) -> [PolicyIssue] {
    let questions = bucket.openQuestions
    guard bucket.verdict == .unknown || !questions.isEmpty else { return [] }
    let rule = IssueRule.missingEvidence
    let sentences = questions.flatMap { question, settings -> [String] in
      let names = settings.map(\.rawValue).joined(separator: ", ")
      return ["\(names): \(question.question)"]
        + (question.remedy.map { ["Remedy: \($0)"] } ?? [])
    }
    return [
      PolicyIssue(
        rule: rule, severity: rule.severity,
        title: "\(bucket.bucket): the evidence does not carry an answer",
        sentences: bucket.reasons + sentences, location: place,
        identity: FindingIdentity(bucket: bucket.bucket, kind: rule.id))
    ]
  }

  static func issue(of notice: Notice) -> PolicyIssue {
    let rule = IssueRule.notice(notice.kind)
    return PolicyIssue(
      rule: rule, severity: rule.severity, title: rule.summary, sentences: [notice.message],
      location: notice.location,
      // A waiver's id and a pattern with its team are unlike any other.
      identity: FindingIdentity(bucket: "", kind: "\(rule.id): \(notice.subject)"))
  }
}

extension Notice {
  /// The waiver or pattern that it names: its sentence without the numbers that change every day.
  fileprivate var subject: String {
    switch kind {
    case .expiredWaiver, .expiringWaiver, .staleWaiver:
      message.split(separator: " ").prefix(2).joined(separator: " ")
    case .unmatchedPattern, .declaredRecording: message
    case .tamperedEvidence: "\(location)"
    }
  }
}

extension BucketVerdict {
  /// Whether nothing but the rule of both settings together keeps it from being ready.
  var isStoppedByBothSettingsAlone: Bool {
    let breaks = settings.values.contains {
      if case .breaks = $0.status { true } else { false }
    }
    let isForbidden = findings.contains { $0.kind == .forbiddenACLWrite && $0.state.counts }
    return verdict == .notReady && !breaks && !isForbidden
  }

  /// What is left open, each question once with the settings that ask it, in AWS's order.
  var openQuestions: [(key: OpenQuestion, values: [BlockPublicAccessSetting])] {
    Grouped(
      BlockPublicAccessSetting.allCases.flatMap { setting in
        guard case .unknown(let questions) = assessment(of: setting).status else {
          return [(OpenQuestion, BlockPublicAccessSetting)]()
        }
        return questions.elements.map { ($0, setting) }
      }
    ).entries
  }
}

extension Finding {
  /// `PutObject with public-read by arn:... (own account), 3 times, last on 2020-02-03`.
  var summary: String {
    let carried = acl.map { " with \($0.name)" } ?? ""
    let remark = caller.kind.remark.map { " (\($0))" } ?? ""
    let last = count == 1 ? "on" : "last on"
    return "\(operation)\(carried) by \(caller.principal)\(remark),"
      + " \(Words.times(count, isEstimate: isEstimate)), \(last) \(extent.to.day)"
  }
}
