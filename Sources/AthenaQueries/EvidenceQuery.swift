import Evidence
import S3Access

/// The query that finds, in a table of CloudTrail records, those that may be uses of what Block Public
/// Access takes away, and those that changed the configuration of a bucket.
///
/// It takes in too much rather than too little: what a record means is judged by the reader of its result,
/// by the same rules as that of a log file. A result proves uses, and is no sign of recording.
///
/// Requests that differ in their time, key, tool and address only are told one by one up to
/// ``toldOneByOne`` of them. Of the further ones a row tells many thousand: by one of them, the times of
/// the first and the last, and the id of each, by which a request counts once however often it is told.
///
/// For Athena engine version 3, over the columns of the table in the Amazon Athena User Guide, "Query AWS
/// CloudTrail logs".
public struct EvidenceQuery: Hashable, Sendable {
  /// Which records.
  public var extent: QueryExtent
  /// Requests that are alike and are told one by one: as many as a ledger keeps whole.
  public var toldOneByOne: Int

  /// Requests that one row tells, of those that are not told one by one.
  private static let toldTogether = 10_000

  /// A query of these records.
  public init(_ extent: QueryExtent, toldOneByOne: Int = Tally.detailLimit) {
    self.extent = extent
    self.toldOneByOne = toldOneByOne
  }

  /// The statement, ended by a line feed.
  public var sql: String {
    let alike = Self.alike.map(\.column) + ["likeness"]
    return """
      WITH record AS (
        SELECT eventtime,
          \(Self.columns.map { "\($0.expression) AS \($0.column)" }.joined(separator: ",\n    ")),
          \(Self.likeness) AS likeness,
          \(Self.isChange) AS ischange,
          coalesce(nullif(sharedeventid, ''), nullif(eventid, ''), nullif(requestid, '')) AS id
        FROM \(extent.table.reference)
        WHERE \(extent.condition)
          AND (eventsource = 's3.amazonaws.com' AND (\(Self.mayMatter))
            -- changes of what trails record
            OR eventsource = 'cloudtrail.amazonaws.com'
              AND eventname IN (\(list(EvidenceCalls.ofRecording))))
      ),
      placed AS (
        SELECT record.*,
          -- copies of one record have one place
          dense_rank() OVER (
            PARTITION BY \(alike.joined(separator: ", "))
            ORDER BY coalesce(id, eventtime || path || coalesce(requestparameters, ''))) AS place
        FROM record
      ),
      told AS (
        SELECT placed.*,
          CASE WHEN ischange OR place <= \(toldOneByOne)
              OR NOT coalesce(regexp_like(id, '^[-0-9A-Za-z]+$'), false) THEN CAST(place AS double)
            ELSE -ceil(CAST(place AS double) / \(Self.toldTogether)) END AS part
        FROM placed
      )
      SELECT min(eventtime) AS "eventTime",
        \(Self.alike.map { "\($0.column) AS \"\($0.name)\"" }.joined(separator: ",\n  ")),
        \(Self.own.map { "\(Self.first($0.column)) AS \"\($0.name)\"" }.joined(separator: ",\n  ")),
        CAST(count(*) AS varchar) AS "events",
        max(eventtime) AS "lastEventTime",
        CASE WHEN part < 0 THEN array_join(array_agg(DISTINCT id), ' ') END AS "eventIDs"
      FROM told
      GROUP BY \(alike.joined(separator: ", ")), part

      """
  }
}

// MARK: - Which records

extension EvidenceQuery {
  private static let mayMatter = """

            -- an ACL, in whatever form it is asked for
            regexp_like(lower(requestparameters), '\(aclWords)')
            -- a call that sets an ACL, or can, and does not show it
            OR eventname IN (\(list(aclCarriers.filter { S3Operation($0).setsOnlyACL })))
            OR (eventname IN (\(list(aclCarriers)))
              AND (NOT coalesce(\(RecordParameters.areShown), false)
                OR regexp_like(lower(requestparameters), '"acl"')))
            -- changes of what decides who gets in
            OR eventname IN (\(list(EvidenceCalls.ofConfiguration)))
            -- callers from outside the account that owns the bucket, or received the record
            OR (useridentity.accountid IS NULL AND coalesce(useridentity.type, '') <> 'AWSService')
            OR recipientaccountid IS NULL
            OR useridentity.accountid <> recipientaccountid
            OR cardinality(
              filter(resources, resource -> resource.accountid <> useridentity.accountid)) > 0
          
    """

  private static let aclCarriers = S3Operation.aclCarriers.sorted()

  /// The beginnings of the names of parameters that hold an ACL; or names written with escapes.
  private static let aclWords =
    (RequestedACL.parameterNames + [#"\\u"#]).joined(separator: "|")

  /// Records that are told one by one, however many there are: each may change something.
  private static let isChange =
    "(eventsource <> 's3.amazonaws.com'"
    + " OR eventname IN (\(list(EvidenceCalls.ofConfiguration))))"
}

// MARK: - What is told of them

extension EvidenceQuery {
  /// A column of the result.
  private struct Column {
    /// What it holds.
    var expression: String
    /// What it is called within the statement.
    var column: String
    /// What it is called in the result, by the name of the record's field.
    var name: String

    init(_ expression: String, _ name: String) {
      self.expression = expression
      column = name.lowercased()
      self.name = name
    }
  }

  /// What decides what a record means. Records that have all of it in common mean the same. The caller's
  /// fields are told apart, since Athena does not escape what stands in a structure.
  private static let alike = [
    Column("eventname", "eventName"), Column("eventsource", "eventSource"),
    Column("awsregion", "awsRegion"), Column("recipientaccountid", "recipientAccountId"),
    Column("errorcode", "errorCode"), Column("readonly", "readOnly"),
    Column("eventcategory", "eventCategory"),
    Column("useridentity.type", "userIdentity_type"),
    Column("useridentity.arn", "userIdentity_arn"),
    Column("useridentity.accountid", "userIdentity_accountId"),
    Column("useridentity.principalid", "userIdentity_principalId"),
    Column("useridentity.invokedby", "userIdentity_invokedBy"),
    Column("useridentity.sessioncontext.sessionissuer.arn", "userIdentity_issuer"),
    Column("json_extract_scalar(additionaleventdata, '$.aclRequired')", "aclRequired"),
    Column(RecordResources.json, "resources"),
  ]

  /// What tells one record from others that mean the same.
  private static let own = [
    Column("eventid", "eventID"), Column("sharedeventid", "sharedEventID"),
    Column("requestid", "requestID"), Column("sourceipaddress", "sourceIPAddress"),
    Column("useragent", "userAgent"), Column("requestparameters", "requestParameters"),
    Column("\"$path\"", "path"),
  ]

  private static let columns = alike + own

  /// What the first of several records says; of those of one time, the one of the first file.
  private static func first(_ column: String) -> String {
    "min_by(\(column), eventtime || ' ' || path)"
  }

  /// What of the parameters decides what a record means: all of a change; of a request that may carry
  /// an ACL all but what differs from object to object; of others the bucket, and whether they show.
  private static let likeness = """
    CASE WHEN \(isChange) THEN requestparameters
          WHEN regexp_like(lower(requestparameters), '\(aclWords)|"acl"')
            THEN regexp_replace(requestparameters, '\(ofObject)', '')
          ELSE coalesce(\(RecordParameters.bucketName), '')
            || CASE WHEN \(RecordParameters.areShown) THEN '' ELSE '/' END END
    """

  /// A parameter that is another one for each object or part of one, or for each signed link.
  private static let ofObject =
    #""(key|uploadId|partNumber|versionId|x-amz-copy-source|X-Amz-(Credential|Date|Expires"#
    + #"|Signature|Security-Token))" *: *("([^"\\]|\\.)*"|[0-9]+)"#
}
