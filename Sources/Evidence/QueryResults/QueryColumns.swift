/// The columns of a query's result, by what they hold. Names are compared without case, since Athena
/// writes them in lower case whatever the query says.
///
/// Source: Amazon Athena User Guide, "Query CloudTrail logs", whose column names these are; the query that
/// has been in use for finding public ACLs selects eventTime, userIdentity.arn, eventName,
/// sourceIPAddress, userAgent and requestParameters.
struct QueryColumns {
  private let places: [Column: Int]
  /// How many columns there are.
  let count: Int

  /// What a column holds.
  enum Column: CaseIterable {
    case eventTime, eventName, eventSource, awsRegion, sourceIPAddress, userAgent, errorCode
    case eventID, sharedEventID, requestID, recipientAccount, readOnly, managementEvent
    case eventCategory, userIdentity, identityType, identityARN, identityAccount, invokedBy
    case identityPrincipal, identityIssuer
    case requestParameters, additionalEventData, aclRequired, resources, bucketName, key
    case path
    /// Of rows that tell of many records: the time of the last, how many there are, and the last of the
    /// log files.
    case lastEventTime, events, lastPath
    /// Of such a row that tells of requests: the ids of all of them.
    case eventIDs

    /// The names that it goes by.
    var names: [String] {
      switch self {
      case .identityType: ["useridentity.type", "useridentity_type", "identitytype", "usertype"]
      case .identityARN:
        ["arn", "userarn", "useridentity.arn", "useridentity_arn", "principal", "principalarn"]
      case .identityAccount:
        ["useridentity.accountid", "useridentity_accountid", "accountid", "useraccount"]
      case .invokedBy: ["useridentity.invokedby", "useridentity_invokedby", "invokedby"]
      case .identityPrincipal: ["useridentity.principalid", "useridentity_principalid"]
      case .identityIssuer: ["useridentity_issuer"]
      case .recipientAccount: ["recipientaccountid", "recipientaccount"]
      case .bucketName: ["bucketname", "bucket"]
      case .key: ["key", "object", "objectkey"]
      case .sourceIPAddress: ["sourceipaddress", "sourceip"]
      default: ["\(self)".lowercased()]
      }
    }
  }

  /// The columns of these names; `nil` where they are not those of records.
  init?(_ names: [String]) {
    let names = names.map { $0.lowercased().filter { !$0.isWhitespace } }
    count = names.count
    places = Column.allCases.reduce(into: [:]) { places, column in
      places[column] = names.firstIndex { column.names.contains($0) }
    }
    guard has(.eventTime), has(.eventName),
      has(.requestParameters) || has(.bucketName) || has(.resources)
    else { return nil }
  }

  /// Whether its rows tell what was recorded when, of many records each.
  var tellRecording: Bool { has(.lastEventTime) && has(.path) && !has(.eventIDs) }

  /// Whether there is such a column.
  func has(_ column: Column) -> Bool { places[column] != nil }

  /// Where the column stands; `nil` where there is none.
  subscript(column: Column) -> Int? { places[column] }

  /// The columns that a result needs so that its rows are uses, as a message names them.
  static let needed = "eventTime, eventName and requestParameters"
}
