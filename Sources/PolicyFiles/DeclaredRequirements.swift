import Diagnostics
import S3Access
import Timeline

/// A value together with the place where somebody wrote it.
public struct Declared<Value: Hashable & Sendable>: Hashable, Sendable {
  /// What is declared.
  public var value: Value
  /// Where.
  public var location: SourceLocation
  /// The same place for an excerpt of the file.
  var span: SourceSpan
  /// The other places where part of it stands, as lists of several baselines come together.
  public internal(set) var alsoAt: [SourceLocation] = []
}

/// Requirements as one place in a file declares them: `nil` is what that place does not say. Such
/// places lie over each other like layers, the nearest to the bucket on top.
public struct DeclaredRequirements: Hashable, Sendable {
  /// `expect`: whether the buckets are public on purpose.
  public internal(set) var expectsPublic: Declared<Bool>?
  /// `settings`.
  public internal(set) var settings: Declared<Set<BlockPublicAccessSetting>>?
  /// `forbidden-acls`.
  public internal(set) var forbiddenACLs: Declared<Set<ForbiddenACL>>?
  /// `lookback` of `evidence`.
  public internal(set) var lookback: Declared<TimeSpan>?
  /// `freshness` of `evidence`.
  public internal(set) var freshness: Declared<TimeSpan>?
  /// `max-gap` of `evidence`.
  public internal(set) var maximumGap: Declared<TimeSpan>?
  /// `grade` of `evidence`.
  public internal(set) var grade: Declared<EvidenceGrade>?
  /// `not-recorded` of `evidence`, with its reason.
  public internal(set) var notRecorded: Declared<EvidenceRequirements.NotRecorded>?

  /// Requirements that say nothing.
  public init() {}

  /// These requirements laid over others: where these say nothing, the others hold.
  func over(_ below: DeclaredRequirements) -> DeclaredRequirements {
    var result = self
    result.expectsPublic = expectsPublic ?? below.expectsPublic
    result.settings = settings ?? below.settings
    result.forbiddenACLs = forbiddenACLs ?? below.forbiddenACLs
    result.lookback = lookback ?? below.lookback
    result.freshness = freshness ?? below.freshness
    result.maximumGap = maximumGap ?? below.maximumGap
    result.grade = grade ?? below.grade
    result.notRecorded = notRecorded ?? below.notRecorded
    return result
  }

  /// The evidence that is asked for, with the built-in values where nothing is said.
  var evidence: EvidenceRequirements {
    var evidence = EvidenceRequirements()
    evidence.lookback = lookback?.value ?? evidence.lookback
    evidence.freshness = freshness?.value ?? evidence.freshness
    evidence.maximumGap = maximumGap?.value ?? evidence.maximumGap
    evidence.grade = grade?.value ?? evidence.grade
    evidence.notRecorded = notRecorded?.value ?? evidence.notRecorded
    return evidence
  }
}
