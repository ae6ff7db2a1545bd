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
    let name = path.split(separator: "/", omittingEmptySubsequences: true).last ?? ""
    let parts = name.split(separator: "_", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[1] == "CloudTrail", parts[0].count == 12,
      parts[0].allSatisfy({ $0.isASCII && $0.isNumber }), !parts[2].isEmpty,
      let deliveredAt = Self.instant(parts[3].prefix(14))
    else { return nil }
    place = TrailPlace(account: String(parts[0]), region: String(parts[2]))
    self.deliveredAt = deliveredAt
  }

  /// Reads `20200203T1535Z`.
  private static func instant(_ text: Substring) -> Instant? {
    let digits = Array(text.filter(\.isNumber))
    guard text.count == 14, digits.count == 12, text.last == "Z" else { return nil }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return Instant(
      iso8601: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):00Z")
  }

  /// Folders of a trail that hold no records of calls.
  ///
  /// Source: CloudTrail User Guide, "Finding your CloudTrail log files".
  static let foldersWithoutCalls: Set<String> = [
    "CloudTrail-Digest", "CloudTrail-Insight", "CloudTrail-NetworkActivity",
    "CloudTrail-Aggregated",
  ]
}
