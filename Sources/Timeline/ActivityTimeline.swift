/// When something was heard of: the first and the last instant of each hour in which it was.
///
/// Its size depends on the span that it speaks of and not on how many events it was told, and
/// adding up takes the earlier of two firsts and the later of two lasts: in any order, any number
/// of times, with the same result.
public struct ActivityTimeline: Hashable, Sendable {
  /// The shortest silence that it can tell: shorter ones may hide within one hour.
  public static let resolution = TimeSpan.hours(1)

  /// What was heard in each hour that anything was heard in, in order of time.
  private var hours: [HeardHour] = []

  private struct HeardHour: Hashable, Sendable {
    /// The hour's number since 1970.
    let number: Int64
    var heard: Interval
  }

  /// A timeline on which nothing was heard.
  public init() {}

  /// Whether nothing was heard.
  public var isEmpty: Bool { hours.isEmpty }

  /// Marks an instant.
  public mutating func insert(_ instant: Instant) {
    insert(Interval(from: instant, to: instant))
  }

  /// Marks what was heard within one hour: the first and the last of it. A stretch that crosses
  /// hours is marked at its two ends only, for nothing says what lies between.
  public mutating func insert(_ heard: Interval) {
    let first = heard.from.hourSince1970
    let last = heard.to.hourSince1970
    if first == last {
      insert(HeardHour(number: first, heard: heard))
    } else {
      insert(heard.from)
      insert(heard.to)
    }
  }

  /// Mostly the hour is the last one, or comes after it.
  private mutating func insert(_ hour: HeardHour) {
    let place = hours.firstPlace { $0.number >= hour.number }
    if place < hours.count, hours[place].number == hour.number {
      hours[place].heard = hours[place].heard.union(hour.heard)
    } else {
      hours.insert(hour, at: place)
    }
  }

  /// Adds all that another timeline heard.
  public mutating func formUnion(_ other: ActivityTimeline) {
    var merged: [HeardHour] = []
    merged.reserveCapacity(hours.count + other.hours.count)
    var theirs = other.hours[...]
    for hour in hours {
      while let next = theirs.first, next.number < hour.number {
        merged.append(theirs.removeFirst())
      }
      merged.append(hour)
      if let same = theirs.first, same.number == hour.number {
        merged[merged.count - 1].heard = hour.heard.union(same.heard)
        theirs.removeFirst()
      }
    }
    hours = merged + theirs
  }

  /// From the first instant heard to the last; `nil` while nothing was.
  public var extent: Interval? {
    guard let first = hours.first, let last = hours.last else { return nil }
    return first.heard.union(last.heard)
  }

  /// The stretches without a silence longer than `longest`, in order of time. Exact for silences of
  /// ``resolution`` and more.
  public func stretches(withoutSilenceLongerThan longest: TimeSpan) -> [Interval] {
    var stretches: [Interval] = []
    for heard in hours.map(\.heard) {
      if let last = stretches.last, heard.from - last.to <= longest {
        stretches[stretches.count - 1].to = heard.to
      } else {
        stretches.append(heard)
      }
    }
    return stretches
  }

  /// What was heard, hour by hour, in order of time.
  public var heardByHour: [Interval] {
    hours.map(\.heard)
  }
}

extension Array {
  /// The first place whose element, and all elements behind it, are as asked; the end where none is.
  fileprivate func firstPlace(where isAsked: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    if let last, !isAsked(last) { return count }
    while low < high {
      let middle = (low + high) / 2
      if isAsked(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
