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

  @Test("64 without evidence, 66 for a path that is not there, 65 where nothing can be read")
  func nothing() throws {
    let folder = try Workspace()
    try folder.write("nothing", to: "a.json")
    #expect(try folder.run(["doctor"]).exitCode == 64)
    #expect(try folder.run(["doctor", "--evidence", "none"]).exitCode == 66)
    #expect(try folder.run(["doctor", "--evidence", "a.json"]).exitCode == 65)
  }
}
