import S3Access

/// What a planned change of infrastructure does to Block Public Access: the settings that it switches
/// on, and what else it does that they refuse.
public struct ChangePlan: Hashable, Sendable {
  /// What kind of document it was read from.
  public var origin: Origin
  /// The settings that come on, in the order of the document.
  public var changes: [SwitchOn]
  /// What the same plan does and its own settings refuse, in the order of the document.
  public var conflicts: [PlannedConflict]

  /// The kinds of documents.
  public enum Origin: String, CaseIterable, Hashable, Sendable {
    /// `terraform show -json PLAN`, or OpenTofu's.
    case terraform
    /// A template, which says what will be and not what is.
    case cloudFormationTemplate = "cloudformation-template"
    /// `aws cloudformation describe-change-set --include-property-values`.
    case cloudFormationChangeSet = "cloudformation-change-set"
  }

  /// A plan of these parts.
  public init(origin: Origin, changes: [SwitchOn], conflicts: [PlannedConflict]) {
    self.origin = origin
    self.changes = changes
    self.conflicts = conflicts
  }
}

/// A resource that switches settings on which are off before.
public struct SwitchOn: Hashable, Sendable {
  /// The resource, as the document calls it: `module.a.aws_s3_bucket_public_access_block.b["c"]`, or a
  /// logical id.
  public var address: String
  /// What it was called before it was moved; `nil` where it was not.
  public var previousAddress: String?
  /// For what they come on.
  public var target: Target
  /// The settings that come on, and those of which only the apply will tell.
  public var settings: Set<BlockPublicAccessSetting>

  /// What settings belong to.
  public enum Target: Hashable, Sendable {
    /// A bucket by name, and whether the same plan makes it.
    case bucket(String, isNew: Bool)
    /// A bucket that the same plan makes, whose name only the apply will tell.
    case newBucket(address: String)
    /// An account by number; `nil` for that of whoever applies the plan.
    case account(String?)
    /// Something whose name cannot be known: why, and how to make it known.
    case unknown(reason: String, remedy: String)
  }

  /// A resource that switches settings on.
  public init(
    address: String, previousAddress: String? = nil, target: Target,
    settings: Set<BlockPublicAccessSetting>
  ) {
    self.address = address
    self.previousAddress = previousAddress
    self.target = target
    self.settings = settings
  }
}

/// A change that a setting refuses which is on once the plan is applied.
public struct PlannedConflict: Hashable, Sendable {
  /// The resource whose change is refused.
  public var address: String
  /// The bucket, by name or by the address of the resource that makes it; `nil` where nobody can say.
  public var bucket: String?
  /// The setting that refuses it.
  public var setting: BlockPublicAccessSetting
  /// Whether it is refused for certain; otherwise nobody can say.
  public var isCertain: Bool
  /// Why, as a sentence without a capital and an end stop.
  public var reason: String

  /// A change and the setting that refuses it.
  public init(
    address: String, bucket: String?, setting: BlockPublicAccessSetting, isCertain: Bool,
    reason: String
  ) {
    self.address = address
    self.bucket = bucket
    self.setting = setting
    self.isCertain = isCertain
    self.reason = reason
  }
}

/// Why a document is no plan that can be judged.
public struct ChangePlanError: Error, Hashable, Sendable {
  /// What is wrong, as a sentence without a capital and an end stop.
  public var reason: String
  /// How to get what is expected; `nil` where the reason says it.
  public var help: String?

  /// An error and its help.
  public init(_ reason: String, help: String? = nil) {
    self.reason = reason
    self.help = help
  }
}
