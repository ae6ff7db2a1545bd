import Evidence
import S3Access
import Timeline

/// What switching one setting on would do to the uses of one fact.
struct Judgement {
  /// The uses.
  var fact: Fact
  /// Those of them that are judged.
  var selection: UseSelection
  /// The setting; `nil` where only the policy forbids what was done.
  var setting: BlockPublicAccessSetting?
  /// What was done.
  var kind: Finding.Kind
  /// Whether it would break for certain.
  var certainty: Finding.Certainty
  /// Which request would be refused, and why.
  var explanation: String

  /// The error code of requests that failed for good already; `nil` where they did not.
  var alreadyRefused: String? {
    if case .refused(let errorCode) = fact.outcome { errorCode } else { nil }
  }
}

/// A bucket as the rules see it: what was done in the window, and how it is configured.
struct BucketContext {
  var evidence: BucketEvidence
  var configuration: BucketConfiguration
  var window: Interval

  /// The facts of the window, in no order.
  let uses: [(fact: Fact, selection: UseSelection)]

  init(evidence: BucketEvidence, configuration: BucketConfiguration, window: Interval) {
    self.evidence = evidence
    self.configuration = configuration
    self.window = window
    uses = evidence.facts.compactMap { fact, tally in
      UseSelection(tally, in: window).map { (fact, $0) }
    }
  }

  /// What switching the setting on would do: each setting's rule stands in a file of its own.
  func judgements(for setting: BlockPublicAccessSetting) -> [Judgement] {
    switch setting {
    case .blockPublicAcls: judgeBlockPublicAcls()
    case .ignorePublicAcls: judgeIgnorePublicAcls()
    case .blockPublicPolicy: judgeBlockPublicPolicy()
    case .restrictPublicBuckets: judgeRestrictPublicBuckets()
    }
  }
}
