import Timeline

/// The statement that makes a table of a trail's log files, whose partitions are computed and need not
/// be added day by day.
///
/// Source: Amazon Athena User Guide, "Create a table for CloudTrail logs in Athena using partition
/// projection", whose columns these are.
public struct TableDefinition: Hashable, Sendable {
  /// The table.
  public var table: AthenaTable
  /// Where the folders of accounts lie: `s3://TRAIL-BUCKET/AWSLogs/`.
  public var location: String
  /// The accounts whose logs are there.
  public var accounts: [String]
  /// The Regions whose logs are there.
  public var regions: [String]
  /// The day of the oldest logs.
  public var from: Instant

  /// The column by whose days the table is partitioned.
  public static let dayPartition = "timestamp"

  /// A definition of a table of these logs.
  public init(
    _ table: AthenaTable, at location: String, accounts: [String], regions: [String],
    from: Instant
  ) {
    self.table = table
    self.location = location
    self.accounts = accounts
    self.regions = regions
    self.from = from
  }

  /// The statement, ended by a line feed.
  public var ddl: String {
    """
    CREATE EXTERNAL TABLE `\(table.database)`.`\(table.table)` (
      \(Self.columns.map { "`\($0)` \($1)" }.joined(separator: ",\n  "))
    )
    PARTITIONED BY (`account` string, `region` string, `\(Self.dayPartition)` string)
    ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
    STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
    OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
    LOCATION '\(location)'
    TBLPROPERTIES (
      \(properties.map { "'\($0)' = '\($1)'" }.joined(separator: ",\n  "))
    )

    """
  }

  private var properties: [(String, String)] {
    [
      ("projection.enabled", "true"),
      ("projection.account.type", "enum"),
      ("projection.account.values", accounts.joined(separator: ",")),
      ("projection.region.type", "enum"),
      ("projection.region.values", regions.joined(separator: ",")),
      ("projection.\(Self.dayPartition).type", "date"),
      ("projection.\(Self.dayPartition).format", "yyyy/MM/dd"),
      ("projection.\(Self.dayPartition).range", "\(from.folderDay),NOW"),
      ("projection.\(Self.dayPartition).interval", "1"),
      ("projection.\(Self.dayPartition).interval.unit", "DAYS"),
      (
        "storage.location.template",
        "\(location)${account}/CloudTrail/${region}/${\(Self.dayPartition)}"
      ),
    ]
  }

  private static let issuer =
    "struct<type: string, principalid: string, arn: string, accountid: string, username: string>"
  private static let session =
    "struct<attributes: struct<mfaauthenticated: string, creationdate: string>,"
    + " sessionissuer: \(issuer)>"
  private static let identity =
    "struct<type: string, principalid: string, arn: string, accountid: string, invokedby: string,"
    + " accesskeyid: string, username: string, sessioncontext: \(session)>"

  private static let columns: [(String, String)] =
    [("eventversion", "string"), ("useridentity", identity)]
    + [
      "eventtime", "eventsource", "eventname", "awsregion", "sourceipaddress", "useragent",
      "errorcode", "errormessage", "requestparameters", "responseelements", "additionaleventdata",
      "requestid", "eventid", "readonly",
    ].map { ($0, "string") }
    + [("resources", "array<struct<arn: string, accountid: string, type: string>>")]
    + [
      "eventtype", "apiversion", "recipientaccountid", "sharedeventid", "vpcendpointid",
      "eventcategory",
    ]
    .map { ($0, "string") }
}
