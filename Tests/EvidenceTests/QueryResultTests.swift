import Evidence
import S3Access
import Testing

/// A table, and the facts that it tells.
private struct TableCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var table: String
  var facts: [String]

  init(_ name: String, _ lines: String..., facts: [String]) {
    (testDescription, table, self.facts) = (name, lines.joined(separator: "\n") + "\n", facts)
  }
}

/// The columns of the query that has been in use, as Athena writes their names.
private let names =
  #""eventtime","arn","eventname","sourceipaddress","useragent","requestparameters""#
private let app = "arn:aws:iam::111122223333:role/app"

/// A row of those columns.
private func row(
  _ event: String = "PutObject", by arn: String = "\"\(app)\"",
  _ parameters: String = #"{"bucketName":"invoices","x-amz-acl":"public-read","key":"a.csv"}"#
) -> String {
  let quoted = parameters.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"")
  return
    "\"2020-02-03T15:34:11Z\",\(arn),\"\(event)\",\"203.0.113.7\",\"[aws-cli/1.17]\",\"\(quoted)\""
}

private let publicUpload = "invoices PutObject acl(public-read) succeeded unknown \(app) x1"

@Suite("Results of queries over CloudTrail records")
struct QueryResultTests {
  @Test(
    "rows are the records that they are of",
    arguments: [
      TableCase("a public upload", names, row(), facts: [publicUpload]),
      TableCase(
        "columns in another order, in capitals, without quotes",
        "eventName,requestParameters,ARN,eventTime",
        #"PutObject,"{""bucketName"":""invoices"",""x-amz-acl"":""public-read""}",\#(app),"#
          + "2020-02-03T15:34:11Z", facts: [publicUpload]),
      TableCase(
        "no caller", names, row(by: ""),
        facts: [
          "invoices PutObject acl(public-read) succeeded unknown unknown x1"
        ]),
      TableCase(
        "a private upload whose key says otherwise", names,
        row("PutObject", #"{"bucketName":"invoices","key":"x-amz-acl/public-read"}"#), facts: []),
      TableCase(
        "a role's session", names, row(by: "\"arn:aws:sts::111122223333:assumed-role/app/one\""),
        facts: [publicUpload]),
      TableCase(
        "a line feed within quotes", names,
        row("PutObject", "{\"bucketName\":\"invoices\",\n\"x-amz-acl\":\"public-read\"}"),
        facts: [publicUpload]),
      TableCase(
        "parameters that were cut", names, row("PutObject", #"{"bucketName":"invo"#), facts: []),
      TableCase(
        "without the errors nobody is known to have been let in",
        "eventtime,eventname,bucketname,useridentity_accountid,aclrequired",
        "2020-02-03T15:34:11Z,GetObject,invoices,anonymous,Yes", facts: []),
    ])
  fileprivate func rows(_ c: TableCase) async throws {
    try await #expect(ledger(reading: c.table, named: "result.csv").factLines == c.facts)
  }

  @Test("more columns tell more")
  func moreColumns() async throws {
    let table = """
      eventtime,eventname,useridentity,errorcode,recipientaccountid,resources,additionaleventdata,requestparameters
      2020-02-03T15:34:11Z,GetObject,"{type=AWSAccount, principalid=, arn=null, accountid=anonymous}",,\
      111122223333,"[{arn=arn:aws:s3:::invoices/a, accountid=null, type=AWS::S3::Object}, \
      {arn=arn:aws:s3:::invoices, accountid=111122223333, type=AWS::S3::Bucket}]",\
      "{""aclRequired"":""Yes""}","{""bucketName"":""invoices""}"
      2020-02-03T15:34:12Z,GetObject,"{type=AWSAccount, principalid=, arn=null, accountid=anonymous}",\
      AccessDenied,111122223333,,,"{""bucketName"":""invoices""}"
      2020-02-03T15:34:13Z,PutObject,"{type=AssumedRole, arn=arn:aws:sts::111122223333:assumed-role/app/x, \
      accountid=111122223333, sessioncontext={attributes=null, sessionissuer={type=Role, arn=\(app)}}}",,\
      111122223333,,,"{""bucketName"":""invoices"",""x-amz-acl"":""public-read""}"

      """
    let said = try await ledger(reading: table, named: "result.csv")
    #expect(said.unreadableLines == [])
    #expect(
      said.factLines == [
        "invoices GetObject access(required) succeeded anonymous anonymous x1",
        "invoices PutObject acl(public-read) succeeded own-account \(app) x1",
      ])
    #expect(said.ownershipLines.contains("invoices 111122223333"))
  }

  @Test(
    "what a result can tell is known by its columns",
    arguments: [
      (names, [QueryResultKind.withoutErrors]),
      ("eventtime,eventname,requestparameters,errorcode", []),
      (
        "eventTime,eventName,awsRegion,recipientAccountId,errorCode,userIdentity_type,"
          + "userIdentity_accountId,requestParameters,additionalEventData,resources,path",
        [.uses]
      ),
      ("eventTime,eventName,lastEventTime,path,bucketName", [.recording]),
    ])
  func kinds(_ names: String, _ kinds: [QueryResultKind]) async throws {
    try await #expect(ledger(reading: names + "\n", named: "result.csv").queryResults == Set(kinds))
  }

  @Test("a row of many requests counts each of its ids once, and none is kept as a sample")
  func manyRequests() async throws {
    let names =
      "eventtime,lasteventtime,eventname,useridentity_accountid,recipientaccountid,"
      + "useridentity_issuer,requestparameters,path,events,eventid,eventids\n"
    let parameters = #""{""bucketName"":""invoices"",""x-amz-acl"":""public-read""}""#
    func row(_ first: String, _ last: String, _ ids: String, _ id: String = "") -> String {
      "2020-02-03T\(first)Z,2020-02-03T\(last)Z,PutObject,111122223333,111122223333,\(app),"
        + "\(parameters),s3://trail/a.json.gz,9,\(id),\(ids)\n"
    }
    let table =
      names + row("10:00:00", "10:00:00", "", "E-1") + row("09:00:00", "12:00:00", "E-2 E-3 E-4")
      + row("11:00:00", "13:00:00", "E-4 E-1")
    let said = try await ledger(reading: table, named: "result.csv")
    #expect(said.unreadableLines == [])
    let tally = try #require(said.facts.first?.value)
    #expect(said.facts.count == 1)
    #expect(said.facts.first?.key.caller.principal == app)
    #expect(tally.count == 4)
    #expect(tally.uses.map(\.eventID) == ["E-1"])
    #expect(
      "\(tally.extent.from) \(tally.extent.to)" == "2020-02-03T09:00:00Z 2020-02-03T13:00:00Z")
  }

  @Test("a record that lacks something is the trouble of its log file")
  func troubles() async throws {
    let file =
      "s3://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/03/"
      + "111122223333_CloudTrail_us-east-1_20200203T1535Z_a.json.gz"
    let table =
      "eventtime,eventname,requestparameters,path\n2020-02-03T15:34:11Z,PutObject,,\(file)\n"
    let collected = await EvidenceCollection([
      EvidenceFile(path: "result.csv", content: Array(table.utf8))
    ]).read(workers: 1)
    #expect(collected.files.map(\.isRead) == [true])
    let trouble = try #require(collected.ledger.unreadable.first)
    #expect(trouble.file == file)
    #expect(trouble.reason == "1 record does not say of which bucket")
    #expect(trouble.place?.account == "111122223333")
    #expect(trouble.deliveredAt?.description == "2020-02-03T15:35:00Z")
  }

  @Test("matches are no sign of recording")
  func coverage() async throws {
    let table =
      "eventtime,eventname,recipientaccountid,awsregion,requestparameters\n"
      + #"2020-02-03T15:34:11Z,PutObject,111122223333,us-east-1,"{""bucketName"":""invoices""}""#
    let said = try await ledger(reading: table, named: "result.csv")
    #expect(said.sightings.isEmpty && said.activity.isEmpty)
    #expect(said.volume.events == 1)
  }

  @Test(
    "tables that tell of no records",
    arguments: [
      ("a,b,c\n1,2,3\n", "0: is a table (CSV) that tells of no records"),
      (names + "\n" + row() + "\n\"torn", "ends within a row"),
      (names + "\n\"2020-02-03T15:34:11Z\",\"x\"\n", "1 row tells of no record"),
      (names + "\n" + row().replacingYear(), "1 row tells of no record"),
      (names + "\n\"2020\"x,1\n", "1 row has text beside its quotes"),
    ])
  func damage(_ table: String, _ reason: String) async throws {
    let said = try await ledger(reading: table, named: "result.csv")
    #expect(said.unreadable.count == 1)
    #expect(said.unreadableLines.first?.contains(reason) == true, "\(said.unreadableLines)")
  }
}

extension String {
  /// The row with a time that is none.
  fileprivate func replacingYear() -> String {
    "\"yesterday" + dropFirst("\"2020-02-03T15:34:11Z".count)
  }
}
