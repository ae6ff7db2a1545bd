import Glibc
import Testing

@Suite("Collecting from Athena where AWS does not do as it should")
struct AthenaFailureTests {
  private static let table = """
    if [ "$2" = get-table ]; then echo '{"Table": {"PartitionKeys": [{"Name": "timestamp"}], \
    "Parameters": {"projection.enabled": "true"}}}'; exit; fi
    """
  private static let start = """
    if [ "$2" = start-query-execution ]; then echo '{"QueryExecutionId": "q1"}'; exit; fi
    """
  private static let state = "[ \"$2\" = get-query-execution ]"

  private static func collect(_ options: String...) -> [String] {
    [
      "collect", "--ledger", "ledger", "--athena", "--database", "audit", "--table", "logs",
      "--from", "2020-02-03", "--to", "2020-02-03",
    ] + options
  }

  private static func execution(_ state: String, _ more: String = "") -> String {
    #"{"QueryExecution": {"Status": {"State": "\#(state)"\#(more)}}}"#
  }

  private func run(_ aws: FakeAWS) throws -> Outcome {
    try Program.run(Self.collect(), in: try Workspace(), environment: aws.environment)
  }

  private static let recording = ["eventTime", "lastEventTime", "eventName", "bucketName", "path"]

  private static func row(_ cells: [String]) -> String {
    #"{"Data": [\#(cells.map { #"{"VarCharValue": "\#($0)"}"# }.joined(separator: ", "))]}"#
  }

  private static func error(_ code: String, _ message: String) -> String {
    "echo 'An error occurred (\(code)) when calling the X operation: \(message)' >&2; exit 254"
  }

  @Test(
    "says what is wrong, and how to mend it",
    arguments: [
      ("echo 'Unable to locate credentials' >&2; exit 253", 74, "no credentials"),
      (error("EntityNotFoundException", "Entity Not Found"), 66, "bpa-ready athena ddl"),
      (error("AccessDeniedException", "No"), 74, "allow glue:GetTable"),
      (#"echo '{"Table": {"PartitionKeys": [{"Name": "dt"}]}}'"#, 74, "but by dt"),
      (
        table + "\n" + error("InvalidRequestException", "No output location provided."), 74,
        "give --output-location s3://BUCKET/PREFIX/"
      ),
      (
        table + "\n" + error("InvalidRequestException", "WorkGroup x is not found."), 74,
        "aws athena list-work-groups"
      ),
      (table + "\n" + error("AccessDeniedException", "No"), 74, "allow athena:StartQueryExecution"),
      (table + "\necho nonsense", 74, "does not understand"),
      (
        [
          table, start,
          "echo '\(execution("CANCELLED", #", "StateChangeReason": "Bytes scanned limit was exceeded""#))'",
        ]
        .joined(separator: "\n"), 74, "ask for fewer --days-at-once"
      ),
      (
        [table, start, "echo '\(execution("FAILED", #", "StateChangeReason": "a\\u001b[31mb""#))'"]
          .joined(separator: "\n"), 74, "a\\u{1B}[31mb"
      ),
    ])
  func failures(_ script: String, code: Int32, says: String) throws {
    let outcome = try run(try FakeAWS(script))
    #expect(outcome.exitCode == code, "\(outcome.standardError)")
    #expect(outcome.standardError.contains(says), "\(outcome.standardError)")
  }

  @Test("says that there is no AWS CLI")
  func missing() throws {
    let outcome = try Program.run(
      Self.collect(), in: try Workspace(), environment: ["PATH": "/nowhere"])
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("the AWS CLI is not there"))
  }

  @Test("comes back where it was turned away, with the same query")
  func throttled() throws {
    let aws = try FakeAWS(
      """
      \(Self.table)
      if [ "$2" = start-query-execution ]; then
        echo "$4 $6" | md5sum >>$folder/asked
        mkdir $folder/tried 2>/dev/null && { \(Self.error("TooManyRequestsException", "Slow")); }
        echo '{"QueryExecutionId": "q1"}'; exit
      fi
      \(Self.error("AccessDeniedException", "No"))
      """)
    let outcome = try run(aws)
    #expect(outcome.standardError.contains("allow athena:GetQueryExecution"))
    let asked = try aws.folder.text("asked").split(separator: "\n")
    #expect(asked.count == 2, "one query, twice")
    #expect(Set(asked).count == 1)
  }

  @Test("takes results that Athena keeps itself page by page")
  func pages() throws {
    let header =
      #"{"Data": [{"VarCharValue": "eventTime"}, {"VarCharValue": "eventName"}, {"VarCharValue": "requestParameters"}]}"#
    let row =
      #"{"Data": [{"VarCharValue": "2020-02-03T10:00:00Z"}, {"VarCharValue": "PutObject"}, {"VarCharValue": "{\"bucketName\": \"one\", \"x-amz-acl\": \"public-read\"}"}]}"#
    let aws = try FakeAWS(
      """
      \(Self.table)
      \(Self.start)
      if \(Self.state); then echo '\(Self.execution("SUCCEEDED"))'; exit; fi
      echo "$*" >>$folder/pages
      case "$*" in
      *starting-token*) echo '{"ResultSet": {"Rows": [\(row)]}}';;
      *) echo '{"ResultSet": {"Rows": [\(header)]}, "NextToken": "t1"}';;
      esac
      """)
    let folder = try Workspace()
    let outcome = try Program.run(Self.collect(), in: folder, environment: aws.environment)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("added with 1 record"))
    #expect(try aws.folder.text("pages").contains("--starting-token t1"))
  }

  @Test("A result that did not come adds nothing")
  func lostResult() throws {
    let folder = try Workspace()
    let aws = try FakeAWS(
      """
      \(Self.table)
      \(Self.start)
      if \(Self.state); then echo '{"QueryExecution": {"Status": {"State": "SUCCEEDED"}, \
      "ResultConfiguration": {"OutputLocation": "s3://results/q1.csv"}}}'; exit; fi
      [ "$1" = s3 ] && { \(Self.error("AccessDenied", "Access Denied")); }
      """)
    let outcome = try Program.run(Self.collect(), in: folder, environment: aws.environment)
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("allow s3:GetObject"), "\(outcome.standardError)")
    #expect(outcome.standardError.contains("0 days of Athena's table added"))
  }

  @Test("A run that is killed between two answers has neither, and the next one asks for both")
  func killed() throws {
    let folder = try Workspace()
    let values = ["2020-02-03T10:00:00Z", "2020-02-03T11:00:00Z", "PutObject", "one", "s3://t/a"]
    let aws = try FakeAWS(
      """
      \(Self.table)
      if [ "$2" = start-query-execution ]; then
        echo asked >>$folder/asked
        case "$4" in *eventIDs*) q=q2;; *) q=q1;; esac
        echo "{\\"QueryExecutionId\\": \\"$q\\"}"; exit
      fi
      if \(Self.state) && [ "$4" = q2 ] && [ ! -e $folder/done ]; then
        echo $$ >$folder/started; exec sleep 60
      fi
      if \(Self.state); then echo '\(Self.execution("SUCCEEDED"))'; exit; fi
      echo '{"ResultSet": {"Rows": [\(Self.row(Self.recording)), \(Self.row(values))]}}'
      """)
    let program = try Program.start(Self.collect(), in: folder, environment: aws.environment)
    for _ in 0..<600 where (try? aws.folder.text("started"))?.hasSuffix("\n") != true {
      usleep(50_000)
    }
    program.send(SIGKILL)
    #expect(try program.wait().exitCode == 128 + SIGKILL)
    kill(try #require(Int32(try aws.folder.text("started").dropLast())), SIGKILL)
    #expect(try folder.run(["ledger", "info", "ledger"]).standardOutput.contains("0 files"))
    try aws.folder.write("", to: "done")
    for _ in 0..<2 {
      let outcome = try Program.run(Self.collect(), in: folder, environment: aws.environment)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    }
    // Twice two, and nothing in the third run.
    #expect(try aws.folder.text("asked") == String(repeating: "asked\n", count: 4))
  }

  @Test(
    "A signal stops the query",
    arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func signals(_ signal: Int32, code: Int32) throws {
    let aws = try FakeAWS(
      """
      \(Self.table)
      \(Self.start)
      [ "$2" = stop-query-execution ] && { echo "$4" >>$folder/stopped; exit; }
      echo $$ >$folder/started
      exec sleep 60
      """)
    let folder = try Workspace()
    let program = try Program.start(Self.collect(), in: folder, environment: aws.environment)
    for _ in 0..<600 where (try? aws.folder.text("started"))?.hasSuffix("\n") != true {
      usleep(50_000)
    }
    program.send(signal)
    #expect(try program.wait().exitCode == code)
    #expect(try aws.folder.text("stopped") == "q1\n")
  }
}

@Suite("The IAM policy for collecting from Athena")
struct AthenaPolicyTests {
  @Test("holds what running, reading and fetching take")
  func policy() throws {
    let outcome = try Program.run(
      [
        "collect", "--print-iam-policy", "--athena", "--database", "audit", "--table", "logs",
        "--workgroup", "w", "--output-location", "s3://results/x", "s3://trail/AWSLogs/",
      ], in: try Workspace())
    #expect(outcome.exitCode == 0)
    for part in [
      "athena:StartQueryExecution", "athena:StopQueryExecution",
      "arn:aws:athena:*:*:workgroup/w", "glue:GetTable", "arn:aws:glue:*:*:table/audit/logs",
      "arn:aws:s3:::results/x/*", "s3:PutObject", "arn:aws:s3:::trail/AWSLogs/*",
    ] {
      #expect(outcome.standardOutput.contains(part))
    }
    #expect(!outcome.standardOutput.contains("athena:GetQueryResults"))
  }
}
