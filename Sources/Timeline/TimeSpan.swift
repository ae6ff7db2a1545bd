/// A length of time in seconds, written in policy files as `90d`, `24h`, `30m` or `2w`.
public struct TimeSpan: Hashable, Comparable, Sendable {
  /// The length in seconds.
  public var seconds: Int64

  /// A span of so many seconds.
  public init(seconds: Int64) {
    self.seconds = seconds
  }

  /// A span of so many days of 24 hours.
  public static func days(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 86_400) }

  /// A span of so many hours.
  public static func hours(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 3_600) }

  /// A span of so many minutes.
  public static func minutes(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 60) }

  public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.seconds < b.seconds }

  /// Reads a whole number followed by one of `s`, `m`, `h`, `d`, `w`; `nil` for anything else,
  /// and for more than a hundred years (no evidence is that old, and sums must not overflow).
  public init?(_ text: some StringProtocol) {
    guard let unit = text.last.flatMap({ Self.units[$0] }), text.count > 1,
      text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
      let count = Int64(text.dropLast()), count <= 3_155_760_000 / unit
    else { return nil }
    self.init(seconds: count * unit)
  }

  private static let units: [Character: Int64] = [
    "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800,
  ]
}

extension TimeSpan: CustomStringConvertible {
  /// The shortest form that says the span exactly: `90d`, `36h`, `90m`, `61s`. Whole days are said
  /// in days from two days on, so that the usual `24h` stays as it is written.
  public var description: String {
    if seconds != 0, seconds % 86_400 == 0, abs(seconds) >= 172_800 {
      return "\(seconds / 86_400)d"
    }
    if seconds != 0, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
    if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60)m" }
    return "\(seconds)s"
  }
}
