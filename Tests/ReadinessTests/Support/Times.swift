import Timeline

/// When the tests' evaluations take place: their usual window reaches back to 2020-02-01T00:00:00Z.
extension Instant {
  static let asOf = at("2020-05-01")

  /// So many days before ``asOf``; parts of a day count as such.
  static func daysAgo(_ days: Double) -> Instant {
    asOf - TimeSpan(seconds: Int64(days * 86_400))
  }

  /// An instant by its text.
  static func at(_ text: String) -> Instant {
    guard let instant = Instant(iso8601: text) else { preconditionFailure("no instant: \(text)") }
    return instant
  }
}
