import TrailFixtures

/// Logs of a week in many files, of which much is told twice: what a ledger has to add up.
enum LedgerLogs {
  static let buckets = ["one", "two", "three"]

  static let policy = Policy("one", "two", "{bucket: three, expect: public, reason: a shop window}")

  /// Writes the logs below `logs`, and returns the files' names.
  static func write(_ count: Int, in folder: Workspace) throws -> [String] {
    try folder.write(policy.text, to: "Policies/payments.yaml")
    let quiet = buckets.flatMap(Week.quiet)
    return try (0..<count).map { number in
      var events = quiet.enumerated().filter { $0.offset % count == number }.map(\.element)
      for bucket in buckets { events += loud(bucket, number) }
      // Every file tells again of what the next one tells.
      events += loud("one", (number + 1) % count)
      let bytes = logFile(events)
      let name = "logs/\(number % 4)/\(number).json\(number % 2 == 0 ? "" : ".gz")"
      try folder.write(number % 2 == 0 ? bytes : gzip(bytes), to: name)
      return name
    }
  }

  private static func loud(_ bucket: String, _ number: Int) -> [Event] {
    let time = "2020-02-0\(3 + number % 7)T\(10 + number % 10):\(10 + number % 50):00Z"
    return [
      .putObject(bucket: bucket, key: "upload-\(number)", acl: "public-read", at: time),
      .getObject(bucket: bucket, key: "page-\(number)", by: .anonymous, at: time),
    ]
  }
}

extension Workspace {
  /// The JSON report of a check of this evidence.
  func report(_ evidence: [String], asOf: String = Week.end) throws -> String {
    try run(["check", "--format", "json", "--as-of", asOf] + evidence).standardOutput
  }

  /// The JSON report of a check of the folder `logs`.
  func reportOfLogs() throws -> String { try report(["--evidence", "logs"]) }

  /// The JSON report of a check of a ledger.
  func reportOfLedger(_ name: String = "ledger") throws -> String {
    try report(["--ledger", name])
  }
}
