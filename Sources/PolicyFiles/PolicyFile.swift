import S3Access
import Timeline

/// What one team's file says.
public struct PolicyFile: Hashable, Sendable {
  /// The file's name as it was given.
  public var path: String
  /// The version of the format; 1.
  public var version: Int
  /// The team that the file speaks for.
  public var team: String
  /// Who answers for the file; `nil` where it does not say.
  public var owner: String?
  /// What the file asks of its buckets where a rule says nothing else.
  public var defaults: DeclaredRequirements
  /// The claims, in the order of the file.
  public var rules: [BucketRule]
  /// The waivers, in the order of the file.
  public var waivers: [Waiver]

  /// A file of these parts.
  public init(
    path: String, version: Int = 1, team: String, owner: String? = nil,
    defaults: DeclaredRequirements = DeclaredRequirements(), rules: [BucketRule] = [],
    waivers: [Waiver] = []
  ) {
    self.path = path
    self.version = version
    self.team = team
    self.owner = owner
    self.defaults = defaults
    self.rules = rules
    self.waivers = waivers
  }
}

/// Requirements as one place declares them: `nil` is what that place does not say. Places lie over
/// each other like layers, the nearest to the bucket on top.
public struct DeclaredRequirements: Hashable, Sendable {
  /// `expect`.
  public var expectsPublic: Bool?
  /// `settings`.
  public var settings: Set<BlockPublicAccessSetting>?
  /// `forbidden-acls`.
  public var forbiddenACLs: Set<ForbiddenACL>?
  /// `evidence.lookback`.
  public var lookback: TimeSpan?
  /// `evidence.freshness`.
  public var freshness: TimeSpan?
  /// `evidence.max-gap`.
  public var maximumGap: TimeSpan?
  /// `evidence.grade`.
  public var grade: EvidenceGrade?
  /// `evidence.not-recorded` with its reason; `.some(nil)` where a list without entries says that
  /// every class is needed again.
  public var notRecorded: EvidenceRequirements.NotRecorded??

  /// Requirements that say nothing.
  public init() {}

  /// These requirements laid over others: what these do not say, the others do.
  public func over(_ below: DeclaredRequirements) -> DeclaredRequirements {
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
  public var evidence: EvidenceRequirements {
    let builtIn = EvidenceRequirements()
    return EvidenceRequirements(
      lookback: lookback ?? builtIn.lookback, freshness: freshness ?? builtIn.freshness,
      maximumGap: maximumGap ?? builtIn.maximumGap, grade: grade ?? builtIn.grade,
      notRecorded: notRecorded ?? nil)
  }
}
