public import Timeline

/// Days that one query is over, in a row.
public struct DayRange: Hashable, Sendable {
  /// The first day.
  public var first: Instant
  /// The last day.
  public var last: Instant

  /// From one day to another, both taken in.
  public init(first: Instant, last: Instant) {
    self.first = first
    self.last = last
  }

  /// The days, each by its first instant.
  public var days: [Instant] {
    stride(from: first.secondsSince1970, through: last.secondsSince1970, by: 86_400)
      .map(Instant.init(secondsSince1970:))
  }
}

/// Which days are asked for, and in which queries.
public struct DayPlan: Hashable, Sendable {
  /// When it was made, which is when the days are asked for.
  public var asOf: Instant
  /// How long after its end files of a day may still be delivered.
  public var lateness: TimeSpan
  /// What the queries are over, in the order of time.
  public var ranges: [DayRange]

  /// A plan for days that are wanted and that the ledger lacks.
  ///
  /// A day that may still grow is asked for by a query of its own: it is asked for again, and what it
  /// said before is then replaced and not added to.
  ///
  /// - Parameters:
  ///   - isPartitioned: whether a query scans the days that it is over and no others. Where it scans all
  ///     that there is, one query is asked for all days.
  public init(
    for days: [Instant], asOf: Instant, lateness: TimeSpan, atOnce limit: Int, isPartitioned: Bool
  ) {
    self.asOf = asOf
    self.lateness = lateness
    ranges = []
    let days = days.sorted()
    guard isPartitioned else {
      if let first = days.first, let last = days.last {
        ranges = [DayRange(first: first, last: last)]
      }
      return
    }
    for day in days {
      if let range = ranges.last, range.days.count < limit, range.last + .days(1) == day,
        isSettled(day)
      {
        ranges[ranges.count - 1].last = day
      } else {
        ranges.append(DayRange(first: day, last: day))
      }
    }
  }

  /// Whether all files of a day are there by now.
  public func isSettled(_ day: Instant) -> Bool { day + .days(1) + lateness <= asOf }

  /// How many days are asked for.
  public var days: Int { ranges.reduce(0) { $0 + $1.days.count } }
}
