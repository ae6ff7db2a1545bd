import JSON
import Testing
import TrailFixtures

/// The real AWS CLI and a server that answers as AWS does. It runs no query: it gives the results that
/// it was told to give.
@Suite(
  "Collecting from Athena through the AWS CLI", .serialized,
  .enabled(if: MotoServer.isInstalled, "moto and the AWS CLI are not installed: make test does it"))
struct AthenaServerTests {
  private static let collect = [
    "collect", "--ledger", "ledger", "--athena", "--database", "audit", "--table", "logs",
    "--from", "2020-02-03", "--to", "2020-02-03",
  ]

  private static let uses = [
    ["eventTime", "eventName", "requestParameters", "eventID"],
    [
      "2020-02-03T10:00:00Z", "PutObject", #"{"bucketName": "one", "x-amz-acl": "public-read"}"#,
      "E1",
    ],
  ]
  private static let recording = [
    ["eventTime", "lastEventTime", "eventName", "bucketName", "path", "lastPath"],
    ["2020-02-03T10:00:00Z", "2020-02-03T10:30:00Z", "PutObject", "one", "s3://trail/a.json", nil],
  ]

  private func server(tableLocation: String = "s3://trail/AWSLogs/") throws -> MotoServer {
    let server = try MotoServer()
    try server.aws("glue", "create-database", "--database-input", #"{"Name": "audit"}"#)
    try server.aws(
      "glue", "create-table", "--database-name", "audit", "--table-input",
      #"{"Name": "logs", "StorageDescriptor": {"Location": "\#(tableLocation)"}, "#
        + #""PartitionKeys": [{"Name": "timestamp"}], "Parameters": {"projection.enabled": "true"}}"#
    )
    try server.aws("s3", "mb", "s3://trail")
    try server.aws("s3", "mb", "s3://results")
    return server
  }

  @Test("asks, waits, fetches the file of the result, and says what was listed and scanned")
  func whole() throws {
    let server = try server()
    let folder = try Workspace()
    try folder.write(Array(repeating: 65, count: 12_000_000), to: "log")
    let key =
      "AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/03/"
      + "111122223333_CloudTrail_us-east-1_20200203T1200Z_a.json.gz"
    try server.aws("s3", "cp", folder.path("log"), "s3://trail/\(key)")
    try server.prepareAthenaResults([Self.uses, Self.recording])
    let outcome = try Program.run(
      Self.collect + ["--days-at-once", "7", "--output-location", "s3://results/athena"],
      in: folder, environment: server.environment)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(
      outcome.standardError.contains(
        "which scan about 24.0 MB: twice the 12.0 MB that S3 lists of those days; about 0.01 USD"),
      "\(outcome.standardError)")
    #expect(outcome.standardError.contains("2 days of Athena's table added with"))
    #expect(outcome.standardError.contains("2 queries scanned 0 bytes, about 0.01 USD"))
    #expect(try folder.run(["ledger", "info", "ledger"]).standardOutput.contains("of 1 bucket"))
    let again = try Program.run(Self.collect, in: folder, environment: server.environment)
    #expect(again.standardError.contains("0 days of Athena's table added"))
  }

  @Test("takes the rows from Athena where it keeps the result itself")
  func managed() throws {
    let server = try server()
    let folder = try Workspace()
    try server.prepareAthenaResults([Self.uses, Self.recording], asFiles: false)
    let outcome = try Program.run(Self.collect, in: folder, environment: server.environment)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("2 days of Athena's table added with 1 record"))
    #expect(try folder.run(["ledger", "info", "ledger"]).standardOutput.contains("facts: 1 in"))
  }

  @Test("says that a table is not there")
  func noTable() throws {
    let server = try server()
    let outcome = try Program.run(
      Self.collect + ["--table", "other"], in: try Workspace(), environment: server.environment)
    #expect(outcome.exitCode == 66)
    #expect(outcome.standardError.contains("there is no table audit.other"), "\(outcome)")
  }

  @Test("says that a workgroup is not there")
  func noWorkgroup() throws {
    let server = try server()
    let outcome = try Program.run(
      Self.collect + ["--workgroup", "other"], in: try Workspace(),
      environment: server.environment)
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("look at --workgroup"), "\(outcome)")
  }
}
