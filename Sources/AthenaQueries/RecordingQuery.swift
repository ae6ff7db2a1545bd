import Evidence
import Timeline

/// The query that adds up, in a table of CloudTrail records, what was recorded when: a row an hour for
/// each bucket, class of events and folder of log files, instead of a row a record.
///
/// Each row tells of records that are alike in all that the reader of its result looks at, by one of them
/// and the times of the first and the last. So no rule on classes and owners is written down twice: the
/// reader judges the row as it would judge the records.
///
/// For Athena engine version 3, over the columns of the table in the Amazon Athena User Guide, "Create a
/// table for CloudTrail logs in Athena using partition projection".
public struct RecordingQuery: Hashable, Sendable {
  /// Which records.
  public var extent: QueryExtent

  /// A query of these records.
  public init(_ extent: QueryExtent) {
    self.extent = extent
  }

  /// The statement, ended by a line feed.
  public var sql: String {
    """
    WITH record AS (
      SELECT "$path" AS path, regexp_replace("$path", '[^/]*$', '') AS folder,
        substr(eventtime, 1, 13) AS hour,
        regexp_extract("$path", '_([0-9]{8}T[0-9]{2})[0-9]{2}Z_', 1) AS arrival,
        eventtime, awsregion, recipientaccountid, readonly, eventcategory,
        CASE WHEN \(Self.isOfInterest) THEN eventsource ELSE 'other.amazonaws.com' END AS source,
        CASE WHEN \(Self.isOfInterest) THEN eventname ELSE 'Other' END AS name,
        CASE WHEN \(Self.isOfInterest) THEN errorcode END AS errorcode,
        CASE WHEN \(Self.isOfS3) THEN \(RecordParameters.bucketName) END AS bucketname,
        CASE WHEN \(Self.isOfS3) THEN json_extract_scalar(additionaleventdata, '$.aclRequired') END AS aclrequired,
        CASE WHEN \(Self.isOfS3) THEN \(RecordResources.json) END AS resources,
        -- records that may say of no bucket are told file by file
        CASE WHEN \(Self.isOfS3) AND \(RecordParameters.bucketName) IS NULL
          THEN "$path" END AS lost
      FROM \(extent.table.reference)
      WHERE \(extent.condition)
    )
    SELECT CASE WHEN grouping(hour) = 0 THEN min(eventtime) END AS "eventTime",
      CASE WHEN grouping(hour) = 0 THEN max(eventtime) END AS "lastEventTime",
      CASE WHEN grouping(hour) = 0 THEN CAST(count(*) AS varchar) ELSE '0' END AS "events",
      min(path) AS "path", CASE WHEN grouping(hour) = 1 THEN max(path) END AS "lastPath",
      awsregion AS "awsRegion", recipientaccountid AS "recipientAccountId", readonly AS "readOnly",
      eventcategory AS "eventCategory", source AS "eventSource", name AS "eventName",
      errorcode AS "errorCode", bucketname AS "bucketName", aclrequired AS "aclRequired",
      resources AS "resources"
    FROM record
    -- what was recorded in each hour, and which files arrived in each, in one scan
    GROUP BY GROUPING SETS (
      (folder, hour, awsregion, recipientaccountid, readonly, eventcategory,
        source, name, errorcode, bucketname, aclrequired, resources, lost),
      (folder, arrival))

    """
  }

  /// Calls on access points are told of one by one by ``EvidenceQuery``.
  private static let isOfS3 =
    "eventsource = 's3.amazonaws.com' AND eventname NOT IN ("
    + list(EvidenceCalls.onAccessPoints) + ")"
  private static let isOfInterest = "(\(isOfS3) OR eventsource = 'cloudtrail.amazonaws.com')"
}
