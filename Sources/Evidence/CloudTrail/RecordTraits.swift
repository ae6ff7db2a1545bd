import S3Access

/// What an event name says, found out once for each name. Holds no references, since every record
/// asks.
struct RecordTraits {
  /// The class by the name alone.
  let evidenceClass: EvidenceClass
  let isRead: Bool
  let canCarryACL: Bool
  let setsOnlyACL: Bool
  let isFormUpload: Bool
  let provesAccess: Bool
  /// What it may change, if it succeeds.
  let configurationCall: ConfigurationCall?
  /// What it says of an access point.
  let accessPointCall: AccessPointCall?

  init(eventName: String) {
    let operation = S3Operation(eventName)
    isRead = operation.isRead
    canCarryACL = operation.canCarryACL
    setsOnlyACL = operation.setsOnlyACL
    isFormUpload = operation.isFormUpload
    provesAccess = operation.provesAccess
    evidenceClass = !operation.isDataEvent ? .management : isRead ? .objectReads : .objectWrites
    configurationCall = ConfigurationCall(rawValue: eventName)
    accessPointCall = AccessPointCall(rawValue: eventName)
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
      switch text.lowercased() {
      case "data": .data
      case "management": .management
      case "insight", "networkactivity", "aggregated": .other
      // A word that is not known yet takes nothing away: the record is judged by the rest of it.
      default: .absent
      }
  }
}

/// The calls whose success changes what Block Public Access depends on.
///
/// Source: Amazon S3 User Guide, "Amazon S3 CloudTrail events".
enum ConfigurationCall: String, CaseIterable {
  case putBucketPolicy = "PutBucketPolicy"
  case deleteBucketPolicy = "DeleteBucketPolicy"
  case putBucketPublicAccessBlock = "PutBucketPublicAccessBlock"
  case deleteBucketPublicAccessBlock = "DeleteBucketPublicAccessBlock"
  case putAccountPublicAccessBlock = "PutAccountPublicAccessBlock"
  case deleteAccountPublicAccessBlock = "DeleteAccountPublicAccessBlock"
  case putBucketOwnershipControls = "PutBucketOwnershipControls"
  case deleteBucketOwnershipControls = "DeleteBucketOwnershipControls"
  case putBucketACL = "PutBucketAcl"
  case createBucket = "CreateBucket"
  case deleteBucket = "DeleteBucket"

  /// Whether the call is about an account rather than a bucket.
  var isAboutAccount: Bool {
    self == .putAccountPublicAccessBlock || self == .deleteAccountPublicAccessBlock
  }
}
