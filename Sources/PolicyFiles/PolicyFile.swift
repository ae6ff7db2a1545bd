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
  /// The baselines that the file extends directly, by path.
  public var extends: [String]
  /// The most days that a waiver may last, as the baselines say; `nil` where none does.
  public var maximumWaiverDays: Declared<Int>?
  /// What the file asks of its buckets where a rule says nothing else.
  public var defaults: DeclaredRequirements
  /// The claims, in the order of the file.
  public var rules: [BucketRule]
  /// The waivers, in the order of the file.
  public var waivers: [Waiver]

  /// A file of these parts.
  public init(
    path: String, version: Int = 1, team: String, owner: String? = nil,
    extends: [String] = [], maximumWaiverDays: Declared<Int>? = nil,
    defaults: DeclaredRequirements = DeclaredRequirements(), rules: [BucketRule] = [],
    waivers: [Waiver] = []
  ) {
    self.path = path
    self.version = version
    self.team = team
    self.owner = owner
    self.extends = extends
    self.maximumWaiverDays = maximumWaiverDays
    self.defaults = defaults
    self.rules = rules
    self.waivers = waivers
  }
}
