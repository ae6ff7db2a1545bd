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
        eventtime, awsregion, recipientaccountid, readonly, eventcategory,
        CASE WHEN \(Self.isOfInterest) THEN eventsource ELSE 'other.amazonaws.com' END AS source,
        CASE WHEN \(Self.isOfInterest) THEN eventname ELSE 'Other' END AS name,
        CASE WHEN \(Self.isOfInterest) THEN errorcode END AS errorcode,
        CASE WHEN \(Self.isOfS3) THEN json_extract_scalar(requestparameters, '$.bucketName') END AS bucketname,
        CASE WHEN \(Self.isOfS3) THEN json_extract_scalar(additionaleventdata, '$.aclRequired') END AS aclrequired,
        CASE WHEN \(Self.isOfS3) THEN \(Self.resources) END AS resources
      FROM \(extent.table.reference)
      WHERE \(extent.condition)
    )
    SELECT min(eventtime) AS "eventTime", max(eventtime) AS "lastEventTime",
      CAST(count(*) AS varchar) AS "events", min(path) AS "path", CAST(NULL AS varchar) AS "lastPath",
      awsregion AS "awsRegion", recipientaccountid AS "recipientAccountId", readonly AS "readOnly",
      eventcategory AS "eventCategory", source AS "eventSource", name AS "eventName",
      errorcode AS "errorCode", bucketname AS "bucketName", aclrequired AS "aclRequired",
      resources AS "resources"
    FROM record
    GROUP BY folder, substr(eventtime, 1, 13), awsregion, recipientaccountid, readonly, eventcategory,
      source, name, errorcode, bucketname, aclrequired, resources
    UNION ALL
    SELECT NULL, NULL, NULL, min(path), max(path), \(Array(repeating: "NULL", count: 10).joined(separator: ", "))
    FROM record
    GROUP BY folder, regexp_extract(path, '_([0-9]{8}T[0-9]{2})[0-9]{2}Z_', 1)

    """
  }

  /// The resources as JSON, objects by the bucket that they lie in only: there is one of each.
  private static let resources = """
    concat('[', array_join(transform(resources, resource -> concat(
          '{"ARN":"', \(text(bucketARN)),
          '","accountId":"', \(text("resource.accountid")),
          '","type":"', \(text("resource.type")), '"}')), ','), ']')
    """

  private static let bucketARN = """
    CASE WHEN regexp_like(resource.arn, '\(bucketPattern)')
            THEN regexp_extract(resource.arn, '\(bucketPattern)') ELSE resource.arn END
    """
  private static let bucketPattern = "^arn:[^:]*:s3:::[^/]+/"

  /// A text that may stand between quotes. What these fields hold has no quotes of its own.
  private static func text(_ expression: String) -> String {
    "replace(replace(coalesce(\(expression), ''), '\\', ''), '\"', '')"
  }

  /// Calls on access points are told of one by one by ``EvidenceQuery``.
  private static let isOfS3 =
    "eventsource = 's3.amazonaws.com' AND eventname NOT IN ("
    + EvidenceCalls.onAccessPoints.map { "'\($0)'" }.joined(separator: ", ") + ")"
  private static let isOfInterest = "(\(isOfS3) OR eventsource = 'cloudtrail.amazonaws.com')"
}
