import Timeline

/// What the name of a CloudTrail file tells:
/// `111122223333_CloudTrail_us-east-1_20200203T1535Z_mWYz4Ukpbtv8QjOT.json.gz`.
///
/// Source: CloudTrail User Guide, "CloudTrail log file name format".
public struct LogFileName: Hashable, Sendable {
  /// The account and Region that the file's records are of.
  public var place: TrailPlace
  /// When the file was delivered. It can hold records of any time before that.
  public var deliveredAt: Instant

  /// Reads the last part of a path; `nil` where it is no log file's name.
  public init?(path: String) {
    let parts = path.fileName.utf8.split(
      separator: UInt8(ascii: "_"), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[1].elementsEqual("CloudTrail".utf8), parts[0].count == 12,
      parts[0].number != nil, !parts[2].isEmpty, let deliveredAt = Self.instant(parts[3].prefix(14))
    else { return nil }
    place = TrailPlace(
      account: String(Substring(parts[0])), region: String(Substring(parts[2])))
    self.deliveredAt = deliveredAt
  }

  /// Reads `20200203T1535Z`.
  private static func instant(_ text: Substring.UTF8View) -> Instant? {
    guard text.count == 14, text.last == UInt8(ascii: "Z"),
      text.dropFirst(8).first == UInt8(ascii: "T"), let date = text.prefix(8).number,
      let clock = text.dropFirst(9).prefix(4).number
    else { return nil }
    return Instant(
      year: date / 10_000, month: date / 100 % 100, day: date % 100, hour: clock / 100,
      minute: clock % 100)
  }

  /// Folders of a trail that hold no records of calls.
  ///
  /// Source: CloudTrail User Guide, "Finding your CloudTrail log files".
  static let foldersWithoutCalls: Set<String> = [
    "CloudTrail-Insight", "CloudTrail-NetworkActivity", "CloudTrail-Aggregated",
  ]
}

extension Substring.UTF8View {
  /// The number that these digits make; `nil` where there is none or another letter among them.
  fileprivate var number: Int? {
    guard !isEmpty else { return nil }
    var value = 0
    for letter in self {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(letter) else { return nil }
      value = value * 10 + Int(letter - UInt8(ascii: "0"))
    }
    return value
  }
}
