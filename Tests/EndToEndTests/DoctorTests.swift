import JSON
import Testing
import TrailFixtures

@Suite("bpa-ready doctor")
struct DoctorTests {
  @Test("The example's logs, before any policy exists")
  func example() throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run([
      "doctor", "--evidence", "Examples/logs", "--as-of", "2020-02-10T00:00:00Z",
    ])
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    try Golden.compare(outcome.standardOutput, with: "doctor.txt")
  }

  @Test("JSON names the schema, the buckets and what to do; unreadable files are among it")
  func json() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write("nothing", to: "logs/b.json")
    let outcome = try folder.run([
      "doctor", "--evidence", "logs", "--as-of", Week.end, "--format", "json",
    ])
    #expect(outcome.exitCode == 0)
    for part in [
      "\"bpa-ready/doctor/v1\"", "\"bucket\": \"one\"", "fetch logs/b.json again",
      "\"class\": \"object-reads\"", "aws s3 sync s3://TRAIL-BUCKET/AWSLogs/111122223333",
    ] {
      #expect(outcome.standardOutput.contains(part), "\(part)")
    }
  }

  @Test("Where no record is of a bucket nothing is said to be there")
  func withoutBuckets() throws {
    let folder = try Workspace()
    try folder.write(
      #"{"Records": [{"eventVersion": "1.08", "eventTime": "2020-02-05T10:00:00Z", "eventSource": "ec2.amazonaws.com", "eventName": "RunInstances", "awsRegion": "us-east-1", "userIdentity": {}, "eventID": "a", "recipientAccountId": "111122223333"}]}"#,
      to: "logs/a.json")
    let outcome = try folder.run(["doctor", "--evidence", "logs", "--as-of", Week.end])
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.contains("No record is of a bucket"))
    #expect(!outcome.standardOutput.contains("Nothing is missing"))
  }

  @Test("What is told twice: a file in two places, and two trails of one account")
  func repetitions() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let text = try folder.text("logs/a.json")
    let log = "111122223333_CloudTrail_us-east-1_20200203T1546Z_CbRu7VA90OizcCvJ.json"
    for place in ["logs/a/AWSLogs", "logs/b/AWSLogs"] {
      try folder.write(text, to: "\(place)/\(log)")
    }
    let outcome = try folder.run(["doctor", "--evidence", "logs", "--as-of", Week.end])
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let told = outcome.standardOutput
    #expect(told.contains("Told twice, and counted once"))
    #expect(told.contains("logs/a/AWSLogs/\(log):\n    also logs/b/AWSLogs/\(log)"))
    #expect(told.contains("logs/a/AWSLogs, logs/b/AWSLogs"))
  }

  @Test("A ledger tells what its files told")
  func ledger() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    #expect(try folder.run(["collect", "--ledger", "l.db", "logs"]).exitCode == 0)
    func doctor(_ option: String, _ path: String) throws -> String {
      try folder.run(["doctor", option, path, "--as-of", Week.end]).standardOutput
    }
    #expect(try doctor("--ledger", "l.db") == doctor("--evidence", "logs"))
  }

  @Test("64 without evidence, 66 for a path that is not there, 65 where nothing can be read")
  func nothing() throws {
    let folder = try Workspace()
    try folder.write("nothing", to: "a.json")
    #expect(try folder.run(["doctor"]).exitCode == 64)
    #expect(try folder.run(["doctor", "--evidence", "none"]).exitCode == 66)
    #expect(try folder.run(["doctor", "--evidence", "a.json"]).exitCode == 65)
  }
}
