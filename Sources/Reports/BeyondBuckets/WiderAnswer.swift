import ChangePlans
import Diagnostics
import Readiness
import S3Access

/// An answer on something that is no bucket: a resource of a planned change, or an account.
///
/// Formats that go bucket by bucket tell these beside the buckets, so that none of them looks green
/// where the verdict is not.
struct WiderAnswer {
  /// What is spoken of.
  enum Kind: String {
    /// A resource that switches settings on.
    case change
    /// A resource that the same plan's settings refuse.
    case refusal
    case account
  }

  var kind: Kind
  /// The resource's address, or the account.
  var name: String
  var verdict: Verdict
  /// Why, a sentence each. They may quote names.
  var sentences: [String]
  /// What to do about it; `nil` where the buckets say it.
  var remedy: String?

  /// What is told of it where there is room for one text.
  var text: String {
    ([name + ": " + verdict.adjective] + sentences + (remedy.map { ["Remedy: \($0)"] } ?? []))
      .map(TerminalText.escaped).joined(separator: "\n")
  }

  /// How bad it is, in formats that know nothing of verdicts.
  var severity: Diagnostic.Severity {
    switch verdict {
    case .notReady: .error
    case .unknown: .warning
    case .ready, .exempt, .undeclared: .note
    }
  }
}

extension WiderAnswer {
  init(_ answer: ChangeVerdict) {
    let change = answer.change
    let subject = change.subject
    let named = subject.name.map { "\(subject.words) \($0)" } ?? subject.words
    self.init(
      kind: .change, name: change.address, verdict: answer.verdict,
      sentences: ["it switches \(change.settingNames.joined(separator: ", ")) on for \(named)"]
        + answer.reasons, remedy: answer.remedy)
  }

  init(_ conflict: PlannedConflict) {
    self.init(
      kind: .refusal, name: conflict.address, verdict: conflict.verdict,
      sentences: [conflict.reason])
  }

  init(_ account: AccountVerdict) {
    let stopped = BlockPublicAccessSetting.allCases.compactMap { setting -> String? in
      guard let answer = account.settings[setting], !answer.blocking.isEmpty else { return nil }
      return "\(setting.rawValue): \(Self.names(of: answer.blocking)) in the way"
    }
    let both =
      account.stoppedByBoth.isEmpty
      ? []
      : [
        "IgnorePublicAcls and RestrictPublicBuckets together:"
          + " \(Self.names(of: account.stoppedByBoth)) in the way"
      ]
    self.init(
      kind: .account, name: account.account, verdict: account.verdict,
      sentences: stopped + both + account.questions.map(\.question),
      remedy: account.questions.first?.remedy)
  }

  private static let mostNames = 20

  private static func names(of buckets: [BlockingBucket]) -> String {
    let rest = buckets.count - mostNames
    let names = buckets.prefix(mostNames).map { bucket in
      bucket.breaks ? bucket.bucket : "\(bucket.bucket) (unknown)"
    }
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest.grouped) more" : "")
  }
}

extension Assessment {
  /// The answers beside those on buckets: on the accounts or the planned change, where that is the
  /// question.
  var widerAnswers: [WiderAnswer] {
    accounts.map(WiderAnswer.init)
      + (plan.map { $0.changes.map(WiderAnswer.init) + $0.conflicts.map(WiderAnswer.init) } ?? [])
  }

  /// What these answers are on.
  var widerTitle: String { plan?.origin.title ?? "Accounts" }
}
