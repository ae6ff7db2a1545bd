import Glibc
import Testing
import TrailFixtures

private let regionFolder = "AWSLogs/111122223333/CloudTrail/us-east-1"

/// The name of a file that was delivered at noon of a day of February 2020.
private func name(_ day: Int, _ suffix: String = "a") -> String {
  "2020/02/0\(day)/111122223333_CloudTrail_us-east-1_2020020\(day)T1200Z_\(suffix).json.gz"
}

@Suite(
  "Collecting from S3", .serialized,
  .enabled(if: MotoServer.isInstalled, "moto and the AWS CLI are not installed: make test does it"))
struct TrailInS3Tests {
  @Test("takes each file once, and gives the verdicts of the files themselves")
  func incremental() throws {
    let server = try MotoServer()
    let folder = try Workspace()
    try folder.write(Policy("one").text, to: "Policies/payments.yaml")
    for day in 3...9 {
      let events = Week.quiet("one").filter { $0.text.contains("2020-02-0\(day)T") }
      try folder.write(try gzip(logFile(events)), to: "logs/\(regionFolder)/\(name(day))")
    }
    try server.aws("s3", "mb", "s3://trail")
    try server.aws("s3", "cp", "--recursive", "--quiet", folder.path("logs"), "s3://trail/x")
    func collect(_ options: String...) throws -> Outcome {
      try Program.run(
        ["collect", "--ledger", "ledger", "s3://trail/x/AWSLogs/"] + options, in: folder,
        environment: server.environment)
    }
    // A part first: the files of the first three days, and of the day after them.
    let part = try collect("--from", "2020-02-03", "--to", "2020-02-05T12:00:00Z")
    #expect(part.exitCode == 0, "\(part.standardError)")
    #expect(part.standardError.contains("4 files read"))
    #expect(try collect("--from", "2020-02-03").standardError.contains("3 files read"))
    #expect(try collect("--from", "2020-02-03").standardError.contains("0 files read"))
    let check = ["--as-of", Week.end, "--format", "csv"]
    let fromS3 = try folder.run(["check", "--ledger", "ledger"] + check)
    #expect(fromS3.exitCode == 0, "\(fromS3.standardOutput)")
    #expect(try folder.run(["--evidence", "logs"] + check).standardOutput == fromS3.standardOutput)

    // One more file of a day that is known.
    let upload = try gzip(logFile([Week.publicUpload("one")]))
    try folder.write(upload, to: "late.json.gz")
    try server.aws(
      "s3", "cp", folder.path("late.json.gz"), "s3://trail/x/\(regionFolder)/\(name(5, "b"))")
    #expect(try collect("--from", "2020-02-03").standardError.contains("1 file read"))
    #expect(try folder.run(["check", "--ledger", "ledger"] + check).exitCode == 1)
  }

  @Test("takes the accounts and Regions that are asked for, of organizations too")
  func places() throws {
    let server = try MotoServer()
    let folder = try Workspace()
    for (account, region) in [
      ("111122223333", "us-east-1"), ("111122223333", "eu-west-1"), ("999988887777", "us-east-1"),
    ] {
      let name = "\(account)_CloudTrail_\(region)_20200205T1200Z_a.json.gz"
      try folder.write(
        try gzip(logFile(Week.quiet("one"))),
        to: "logs/AWSLogs/o-a1b2c3d4e5/\(account)/CloudTrail/\(region)/2020/02/05/\(name)")
    }
    try server.aws("s3", "mb", "s3://trail")
    try server.aws("s3", "cp", "--recursive", "--quiet", folder.path("logs"), "s3://trail")
    func read(_ options: String...) throws -> String {
      let outcome = try Program.run(
        ["collect", "--ledger", "ledger-\(options.joined())", "s3://trail", "--from", "2020-02-01"]
          + options, in: folder, environment: server.environment)
      return outcome.exitCode == 0
        ? String(outcome.standardError.split(separator: " ")[2]) : "\(outcome.exitCode)"
    }
    #expect(try read() == "3")
    #expect(try read("--account", "111122223333") == "2")
    #expect(try read("--account", "111122223333", "--region", "us-east-1") == "1")
    #expect(try read("--region", "ap-south-1") == "66")
  }
}

@Suite("Collecting from S3 where AWS does not do as it should")
struct TrailFailureTests {
  private static let place = "s3://trail/\(regionFolder)/"
  private static let listing = """
    if [ "$2" = list-objects-v2 ]; then cat $folder/listing; exit; fi
    """

  private func collect(_ aws: FakeAWS, in folder: Workspace) throws -> Outcome {
    try Program.run(
      ["collect", "--ledger", "ledger", "--from", "2020-02-01", Self.place], in: folder,
      environment: aws.environment)
  }

  @Test(
    "says what is wrong, and how to mend it",
    arguments: [
      ("echo 'Unable to locate credentials' >&2; exit 253", "no credentials"),
      (
        "echo 'An error occurred (ExpiredToken) when calling the X operation: Old' >&2; exit 254",
        "have expired"
      ),
      (
        "echo 'An error occurred (AccessDenied) when calling the X operation: No' >&2; exit 254",
        "allow s3:ListBucket"
      ),
      ("echo nonsense", "does not understand"),
      ("printf 'a\\033[31mb\\n' >&2; exit 1", "a\\u{1B}[31mb"),
    ])
  func failures(_ script: String, says: String) throws {
    let outcome = try collect(try FakeAWS(script), in: try Workspace())
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains(says), "\(outcome.standardError)")
  }

  @Test("says that there is no AWS CLI")
  func missing() throws {
    let outcome = try Program.run(
      ["collect", "--ledger", "ledger", Self.place], in: try Workspace(),
      environment: ["PATH": "/nowhere"])
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("the AWS CLI is not there"))
  }

  @Test("A file that did not come is evidence that nobody could read, until it comes")
  func lostFile() throws {
    let folder = try Workspace()
    try folder.write(Policy("one").text, to: "Policies/payments.yaml")
    let log = try gzip(logFile(Week.quiet("one")))
    let aws = try FakeAWS(
      """
      \(Self.listing)
      cp -r "$folder/store/${3##*/02/}." "$4"
      [ -e $folder/whole ] && exit
      echo 'download failed: s3://x An error occurred (AccessDenied) when calling the GetObject \
      operation: Access Denied' >&2
      exit 1
      """)
    let listed = [3, 4].map { day in
      #"["\#(regionFolder)/\#(name(day))", \#(log.count), "\"e\#(day)\"", "STANDARD"]"#
    }
    try aws.folder.write("[\(listed.joined(separator: ","))]", to: "listing")
    try aws.folder.write(log, to: "store/\(name(3).dropFirst("2020/02/".count))")
    let outcome = try collect(aws, in: folder)
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("allow s3:GetObject"), "\(outcome.standardError)")
    #expect(outcome.standardError.contains("1 file read"))
    let check = ["check", "--ledger", "ledger", "--as-of", Week.end]
    #expect(try folder.run(check).exitCode == 3)
    #expect(try folder.run(check).standardOutput.contains("could not be fetched"))

    try aws.folder.write(log, to: "store/\(name(4).dropFirst("2020/02/".count))")
    try aws.folder.write("", to: "whole")
    #expect(try collect(aws, in: folder).exitCode == 0)
    #expect(try folder.run(check).exitCode == 0)
  }

  @Test(
    "A signal stops the CLI, and leaves nothing behind",
    arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func signals(_ signal: Int32, code: Int32) throws {
    let folder = try Workspace()
    try folder.makeFolder("tmp")
    let aws = try FakeAWS(
      """
      \(Self.listing)
      echo part >"$4/part"; echo $$ >$folder/started
      exec sleep 60
      """)
    try aws.folder.write(
      #"[["\#(regionFolder)/\#(name(3))", 10, "\"e\"", null]]"#, to: "listing")
    let program = try Program.start(
      ["collect", "--ledger", "ledger", "--from", "2020-02-01", Self.place], in: folder,
      environment: aws.environment.merging(["TMPDIR": folder.path("tmp")]) { $1 })
    for _ in 0..<600 where (try? aws.folder.text("started"))?.hasSuffix("\n") != true {
      usleep(50_000)
    }
    let child = try #require(Int32(try aws.folder.text("started").dropLast()))
    program.send(signal)
    #expect(try program.wait().exitCode == code)
    #expect(kill(child, 0) == -1, "the CLI has ended")
    #expect(try folder.names(in: "tmp").isEmpty)
  }
}

@Suite("The IAM policy for collecting")
struct CollectionPolicyTests {
  @Test("is the smallest for what is asked for")
  func policy() throws {
    let outcome = try Program.run(
      ["collect", "--print-iam-policy", "s3://trail/x/AWSLogs/111122223333/"], in: try Workspace())
    #expect(outcome.exitCode == 0)
    let folder = "x/AWSLogs/111122223333/CloudTrail/"
    #expect(
      outcome.standardOutput.filter { !$0.isWhitespace } == """
        {"Version":"2012-10-17","Statement":[\
        {"Sid":"ListTrail","Effect":"Allow","Action":["s3:ListBucket"],\
        "Resource":["arn:aws:s3:::trail"],\
        "Condition":{"StringLike":{"s3:prefix":["\(folder)*"]}}},\
        {"Sid":"ReadTrail","Effect":"Allow","Action":["s3:GetObject"],\
        "Resource":["arn:aws:s3:::trail/\(folder)*"]}]}
        """)
  }

  @Test("is of the Region's partition")
  func partition() throws {
    let outcome = try Program.run(
      ["collect", "--print-iam-policy", "s3://trail", "--region", "us-gov-west-1"],
      in: try Workspace())
    #expect(outcome.standardOutput.contains("arn:aws-us-gov:s3:::trail/AWSLogs/*"))
  }
}
