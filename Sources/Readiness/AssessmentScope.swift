import PolicyFiles
import S3Access

/// What of the policies and the evidence is asked about.
public struct AssessmentScope: Sendable {
  /// Only buckets whose name matches; `nil` for all.
  public var bucket: GlobPattern?
  /// Only buckets that this team claims; `nil` for all, those that nobody claims included.
  public var team: String?
  /// Only these settings; `nil` for those that the policy asks for.
  public var settings: Set<BlockPublicAccessSetting>?
  /// Whether waivers cover anything.
  public var appliesWaivers: Bool
  /// Whether buckets that no policy claims are part of the answer.
  public var includesUndeclared: Bool

  /// A scope; without arguments, everything.
  public init(
    bucket: GlobPattern? = nil, team: String? = nil,
    settings: Set<BlockPublicAccessSetting>? = nil, appliesWaivers: Bool = true,
    includesUndeclared: Bool = true
  ) {
    self.bucket = bucket
    self.team = team
    self.settings = settings
    self.appliesWaivers = appliesWaivers
    self.includesUndeclared = includesUndeclared
  }

  func includes(bucket name: String) -> Bool {
    bucket?.matches(name) ?? true
  }

  func includes(team name: String) -> Bool {
    team == nil || team == name
  }

  /// The settings that a rule asks for, as far as they are asked about.
  func asked(of rule: BucketRule) -> Set<BlockPublicAccessSetting> {
    settings.map { rule.settings.intersection($0) } ?? rule.settings
  }
}
