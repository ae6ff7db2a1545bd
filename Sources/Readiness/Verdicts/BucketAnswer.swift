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

  private func called(_ verdict: Verdict, reasons: [String]) -> BucketAnswer {
    var answer = self
    answer.verdict.verdict = verdict
    answer.verdict.reasons = reasons + self.verdict.reasons
    answer.verdict.earliestReady = nil
    return answer
  }
}
