import Evidence
import S3Access
import Timeline

/// The query that finds, in a table of CloudTrail records, those that may be uses of what Block Public
/// Access takes away, and those that changed the configuration of a bucket.
///
/// It takes in too much rather than too little: what a record means is judged by the reader of its result,
/// by the same rules as that of a log file. A result proves uses, and is no sign of recording.
///
/// For Athena engine version 3, over the columns of the table in the Amazon Athena User Guide, "Query AWS
/// CloudTrail logs".
public struct EvidenceQuery: Hashable, Sendable {
  /// The table.
  public var table: AthenaTable
  /// From when on.
  public var from: Instant
  /// Up to when, this instant left out.
  public var to: Instant
  /// The column by whose days, written `2020/02/03`, the table is partitioned; `nil` where it is not,
  /// and all of it is scanned.
  public var dayPartition: String?

  /// A query of a stretch of time.
  public init(_ table: AthenaTable, from: Instant, to: Instant, dayPartition: String?) {
    self.table = table
    self.from = from
    self.to = to
    self.dayPartition = dayPartition
  }

  /// The statement, ended by a line feed.
  public var sql: String {
    """
    SELECT
      \(Self.columns.joined(separator: ",\n  "))
    FROM \(table.reference)
    WHERE eventsource = 's3.amazonaws.com'
      AND eventtime >= '\(from)' AND eventtime < '\(to)'
    \(days)  AND (
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

    """
  }

  /// Files lie in the folder of the day of their delivery, which can be the day after.
  private var days: String {
    dayPartition.map { column in
      "  AND \"\(column)\" BETWEEN '\(from.folderDay)' AND '\((to + .days(1)).folderDay)'\n"
    } ?? ""
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
      "additionaleventdata AS \"additionalEventData\"", "resources",
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
