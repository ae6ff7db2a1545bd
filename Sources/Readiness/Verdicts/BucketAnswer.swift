import PolicyFiles
import S3Access
import Timeline

/// What the evaluation of one bucket gives: its verdict, and what else the answers for the waivers and
/// for the bucket's account need.
struct BucketAnswer {
  /// The verdict.
  var verdict: BucketVerdict
  /// The waivers that covered something.
  var usedWaivers: Set<Waiver> = []
  /// Why the two settings that shut anonymous callers out stop somebody together; `nil` where they
  /// stop nobody.
  var reasonOfBoth: String?
  /// The settings that are on for the whole account already.
  var onForAccount: Set<BlockPublicAccessSetting> = []
  /// When nothing that is known would stand in the way any more; also of buckets whose verdict is
  /// not about that.
  var earliestReady: Instant?
}

extension BucketAnswer {
  /// The same answer on a bucket that its team expects to be public: the account's switch does not ask
  /// whether it is.
  func exempt(because reason: String) -> BucketAnswer {
    called(.exempt, reasons: [reason])
  }

  /// The same answer on a bucket that nobody claims.
  func undeclared(_ whoCouldClaim: String) -> BucketAnswer {
    called(.undeclared, reasons: [whoCouldClaim])
  }

  /// The same answer with one more thing to know.
  func remarking(_ reason: String) -> BucketAnswer {
    var answer = self
    answer.verdict.reasons.append(reason)
    return answer
  }

  /// The same answer on a bucket that its team expects to be public, where a planned change would shut
  /// readers out: that nobody was seen to read does not outweigh a team that says that somebody does.
  func expectedPublic(because reason: String) -> BucketAnswer {
    var answer = remarking("the team's policy expects the bucket to be public: \(reason)")
    let question = OpenQuestion(
      "the team's policy expects the bucket to be public, and the setting may end that",
      remedy:
        "settle it with the team: leave the setting off, or change 'expect' in its policy file")
    for setting in BucketContext.both {
      guard case .safe = answer.verdict.settings[setting]?.status else { continue }
      answer.verdict.settings[setting]?.status = .unknown(NonEmpty(question))
      if answer.verdict.verdict == .ready { answer.verdict.verdict = .unknown }
    }
    return answer
  }

  private func called(_ verdict: Verdict, reasons: [String]) -> BucketAnswer {
    var answer = self
    answer.verdict.verdict = verdict
    answer.verdict.reasons = reasons + self.verdict.reasons
    answer.verdict.earliestReady = nil
    return answer
  }
}
