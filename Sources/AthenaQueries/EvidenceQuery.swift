import Evidence
import S3Access

/// The query that finds, in a table of CloudTrail records, those that may be uses of what Block Public
/// Access takes away, and those that changed the configuration of a bucket.
///
/// It takes in too much rather than too little: what a record means is judged by the reader of its result,
/// by the same rules as that of a log file. A result proves uses, and is no sign of recording.
///
/// For Athena engine version 3, over the columns of the table in the Amazon Athena User Guide, "Query AWS
/// CloudTrail logs".
public struct EvidenceQuery: Hashable, Sendable {
  /// Which records.
  public var extent: QueryExtent

  /// A query of these records.
  public init(_ extent: QueryExtent) {
    self.extent = extent
  }

  /// The statement, ended by a line feed.
  public var sql: String {
    """
    SELECT
      \(Self.columns.joined(separator: ",\n  "))
    FROM \(extent.table.reference)
    WHERE \(extent.condition)
      AND (eventsource = 's3.amazonaws.com' AND (
        -- an ACL that grants something to everyone, in whatever form it is asked for
        regexp_like(lower(requestparameters), '\(Self.publicWords.joined(separator: "|"))')
        -- parameters that were left out may have held one
        OR (requestparameters IS NULL AND eventname IN (\(Self.list(Self.aclCarriers))))
        -- changes of what decides who gets in
        OR eventname IN (\(Self.list(EvidenceCalls.ofConfiguration)))
        -- callers from outside the account that owns the bucket, or received the record
        OR (useridentity.accountid IS NULL AND coalesce(useridentity.type, '') <> 'AWSService')
        OR useridentity.accountid <> recipientaccountid
        OR cardinality(
          filter(resources, resource -> resource.accountid <> useridentity.accountid)) > 0
      )
        -- changes of what trails record
        OR eventsource = 'cloudtrail.amazonaws.com'
          AND eventname IN (\(Self.list(EvidenceCalls.ofRecording))))

    """
  }

  /// Columns by the names of the record's fields. The caller's are told apart, since Athena does not
  /// escape what stands in a structure.
  private static let columns =
    [
      "eventtime AS \"eventTime\"", "eventname AS \"eventName\"",
      "eventsource AS \"eventSource\"", "awsregion AS \"awsRegion\"",
      "recipientaccountid AS \"recipientAccountId\"", "eventid AS \"eventID\"",
      "sharedeventid AS \"sharedEventID\"", "requestid AS \"requestID\"",
      "errorcode AS \"errorCode\"", "useridentity.type AS \"userIdentity_type\"",
      "useridentity.arn AS \"userIdentity_arn\"",
      "useridentity.accountid AS \"userIdentity_accountId\"",
      "useridentity.invokedby AS \"userIdentity_invokedBy\"", "useridentity AS \"userIdentity\"",
      "sourceipaddress AS \"sourceIPAddress\"", "useragent AS \"userAgent\"",
      "readonly AS \"readOnly\"", "requestparameters AS \"requestParameters\"",
      "additionaleventdata AS \"additionalEventData\"", "resources", "\"$path\" AS \"path\"",
    ]

  /// What the parameters of a request with a public ACL hold: a canned ACL's name or a group's.
  private static let publicWords =
    CannedACL.allCases.filter(\.isPublic).map(\.rawValue)
    + [Grantee.allUsers, .authenticatedUsers].map { $0.description.lowercased() }

  private static let aclCarriers = S3Operation.aclCarriers.sorted()

  private static func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
