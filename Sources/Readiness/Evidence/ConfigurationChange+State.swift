import Evidence
import S3Access
import Timeline

/// What a change makes of each part of a configuration; `nil` where it does not touch the part.
extension ConfigurationChange {
  /// The settings that are on after the change. A bucket that is made or deleted starts anew.
  var settings: Set<BlockPublicAccessSetting>? {
    switch change {
    case .publicAccessBlock(let configuration): configuration.enabled
    case .created: isOfTodaysDefaults ? Set(BlockPublicAccessSetting.allCases) : []
    case .deleted: []
    default: nil
    }
  }

  /// Whether ACLs are disabled after the change.
  var disablesACLs: Bool? {
    switch change {
    case .objectOwnership(let ownership): ownership == .bucketOwnerEnforced
    case .created(let ownership):
      ownership.map { $0 == .bucketOwnerEnforced } ?? isOfTodaysDefaults
    case .deleted: false
    default: nil
    }
  }

  /// The policy after the change.
  var policy: PolicyTold? {
    switch change {
    case .policy(let document): .put(document)
    case .policyDeleted, .created, .deleted: .removed
    default: nil
    }
  }

  /// The grants of the bucket's own ACL after the change.
  var bucketGrants: Set<Grant>? {
    switch change {
    case .bucketACL(let acl): Set(acl?.allGrants ?? [])
    case .created, .deleted: []
    default: nil
    }
  }

  /// Whether a bucket that is made then has all four settings on and ACLs disabled, unless the call asks
  /// for others. Counted from May, for AWS went from Region to Region in April.
  ///
  /// Source: Amazon S3 User Guide, "Default settings for new S3 buckets FAQ".
  private var isOfTodaysDefaults: Bool {
    Instant(year: 2023, month: 5, day: 1).map { $0 <= time } ?? false
  }
}
