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
  /// The question for whole accounts; `nil` for the question for each bucket.
  public var accounts: AccountScope?
  /// The settings that a planned change switches on, by bucket: only these settings of only these
  /// buckets are asked about, whoever claims them. `nil` where no planned change is the question.
  public var switches: [String: Set<BlockPublicAccessSetting>]?

  /// A scope; without arguments, everything.
  public init(
    bucket: GlobPattern? = nil, team: String? = nil,
    settings: Set<BlockPublicAccessSetting>? = nil, appliesWaivers: Bool = true,
    includesUndeclared: Bool = true, accounts: AccountScope? = nil,
    switches: [String: Set<BlockPublicAccessSetting>]? = nil
  ) {
    self.bucket = bucket
    self.team = team
    self.settings = settings
    self.appliesWaivers = appliesWaivers
    self.includesUndeclared = includesUndeclared
    self.accounts = accounts
    self.switches = switches
  }

  func includes(bucket name: String) -> Bool {
    switches.map { $0[name] != nil } ?? bucket?.matches(name) ?? true
  }

  /// Whether a switch is the question, an account's or a plan's, rather than what a team asks for.
  var isOfSwitches: Bool { accounts != nil || switches != nil }

  func includes(team name: String) -> Bool {
    team == nil || team == name
  }

  /// Whether a bucket of that owner is asked about; `nil` where nobody knows who owns it. What AWS
  /// lists as the account's is asked about, whatever the records say.
  func includes(bucket: String, of owner: String?) -> Bool {
    guard let accounts, let account = accounts.account, let owner else { return true }
    return account == owner || accounts.buckets?.contains(bucket) == true
  }

  /// The settings that are asked about: those that a plan switches on, those that a rule asks for, or for
  /// a whole account all four, for its switch asks no team; as far as the run is about them.
  func asked(of rule: BucketRule?, on bucket: String? = nil) -> Set<BlockPublicAccessSetting> {
    if let switches, let bucket { return switches[bucket] ?? [] }
    let all = Set(BlockPublicAccessSetting.allCases)
    let wanted = accounts == nil ? rule?.settings ?? all : all
    return settings.map(wanted.intersection) ?? wanted
  }
}

/// The question whether the settings can be switched on for a whole account.
public struct AccountScope: Hashable, Sendable {
  /// Only this account; `nil` for every account whose logs are in the evidence.
  public var account: String?
  /// All buckets of the account, as AWS lists them; `nil` where nobody said.
  public var buckets: Set<String>?

  /// The question for one account or for all, with the buckets that the one has.
  public init(account: String? = nil, buckets: Set<String>? = nil) {
    self.account = account
    self.buckets = buckets
  }
}
