import Evidence
import PolicyFiles
import S3Access
import Timeline

/// A bucket's configuration at the as-of instant, as far as the records of its changes tell.
///
/// What a record shows was so at its time. That it still is so has to be earned: only where the logs
/// go on without a gap can no later change have been missed.
struct BucketConfiguration {
  /// The policy in force; `nil` where no record tells of one.
  private(set) var policy: PolicyInForce?
  /// The settings that have been switched on, for the bucket or for its account, and still are on.
  private(set) var enabled: [BlockPublicAccessSetting: Enabling] = [:]
  /// Since when ACLs have been disabled by `BucketOwnerEnforced`, and still are.
  private(set) var aclsDisabledSince: Instant?

  init(of evidence: BucketEvidence, asOf: Instant, requirements: EvidenceRequirements) {
    func isCurrent(_ start: Instant, _ changes: [ConfigurationChange]) -> Bool {
      evidence.isRecorded(
        from: start, to: asOf, in: Set(changes.map(\.region)), requirements: requirements)
    }
    let changes = evidence.changes.filter { $0.time <= asOf }
    let accountChanges = evidence.accountChanges.filter { $0.time <= asOf }
    let bucket = ConfigurationState(after: changes)
    let account = ConfigurationState(after: accountChanges)
    for (setting, since) in account.enabledSince where isCurrent(since, accountChanges) {
      enabled[setting] = Enabling(since: since, isOfAccount: true)
    }
    for (setting, since) in bucket.enabledSince where isCurrent(since, changes) {
      enabled[setting] = Enabling(since: since, isOfAccount: false)
    }
    aclsDisabledSince = bucket.aclsDisabledSince.flatMap { isCurrent($0, changes) ? $0 : nil }
    policy = bucket.policyInForce
    if let since = policy?.since { policy?.isCurrent = isCurrent(since, changes) }
  }

  /// Takes a setting as switched off: what was seen cannot have been with the setting on.
  mutating func distrust(_ setting: BlockPublicAccessSetting) {
    enabled[setting] = nil
  }

  /// Takes ACLs as enabled again: what was seen cannot have been with ACLs disabled.
  mutating func distrustDisabledACLs() {
    aclsDisabledSince = nil
  }
}

/// That a setting was switched on.
struct Enabling {
  /// When.
  var since: Instant
  /// Whether for the whole account, so that a call in any Region can switch it off.
  var isOfAccount: Bool
}

/// The policy that was put on a bucket last.
struct PolicyInForce {
  /// Whether it is public.
  var answer: PolicyPublicness
  /// Whether it may let in requests without a signature.
  var mayAdmitAnonymous: Bool
  /// A sentence that says why.
  var cause: String
  /// Since when it has been in force.
  var since: Instant
  /// Whether no later change can have been missed.
  var isCurrent = false

  /// Whether the policy is known not to be public, now.
  var isKnownNotPublic: Bool { isCurrent && answer == .notPublic }
}

extension PolicyInForce {
  /// The policy of a document, judged by AWS's meaning of public.
  init(_ document: PolicyDocument, since: Instant) {
    let judged = document.judged
    self.init(
      answer: judged.answer, mayAdmitAnonymous: judged.mayAdmitAnonymous, cause: judged.cause,
      since: since)
  }
}

extension PolicyDocument {
  /// Whether the document is public, whether it may let in anonymous callers, and why.
  var judged: (answer: PolicyPublicness, mayAdmitAnonymous: Bool, cause: String) {
    judged(attachedTo: .bucket)
  }

  /// The same for what the policy is attached to.
  func judged(
    attachedTo attachment: PolicyAttachment
  ) -> (answer: PolicyPublicness, mayAdmitAnonymous: Bool, cause: String) {
    switch self {
    case .unreadable(let reason): return (.undetermined, true, reason)
    case .document(let value):
      do {
        let access = try BucketPolicy(document: value).publicAccess(attachedTo: attachment)
        let deciding = access.statements.first { $0.answer == access.answer }
        return (
          access.answer, access.mayAdmitAnonymous,
          deciding?.description ?? "it allows nothing to anybody"
        )
      } catch {
        return (.undetermined, true, "it cannot be read: \(error)")
      }
    }
  }
}

/// The state that a succession of changes leads to.
private struct ConfigurationState {
  /// What the last changes of the policy made of it, and when.
  private var policy: (changes: Set<PolicyChange>, time: Instant)?
  var enabledSince: [BlockPublicAccessSetting: Instant] = [:]
  var aclsDisabledSince: Instant?

  /// The state after these changes.
  init(after changes: [ConfigurationChange]) {
    for simultaneous in changes.groupedByTime { apply(simultaneous) }
  }

  /// Applies the changes of one instant. Which of them was the last nobody can tell, so of two that
  /// differ the one counts that promises less.
  private mutating func apply(_ changes: [ConfigurationChange]) {
    guard let time = changes.first?.time else { return }
    applySettings(changes.compactMap(\.settings), at: time)
    applyOwnership(changes.compactMap(\.disablesACLs), at: time)
    let policies = Set(changes.compactMap(\.policy))
    if !policies.isEmpty { policy = (policies, time) }
  }

  /// The policy that the last change left. Only that one is judged: a pipeline may have put a
  /// thousand before it.
  var policyInForce: PolicyInForce? {
    guard let (policies, since) = policy, let only = policies.first else { return nil }
    guard policies.count == 1 else {
      return PolicyInForce(
        answer: .undetermined, mayAdmitAnonymous: true,
        cause: "the policy was changed more than once in the same second", since: since)
    }
    return only.inForce(since: since)
  }

  private mutating func applySettings(
    _ configurations: [Set<BlockPublicAccessSetting>], at time: Instant
  ) {
    guard let first = configurations.first else { return }
    let enabled = configurations.dropFirst().reduce(first) { $0.intersection($1) }
    for setting in BlockPublicAccessSetting.allCases {
      enabledSince[setting] = enabled.contains(setting) ? enabledSince[setting] ?? time : nil
    }
  }

  private mutating func applyOwnership(_ disablings: [Bool], at time: Instant) {
    guard !disablings.isEmpty else { return }
    aclsDisabledSince = disablings.allSatisfy { $0 } ? aclsDisabledSince ?? time : nil
  }
}

/// What a change makes of a bucket's policy.
private enum PolicyChange: Hashable {
  case put(PolicyDocument)
  case removed

  func inForce(since time: Instant) -> PolicyInForce {
    switch self {
    case .put(let document): PolicyInForce(document, since: time)
    case .removed:
      PolicyInForce(
        answer: .notPublic, mayAdmitAnonymous: false, cause: "the bucket has no policy",
        since: time)
    }
  }
}

extension ConfigurationChange {
  /// The settings that are on after the change; `nil` where it does not touch them. A bucket that is
  /// made or deleted starts from nothing.
  fileprivate var settings: Set<BlockPublicAccessSetting>? {
    switch change {
    case .publicAccessBlock(let configuration): configuration.enabled
    case .created, .deleted: []
    default: nil
    }
  }

  fileprivate var disablesACLs: Bool? {
    switch change {
    case .objectOwnership(let ownership): ownership == .bucketOwnerEnforced
    case .created, .deleted: false
    default: nil
    }
  }

  fileprivate var policy: PolicyChange? {
    switch change {
    case .policy(let document): .put(document)
    case .policyDeleted, .created, .deleted: .removed
    default: nil
    }
  }
}

extension [ConfigurationChange] {
  /// The changes in order of time, those of one second together.
  fileprivate var groupedByTime: [[ConfigurationChange]] {
    Dictionary(grouping: self, by: \.time).sorted { $0.key < $1.key }.map(\.value)
  }
}
