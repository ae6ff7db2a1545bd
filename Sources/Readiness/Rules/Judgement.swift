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
  /// Whether only the account's setting would refuse it, whatever the bucket's says.
  var isOfAccountOnly = false
  /// What was done.
  var kind: Finding.Kind
  /// Whether it would break for certain.
  var certainty: Finding.Certainty
  /// Which request would be refused, and why.
  var explanation: String

  /// The error code of requests that failed for good already; `nil` where they did not.
  var alreadyRefused: String? {
    if case .refused(let errorCode) = fact.outcome, !fact.onlyHintsAtAccess {
      errorCode
    } else {
      nil
    }
  }
}

/// A bucket as the rules see it: what was done in the window, and how it is configured.
struct BucketContext {
  var evidence: BucketEvidence
  var configuration: BucketConfiguration
  let window: Interval
  /// The bucket's last inventory.
  var inventory: InventoryEvidence?
  /// When trails recorded what was written to the bucket. Asked for only where access logs tell of it too.
  var writesRecordedByTrails: [Interval] = []
  private let selections = UseSelections()

  init(evidence: BucketEvidence, configuration: BucketConfiguration, window: Interval) {
    self.evidence = evidence
    self.configuration = configuration
    self.window = window
    // First, for where ACLs are disabled no rule on them finds a use that could contradict.
    if let disabling = configuration.disabledACLs,
      wereACLsUsed(since: disabling.contradictableSince)
    {
      self.configuration.distrustDisabledACLs()
    }
    for (setting, enabling) in configuration.enabled where isContradicted(setting, enabling) {
      self.configuration.distrust(setting)
    }
  }

  /// The facts that matter to a rule, with their uses in the window, in no order. Most facts matter
  /// to none, so their uses are never looked at.
  func uses(of matters: (Fact) -> Bool) -> [(fact: Fact, selection: UseSelection)] {
    evidence.facts.compactMap { fact, tally in
      guard matters(fact), let selection = selections.selection(of: fact, tally, in: window)
      else { return nil }
      return (fact, selection)
    }
  }

  /// Requests from outside the bucket's account that were let in.
  var accesses: [(fact: Fact, selection: UseSelection)] {
    uses { if case .access = $0.subject { true } else { false } }
  }

  /// Whether a request went through that the setting refuses, so that it cannot be on: the call that
  /// switched it off was not recorded, or is not in these logs.
  private func isContradicted(_ setting: BlockPublicAccessSetting, _ enabling: Enabling) -> Bool {
    judgements(for: setting).contains { judgement in
      judgement.certainty == .certain && judgement.fact.outcome == .succeeded
        && judgement.selection.extent.to - enabling.contradictableSince > Self.timeToTakeEffect
    }
  }

  /// Whether a request set a public ACL, or was let in by an ACL, although ACLs are disabled: so they
  /// have been enabled again.
  ///
  /// Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs".
  private func wereACLsUsed(since disabling: Instant) -> Bool {
    uses(of: \.showsACLsAtWork).contains { fact, selection in
      fact.outcome == .succeeded && fact.operation != "CreateBucket"
        && selection.extent.to - disabling > Self.timeToTakeEffect
    }
  }

  /// How long a setting may take to reach all of S3. AWS gives no number.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings": settings of an account might not
  /// take effect in all Regions immediately or simultaneously.
  private static let timeToTakeEffect = TimeSpan.minutes(15)

  /// The uses whose records leave open whether an ACL was needed: those without `aclRequired` from
  /// before the bucket's records had that field.
  func withoutTellingAbsence(_ selection: UseSelection) -> UseSelection? {
    guard let since = evidence.aclRequiredTellsSince else { return selection }
    return selection.notSince(since)
  }

  /// What switching the setting on would do.
  func judgements(for setting: BlockPublicAccessSetting) -> [Judgement] {
    judgementsOfBucket(for: setting) + judgementsOfStrays(for: setting)
  }

  /// What the setting would do to what was done through access points of the account whose bucket no
  /// record names: it may be this one.
  private func judgementsOfStrays(for setting: BlockPublicAccessSetting) -> [Judgement] {
    guard !evidence.factsOfStrays.isEmpty else { return [] }
    var ofStrays = self
    ofStrays.evidence.facts = evidence.factsOfStrays
    return ofStrays.judgementsOfBucket(for: setting).compactMap { judgement in
      guard judgement.alreadyRefused == nil else { return nil }
      var possible = judgement
      possible.certainty = .possible
      possible.explanation +=
        "; it was made through the access point \(judgement.fact.bucket), and no record says of which"
        + " bucket that is"
      return possible
    }
  }

  /// What the setting would do to what was done to the bucket: each setting's rule stands in a file of
  /// its own.
  private func judgementsOfBucket(for setting: BlockPublicAccessSetting) -> [Judgement] {
    switch setting {
    case .blockPublicAcls: judgeBlockPublicAcls()
    case .ignorePublicAcls: judgeIgnorePublicAcls()
    case .blockPublicPolicy: judgeBlockPublicPolicy()
    case .restrictPublicBuckets: judgeRestrictPublicBuckets()
    }
  }

  /// What an answer says that only hints at access.
  static func hint(_ fact: Fact) -> String {
    "the object of this \(fact.operation) is not there, and S3 says so only to those who may list the"
      + " bucket: with the setting on the answer may be 403 AccessDenied instead of 404"
  }

  /// What only the account's setting would do.
  func judgementsOfAccount(for setting: BlockPublicAccessSetting) -> [Judgement] {
    setting == .blockPublicAcls ? judgeBucketCreation() : []
  }
}

extension Fact {
  /// Whether the request read nothing, and its answer tells all the same that the caller may list the
  /// bucket: who may not is answered 403 for an object that is not there.
  ///
  /// Source: Amazon S3 API Reference, "GetObject", Permissions.
  var onlyHintsAtAccess: Bool {
    guard case .access = subject, case .refused = outcome else { return false }
    return true
  }

  /// Whether such a request succeeds only where ACLs are not disabled.
  fileprivate var showsACLsAtWork: Bool {
    switch subject {
    case .acl(let acl): acl.isPublic
    case .access(let authorization): authorization == .required
    case .hiddenACL, .loggedACL, .policy: false
    }
  }
}
