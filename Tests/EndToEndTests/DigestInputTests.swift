import Crypto
import Foundation
import JSON
import Testing
import TrailFixtures

/// Log files with their digests and event selectors, from the folder of a trail to the exit code.
@Suite("Digests and selectors as input")
struct DigestInputTests {
  private static let policy = Policy("{ bucket: one, evidence: { grade: proven } }")
  private static let delivery = "logs/AWSLogs/111122223333"

  @Test("A trail whose digests chain over the window, and whose selectors are told, is proof")
  func proven() throws {
    let folder = try Self.workspace()
    let outcome = try folder.check("--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)")
    #expect(outcome.standardOutput.contains(#""grade": "proven""#))
  }

  @Test("An altered log file is said loudly, and leaves the bucket unknown")
  func altered() throws {
    let folder = try Self.workspace()
    let name = "\(Self.delivery)/CloudTrail/us-east-1/2020/02/05/\(Self.logName(5))"
    try folder.write(try folder.text(name) + "\n", to: name)
    let outcome = try folder.check()
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardOutput.contains("is not what CloudTrail delivered"))
    #expect(outcome.standardError.contains("tampered evidence"))
    #expect(
      try folder.check("--format", "json").standardOutput.contains(#""kind": "tampered-evidence""#))
  }

  @Test("A log file that a digest names and that is not there leaves the bucket unknown")
  func missing() throws {
    let folder = try Self.workspace(leavingOut: 5)
    let outcome = try folder.check()
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardOutput.contains(Self.logName(5)))
  }

  @Test("Without selectors nothing is proven, and the report says what to fetch")
  func withoutSelectors() throws {
    let folder = try Self.workspace()
    try folder.write("{}", to: "logs/selectors.json")
    let outcome = try folder.check()
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardOutput.contains("get-event-selectors"))
  }

  /// A week of log files, one a day, each with its digest.
  private static func workspace(leavingOut missing: Int? = nil) throws -> Workspace {
    let folder = try Workspace(policy: policy, events: [])
    let events =
      [Event.call("CreateRole", "iam", at: "2020-02-03T00:00:30Z")] + Week.quiet("one")
    var previous: (object: String, hash: String)?
    for day in 3...9 {
      let log = logFile(events.filter { $0.eventTime.hasPrefix("2020-02-0\(day)") })
      if day != missing {
        try folder.write(
          log, to: "\(delivery)/CloudTrail/us-east-1/2020/02/0\(day)/\(logName(day))")
      }
      let name =
        "111122223333_CloudTrail-Digest_us-east-1_main_us-east-1_2020020\(day)T235959Z.json"
      let object = "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2020/02/0\(day)/\(name).gz"
      let end = day == 9 ? "2020-02-10T00:00:00Z" : "2020-02-0\(day + 1)T00:00:00Z"
      let digest: JSONValue = [
        "awsAccountId": "111122223333", "digestStartTime": .string("2020-02-0\(day)T00:00:00Z"),
        "digestEndTime": .string(end), "digestS3Bucket": "b", "digestS3Object": .string(object),
        "previousDigestS3Bucket": "b",
        "previousDigestS3Object": previous.map { .string($0.object) } ?? .null,
        "previousDigestHashValue": previous.map { .string($0.hash) } ?? .null,
        "logFiles": [
          [
            "s3Object": .string("a/\(logName(day))"), "hashValue": .string(hash(log)),
            "hashAlgorithm": "SHA-256",
          ]
        ],
      ]
      let text = Array(digest.compactText.utf8)
      try folder.write(
        try gzip(text), to: "\(delivery)/CloudTrail-Digest/us-east-1/2020/02/0\(day)/\(name).gz")
      previous = (object, hash(text))
    }
    try folder.write(
      """
      {"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main", "EventSelectors": [
        {"ReadWriteType": "All", "IncludeManagementEvents": true,
         "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]}]}
      """, to: "logs/selectors.json")
    return folder
  }

  private static func logName(_ day: Int) -> String {
    "111122223333_CloudTrail_us-east-1_2020020\(day)T2359Z_day\(day).json"
  }

  private static func hash(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      .joined()
  }
}
