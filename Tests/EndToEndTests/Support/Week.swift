import TrailFixtures

/// A week of logs in which every class of a bucket's events is recorded from end to end, so that
/// nothing but what a test adds keeps the bucket from being ready.
enum Week {
  /// The instant that the verdicts of these tests speak of: the week's end.
  static let end = "2020-02-10T00:00:00Z"

  /// Writes, reads and management calls of a bucket, by its own account, three times a day.
  static func quiet(_ bucket: String) -> [Event] {
    (3...9).flatMap { day in
      ["00:05:00", "12:00:00", "23:55:00"].flatMap { clock in
        let time = "2020-02-0\(day)T\(clock)Z"
        return [
          Event.putObject(bucket: bucket, at: time), Event.getObject(bucket: bucket, at: time),
          Event.readConfiguration(
            "GetBucketPolicy", subresource: "policy", bucket: bucket, at: time),
        ]
      }
    }
  }

  /// An upload that BlockPublicAcls would refuse.
  static func publicUpload(_ bucket: String) -> Event {
    Event.putObject(bucket: bucket, acl: "public-read", at: "2020-02-05T10:00:00Z")
  }
}

/// The text of a policy file.
struct Policy {
  var team = "payments"
  /// Items of the list `buckets`, each a YAML flow mapping or what stands behind `bucket:`.
  var buckets: [String]
  /// What else the file says, at its end.
  var rest = ""

  init(team: String = "payments", _ buckets: String..., rest: String = "") {
    self.team = team
    self.buckets = buckets
    self.rest = rest
  }

  var text: String {
    """
    version: 1
    team: \(team)
    owner: "@example/\(team)"
    defaults:
      evidence:
        lookback: 7d
    buckets:
    \(buckets.map { $0.hasPrefix("{") ? "  - \($0)\n" : "  - bucket: \($0)\n" }.joined())\(rest)
    """
  }
}

extension Workspace {
  /// A folder with policies in `Policies` and logs in `logs`, as most tests need them.
  convenience init(policy: Policy, events: [Event]) throws {
    try self.init()
    try write(policy.text, to: "Policies/\(policy.team).yaml")
    try write(logFile(events), to: "logs/a.json")
  }

  /// Runs `check` on the policies and the logs, at the week's end.
  func check(
    _ options: String..., input: Program.Input = .nothing, output: Program.Output = .collected,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try Program.run(
      ["--evidence", "logs", "--as-of", Week.end] + options, in: self, input: input,
      output: output, environment: environment)
  }

  /// Runs the program in the folder.
  func run(_ arguments: [String], input: Program.Input = .nothing) throws -> Outcome {
    try Program.run(arguments, in: self, input: input)
  }
}
