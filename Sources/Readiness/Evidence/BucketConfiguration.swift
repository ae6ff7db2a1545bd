import Evidence
import PolicyFiles
import S3Access
import Timeline

/// A bucket's configuration at the as-of instant, as far as the records of its changes and the answers
/// of S3 in snapshots tell.
///
/// What was told was so at its time. That it still is so has to be earned: by an answer that is fresh,
/// or by logs that go on without a gap, so that no later change can have been missed.
struct BucketConfiguration {
  /// The policy in force; `nil` where nothing tells of one.
  private(set) var policy: PolicyInForce?
  /// The settings that have been switched on, for the bucket or for its account, and still are on.
  private(set) var enabled: [BlockPublicAccessSetting: Enabling] = [:]
  /// That ACLs have been disabled by `BucketOwnerEnforced`, and still are.
  private(set) var disabledACLs: Enabling?
  /// What the bucket's own ACL grants to everybody, as it was last told.
  private(set) var publicGrants: PublicGrants?
  /// What shows that the bucket's own ACL grants nothing to everybody; `nil` where nothing does.
  private(set) var nonPublicACL: StandingProof?
  /// When something was told to be on that hides public grants, or makes them grant nothing.
  private var hidingOfGrants: [Instant] = []
  /// The bucket's access points whose policy is public, or may be, as a snapshot last showed them.
  private(set) var openAccessPoints: [OpenAccessPoint] = []
  /// The names of the bucket's access points, as a snapshot lists them; `nil` where none does that still
  /// holds.
  private(set) var listedAccessPoints: Set<String>?
  /// What was asked of S3 last and not answered.
  private(set) var notTold: [RefusedAnswer] = []
  /// When a snapshot was taken that is from after the as-of instant; `nil` where none was.
  private(set) var laterSnapshot: Instant?

  init(of evidence: BucketEvidence, asOf: Instant, requirements: EvidenceRequirements) {
    let history = ConfigurationHistory(
      evidence.changes, evidence.answers, evidence, until: asOf, requirements)
    let account = ConfigurationHistory(
      ofAccount: evidence.accountChanges, evidence.accountAnswers, evidence, until: asOf,
      requirements)
    for setting in BlockPublicAccessSetting.allCases {
      enabled[setting] = [history, account].compactMap { $0.enabling(of: setting) }
        .max { $1.outranks($0) }
    }
    disabledACLs = history.disablingOfACLs
    let mayHide = [history, account].contains { $0.mayHideThatPolicyIsPublic }
    policy = history.policy(mayHideThatPublic: mayHide)
    openAccessPoints = history.openAccessPoints(mayHideThatPublic: mayHide)
    listedAccessPoints = history.listedAccessPoints
    publicGrants = history.publicGrants
    nonPublicACL =
      history.tellsThatGrantsShow(isOfAccount: false)
        && account.tellsThatGrantsShow(isOfAccount: true) ? history.proofOfNonPublicACL : nil
    hidingOfGrants = history.hidingOfGrants + account.hidingOfGrants
    notTold = history.notTold + account.notTold
    laterSnapshot = [history, account].compactMap(\.firstLaterAnswer).min()
  }

  /// Since when ACLs have been disabled.
  var aclsDisabledSince: Instant? { disabledACLs?.since }

  /// Whether neither the bucket's policy nor one of its access points' can let in somebody whom
  /// RestrictPublicBuckets shuts out. Where S3 refused to list them, there may be any.
  var isKnownNotPublicByPolicy: Bool {
    policy?.isKnownNotPublic == true && openAccessPoints.isEmpty
      && !notTold.contains { $0.call == "list-access-points" }
  }

  /// Whether public grants may have been hidden, by what was told from an instant on.
  func mayHaveHiddenGrants(since start: Instant) -> Bool {
    hidingOfGrants.contains { start <= $0 }
  }

  /// Takes a setting as switched off: what was seen cannot have been with the setting on.
  mutating func distrust(_ setting: BlockPublicAccessSetting) {
    enabled[setting] = nil
  }

  /// Takes ACLs as enabled again: what was seen cannot have been with ACLs disabled.
  mutating func distrustDisabledACLs() {
    disabledACLs = nil
  }
}

/// That something was switched on, and still is.
struct Enabling {
  /// Since when it is known to be on.
  var since: Instant
  /// What shows that it still is.
  var proof: StandingProof
  /// Whether for the whole account, so that a call in any Region can switch it off.
  var isOfAccount: Bool

  /// From when on a request that went through all the same shows that it is not on. What an answer shows
  /// holds whatever was done before; where only the logs carry it, they have to agree all the time.
  var contradictableSince: Instant { proof.isFreshAnswer ? proof.from : since }

  /// Whether it is known better than another: from a fresh answer, or from the bucket's own.
  fileprivate func outranks(_ other: Enabling) -> Bool {
    if proof.isFreshAnswer != other.proof.isFreshAnswer { return proof.isFreshAnswer }
    return !isOfAccount && other.isOfAccount
  }
}

/// Grants of a bucket's own ACL that are public.
struct PublicGrants {
  /// The grants, in order.
  var grants: [Grant]
  /// When they were told last.
  var toldAt: Instant
}

/// An access point whose policy is public, or may be.
struct OpenAccessPoint {
  var name: String
  var answer: PolicyPublicness
  var cause: String
  /// When S3 was asked.
  var toldAt: Instant
}

/// A call of a snapshot that was not answered.
struct RefusedAnswer: Hashable {
  /// The command, such as `get-bucket-policy`.
  var call: String
  /// The error that came instead.
  var errorCode: String
  /// When S3 was asked.
  var time: Instant
}
