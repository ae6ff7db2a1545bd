import Glibc
import Testing
import TrailFixtures

/// `Examples/collect-daily`, run as a user runs it.
private enum DailyCollection {
  static let script = "\(Golden.package)Examples/collect-daily"

  static func start(
    _ arguments: [String], in folder: Workspace, environment: [String: String]
  ) throws -> RunningProgram {
    try folder.makeFolder("tmp")
    let own = ["BPA_READY": Program.path, "TMPDIR": folder.path("tmp")]
    return try Program.start(
      arguments, in: folder, environment: environment.merging(own) { $1 }, executable: script)
  }

  static func run(
    _ arguments: [String], in folder: Workspace, environment: [String: String]
  ) throws -> Outcome {
    try start(arguments, in: folder, environment: environment).wait()
  }
}

private let place = "s3://readiness/daily/one.ledger"

@Suite(
  "Collecting daily into a ledger in S3", .serialized,
  .enabled(if: MotoServer.isInstalled, "moto and the AWS CLI are not installed: make test does it"))
struct DailyCollectionTests {
  @Test("makes the ledger, adds to it, and leaves a copy that gives the verdicts of the logs")
  func daily() throws {
    let (server, folder) = (try MotoServer(), try Workspace())
    try server.aws("s3", "mb", "s3://readiness")
    _ = try LedgerLogs.write(8, in: folder)
    func collect(_ path: String) throws -> Outcome {
      try DailyCollection.run(
        [place, "ledger", path, "--jobs", "1"], in: folder, environment: server.environment)
    }
    let first = try collect("logs/0")
    #expect(first.exitCode == 0, "\(first.standardError)")
    #expect(first.standardError.contains("2 files read"))
    let second = try collect("logs")
    #expect(second.exitCode == 0, "\(second.standardError)")
    #expect(second.standardError.contains("6 files read"))
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())
    try server.aws("s3", "cp", "--quiet", place, folder.path("stored"))
    #expect(try folder.bytes("stored") == folder.bytes("ledger"))
    #expect(try folder.names(in: "tmp").isEmpty)
    #expect(try !folder.names.contains("ledger.part"))
  }

  @Test("loses nothing where several run at once")
  func race() throws {
    let (server, folder) = (try MotoServer(), try Workspace())
    try server.aws("s3", "mb", "s3://readiness")
    _ = try LedgerLogs.write(12, in: folder)
    let running = try (0..<4).map { part in
      try DailyCollection.start(
        [place, "ledger\(part)", "logs/\(part)"], in: folder, environment: server.environment)
    }
    for program in running {
      let outcome = try program.wait()
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    }
    try server.aws("s3", "cp", "--quiet", place, folder.path("ledger"))
    #expect(try folder.reportOfLedger() == folder.reportOfLogs())
    #expect(try folder.run(["ledger", "verify", "ledger"]).exitCode == 0)
  }

  @Test("leaves alone what is no ledger, or damaged")
  func damaged() throws {
    let (server, folder) = (try MotoServer(), try Workspace())
    try server.aws("s3", "mb", "s3://readiness")
    _ = try LedgerLogs.write(4, in: folder)
    #expect(try folder.run(["collect", "--quiet", "--ledger", "sound", "logs"]).exitCode == 0)
    let sound = try folder.bytes("sound")
    for bytes in [Array("something else".utf8), Array(sound.prefix(sound.count / 2))] {
      try folder.write(bytes, to: "object")
      try server.aws("s3", "cp", "--quiet", folder.path("object"), place)
      let outcome = try DailyCollection.run(
        [place, "ledger", "logs"], in: folder, environment: server.environment)
      #expect(outcome.exitCode == 65)
      #expect(outcome.standardError.contains("is left as it is"), "\(outcome.standardError)")
      try server.aws("s3", "cp", "--quiet", place, folder.path("after"))
      #expect(try folder.bytes("after") == bytes)
      #expect(try !folder.names.contains("ledger"))
    }
  }
}

@Suite("Collecting daily where AWS does not do as it should")
struct DailyCollectionFailureTests {
  private static let missing =
    "echo 'An error occurred (NoSuchKey) when calling the GetObject operation: none' >&2; exit 254"

  struct Failure: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var script: String
    var exitCode: Int32
    var says: String
  }

  @Test(
    "says what is wrong, and leaves nothing behind",
    arguments: [
      Failure(
        testDescription: "no network",
        script: "echo 'Could not connect to the endpoint URL: \"https://x\"' >&2; exit 255",
        exitCode: 74, says: "cannot be fetched: Could not connect"),
      Failure(
        testDescription: "denied, with what a terminal would obey",
        script: """
          printf 'An error occurred (AccessDenied) when calling the GetObject operation: \\033[2J\\n' \
          >&2; exit 254
          """, exitCode: 74, says: "operation: [2J"),
      Failure(
        testDescription: "others are always first",
        script: """
          if [ "$2" = get-object ]; then \(missing); fi
          echo 'An error occurred (PreconditionFailed) when calling the PutObject operation: x' >&2
          exit 254
          """, exitCode: 74, says: "others were first ten times"),
      Failure(
        testDescription: "the ledger cannot be put",
        script: """
          if [ "$2" = get-object ]; then \(missing); fi
          echo 'An error occurred (NoSuchBucket) when calling the PutObject operation: x' >&2
          exit 254
          """, exitCode: 74, says: "cannot be put: An error occurred (NoSuchBucket)"),
    ])
  func failures(_ failure: Failure) throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(1, in: folder)
    let aws = try FakeAWS(failure.script)
    let outcome = try withExtendedLifetime(aws) {
      try DailyCollection.run(
        [place, "ledger", "logs"], in: folder, environment: aws.environment)
    }
    #expect(outcome.exitCode == failure.exitCode, "\(outcome.standardError)")
    #expect(outcome.standardError.contains(failure.says), "\(outcome.standardError)")
    #expect(try folder.names(in: "tmp").isEmpty)
    #expect(try folder.names.filter { $0.hasPrefix("ledger") } == [])
  }

  @Test(
    "puts nothing where nothing could be collected",
    arguments: [(["nowhere"], 66), (["logs", "--jobs", "0"], 64)] as [([String], Int32)])
  func nothing(_ arguments: [String], code: Int32) throws {
    let folder = try Workspace()
    _ = try LedgerLogs.write(1, in: folder)
    let aws = try FakeAWS("[ \"$2\" = put-object ] && echo put >$folder/put\n\(Self.missing)")
    let outcome = try DailyCollection.run(
      [place, "ledger"] + arguments, in: folder, environment: aws.environment)
    #expect(outcome.exitCode == code, "\(outcome.standardError)")
    #expect(try !aws.folder.names.contains("put"))
  }

  @Test("says how it is called", arguments: [[], ["ledger", "logs"], [place, "ledger"]])
  func usage(_ arguments: [String]) throws {
    let outcome = try DailyCollection.run(
      arguments, in: try Workspace(), environment: FakeAWS("exit 1").environment)
    #expect(outcome.exitCode == 64)
  }
}
