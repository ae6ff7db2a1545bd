import Diagnostics
import Evidence
import S3Access
import Timeline

/// The answer to the question for every bucket in scope, and what it rests on.
public struct Assessment: Sendable {
  /// The instant that the verdicts speak of.
  public var asOf: Instant
  /// A verdict for each bucket: those that are not ready first, then unknown, ready, exempt and
  /// undeclared ones, each by name.
  public var buckets: [BucketVerdict]
  /// A verdict for each account, by number, where that is the question; else empty.
  public var accounts: [AccountVerdict]
  /// The answer on a planned change, where that is the question; else `nil`.
  public var plan: PlanAssessment?
  /// What was read.
  public var evidence: EvidenceSummary
  /// The policy files that were applied.
  public var policies: [AppliedPolicy]
  /// What the owners of the policies should know beside the verdicts: waivers that have expired, are
  /// about to, or cover nothing; patterns that no bucket matches.
  public var notices: [Notice]

  /// An assessment of these parts.
  public init(
    asOf: Instant, buckets: [BucketVerdict], accounts: [AccountVerdict] = [],
    evidence: EvidenceSummary, policies: [AppliedPolicy], notices: [Notice]
  ) {
    self.asOf = asOf
    self.buckets = buckets
    self.accounts = accounts
    self.evidence = evidence
    self.policies = policies
    self.notices = notices
  }

  /// Whether nothing was asked about.
  public var isEmpty: Bool { buckets.isEmpty && plan == nil }

  /// The verdict on the planned change, where that is the question; else
  /// the worst verdict of a bucket that was assessed, or of an account where that is the question: one
  /// that is not ready outranks one that is unknown, which outranks ready. `exempt` or `undeclared`
  /// where nothing else is in scope.
  public var verdict: Verdict {
    if let plan { return plan.verdict }
    for verdict in [Verdict.notReady, .unknown, .ready]
    where accounts.contains(where: { $0.verdict == verdict }) {
      return verdict
    }
    for verdict in [Verdict.notReady, .unknown, .ready, .exempt] where count(of: verdict) > 0 {
      return verdict
    }
    return .undeclared
  }

  /// How many buckets have this verdict.
  public func count(of verdict: Verdict) -> Int {
    buckets.count { $0.verdict == verdict }
  }
}

/// Whether the settings asked for can be switched on for a bucket.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  /// Something would stop working, or did what the policy forbids.
  case notReady = "not-ready"
  /// The evidence does not carry an answer.
  case unknown
  /// Nothing that was done in the window, all of it recorded, would stop working.
  case ready
  /// The policy expects the bucket to be public: it is not assessed.
  case exempt
  /// The evidence speaks of it, and no policy claims it.
  case undeclared
}

/// Something that the owner of a policy should know, at a place in the policy or in a file of evidence.
public struct Notice: Hashable, Sendable {
  /// What it is about.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case expiredWaiver = "expired-waiver"
    case expiringWaiver = "expiring-waiver"
    case staleWaiver = "stale-waiver"
    case unmatchedPattern = "unmatched-pattern"
    /// A log file or a digest is not what CloudTrail delivered.
    case tamperedEvidence = "tampered-evidence"
    /// A class of events counts as recorded because the command line says so.
    case declaredRecording = "declared-recording"
  }

  /// What it is about.
  public var kind: Kind
  /// The sentence.
  public var message: String
  /// Where the waiver or the pattern stands, or the file of evidence.
  public var location: SourceLocation

  /// A notice of these parts.
  public init(kind: Kind, message: String, location: SourceLocation) {
    self.kind = kind
    self.message = message
    self.location = location
  }
}

/// A policy file that took part.
public struct AppliedPolicy: Hashable, Sendable {
  /// The file as it was named.
  public var file: String
  /// The SHA-256 of its bytes, in hexadecimal.
  public var sha256: String
  /// The team that it belongs to; `nil` for a baseline that teams' files extend.
  public var team: String?

  /// A policy file of a team, or a baseline.
  public init(file: String, sha256: String, team: String?) {
    self.file = file
    self.sha256 = sha256
    self.team = team
  }
}

/// What was read, and what could not be.
public struct EvidenceSummary: Hashable, Sendable {
  /// How much.
  public var volume: EvidenceVolume
  /// The trail places that were heard of, each with the stretch of time.
  public var sources: [Source]
  /// What could not be read, by file and place.
  public var unreadable: [UnreadableEvidence]

  /// Records of one account and Region.
  public struct Source: Hashable, Sendable {
    /// The account and Region.
    public var place: TrailPlace
    /// From the first that was heard to the last.
    public var extent: Interval

    /// What was heard of a place.
    public init(place: TrailPlace, extent: Interval) {
      self.place = place
      self.extent = extent
    }
  }

  /// A summary of these parts.
  public init(volume: EvidenceVolume, sources: [Source], unreadable: [UnreadableEvidence]) {
    self.volume = volume
    self.sources = sources
    self.unreadable = unreadable
  }
}
