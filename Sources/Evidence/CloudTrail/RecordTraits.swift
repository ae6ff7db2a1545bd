import S3Access

/// What an event name says, found out once for each name.
struct RecordTraits {
  let operation: S3Operation
  /// The class by the name alone.
  let evidenceClass: EvidenceClass
  let isRead: Bool
  let canCarryACL: Bool
  /// A call that may change configuration, if it succeeds.
  let configures: Bool
  /// The same of a call that is about an account, whatever bucket it may name.
  let configuresAccount: Bool

  init(eventName: String) {
    operation = S3Operation(eventName)
    isRead = operation.isRead
    canCarryACL = operation.canCarryACL
    evidenceClass = !operation.isDataEvent ? .management : isRead ? .objectReads : .objectWrites
    let call = ConfigurationCall(rawValue: eventName)
    configures = call != nil
    configuresAccount = call?.isAboutAccount ?? false
  }

  /// The class of a record: by what it says of itself, else by its name.
  func evidenceClass(category: EventCategory, isManagementEvent: Bool?, isReadOnly: Bool?)
    -> EvidenceClass
  {
    let isManagement: Bool
    switch (category, isManagementEvent) {
    case (.management, _): isManagement = true
    case (.data, _): isManagement = false
    case (_, let said?): isManagement = said
    default: isManagement = evidenceClass == .management
    }
    if isManagement { return .management }
    return isReadOnly ?? isRead ? .objectReads : .objectWrites
  }
}

/// The `eventCategory` of a record, which those before event version 1.07 lack.
enum EventCategory {
  case absent, data, management
  /// Insights, network activity and aggregated events: none of them is a record of one call.
  case other

  init(_ text: String) {
    self =
      switch text {
      case "": .absent
      case "Data": .data
      case "Management": .management
      default: .other
      }
  }
}

/// The calls whose success changes what Block Public Access depends on.
///
/// Source: Amazon S3 User Guide, "Amazon S3 CloudTrail events".
enum ConfigurationCall: String {
  case putBucketPolicy = "PutBucketPolicy"
  case deleteBucketPolicy = "DeleteBucketPolicy"
  case putBucketPublicAccessBlock = "PutBucketPublicAccessBlock"
  case deleteBucketPublicAccessBlock = "DeleteBucketPublicAccessBlock"
  case putAccountPublicAccessBlock = "PutAccountPublicAccessBlock"
  case deleteAccountPublicAccessBlock = "DeleteAccountPublicAccessBlock"
  case putBucketOwnershipControls = "PutBucketOwnershipControls"
  case deleteBucketOwnershipControls = "DeleteBucketOwnershipControls"
  case createBucket = "CreateBucket"
  case deleteBucket = "DeleteBucket"

  /// Whether the call is about an account rather than a bucket.
  var isAboutAccount: Bool {
    self == .putAccountPublicAccessBlock || self == .deleteAccountPublicAccessBlock
  }
}
