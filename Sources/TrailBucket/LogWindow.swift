import Timeline

/// The days whose folders hold the log files of a stretch of time.
public struct LogWindow: Hashable, Sendable {
  /// The day of the earliest files.
  public var first: Instant
  /// The day of the latest files; `nil` for all that there are.
  public var last: Instant?

  /// The days of what was recorded from an instant on, up to another or up to now.
  ///
  /// Files lie in the folder of the day on which they were delivered, which can be the day after.
  public init(from: Instant, to: Instant?) {
    first = from.startOfDay
    last = to.map { $0.startOfDay + .days(1) }
  }

  /// Whether the files of a day are of the window.
  public func contains(day: Instant) -> Bool {
    day >= first && last.map { day <= $0 } ?? true
  }

  /// What is to be listed below the folder of a Region: the prefix of the keys, and the key after which
  /// to begin.
  ///
  /// Keys sort by day, so that one listing that begins at the first day serves a window that ends now.
  /// One that ends earlier is listed month by month, so as not to list all that came later.
  var listings: [(prefix: String, startAfter: String)] {
    guard let last else { return [("", first.dayFolder)] }
    var listings: [(String, String)] = []
    var day = first
    while day <= last {
      listings.append((day.monthFolder, day.dayFolder))
      day = day.startOfNextMonth
    }
    return listings
  }
}

extension Instant {
  /// The folder of a day's files: `2020/02/03/`.
  var dayFolder: String {
    day.split(separator: "-").map { "\($0)/" }.joined()
  }

  /// The folder of a month's files: `2020/02/`.
  var monthFolder: String {
    day.split(separator: "-").prefix(2).map { "\($0)/" }.joined()
  }

  fileprivate var startOfNextMonth: Instant {
    let date = civilDate
    let first = Instant(year: date.year, month: date.month, day: 1) ?? self
    // A month and a few days from its first day on is in the next month.
    let next = (first + .days(32)).civilDate
    return Instant(year: next.year, month: next.month, day: 1) ?? (self + .days(1))
  }
}
