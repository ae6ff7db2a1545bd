import Timeline

/// A CloudTrail log file: where S3 keeps it, and what is in it.
public enum LogFile {
  /// The text of a log file with these records, each given as JSON.
  public static func text(records: [String]) -> [UInt8] {
    Array("{\"Records\":[\(records.joined(separator: ","))]}".utf8)
  }

  /// The key of a log file below its bucket and prefix.
  ///
  /// Source: CloudTrail User Guide, "Finding your CloudTrail log files".
  ///
  /// - Parameters:
  ///   - delivered: When CloudTrail wrote the file, minutes after the events in it.
  ///   - suffix: The 16 characters that tell files of one minute apart.
  public static func key(
    account: String = Caller.ownAccount, region: String = "us-east-1", delivered: Instant,
    suffix: String, extension: String = "json.gz"
  ) -> String {
    let day = delivered.day
    let clock = delivered.description.dropFirst(11).prefix(5)
    let minute = (day + "T" + clock).filter { $0 != "-" && $0 != ":" } + "Z"
    let folder = day.map { $0 == "-" ? "/" : String($0) }.joined()
    return "AWSLogs/\(account)/CloudTrail/\(region)/\(folder)/"
      + "\(account)_CloudTrail_\(region)_\(minute)_\(suffix).\(`extension`)"
  }
}

/// The text of a log file with these events, not compressed.
public func logFile(_ events: [Event]) -> [UInt8] {
  LogFile.text(records: events.map(\.text))
}
