/// When something was heard of: the first and the last instant of each hour in which it was, or of each
/// day where that is enough.
///
/// Its size depends on the span that it speaks of and not on how many events it was told, and
/// adding up takes the earlier of two firsts and the later of two lasts: in any order, any number
/// of times, with the same result.
public struct ActivityTimeline: Hashable, Sendable {
  /// The shortest silence that it can tell by itself: shorter ones may hide within one hour.
  public static let resolution = TimeSpan.hours(1)

  /// Of which length the parts are whose first and last instants are kept.
  private let part: Int64

  /// What was heard in each hour, or day, that anything was heard in, in order of time.
  private var hours: [HeardHour] = []

  private struct HeardHour: Hashable, Sendable {
    /// The number of the hour, or day, since 1970.
    let number: Int64
    var heard: Interval
  }

  /// A timeline on which nothing was heard.
  public init() {
    self.init(resolution: Self.resolution)
  }

  /// A timeline on which nothing was heard, of a resolution of its own: a day takes a twenty-fourth of
  /// the room that hours take.
  public init(resolution: TimeSpan) {
    part = max(1, resolution.seconds)
  }

  /// Of what length the parts are whose first and last instants are kept.
  public var resolution: TimeSpan { TimeSpan(seconds: part) }

  /// Whether nothing was heard.
  public var isEmpty: Bool { hours.isEmpty }

  /// Marks an instant.
  public mutating func insert(_ instant: Instant) {
    insert(Interval(from: instant, to: instant))
  }

  /// Marks what was heard within one hour: the first and the last of it. A stretch that crosses
  /// hours is marked at its two ends only, for nothing says what lies between.
  public mutating func insert(_ heard: Interval) {
    let first = heard.from.number(ofParts: part)
    let last = heard.to.number(ofParts: part)
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
    guard other.part == part else {
      for heard in other.heardByHour { insert(heard) }
      return
    }
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

  /// The first instant after this one of which it is known that something was heard; never one that is
  /// too early, and within the hour, or day, of the instant perhaps one that is too late.
  public func firstHeard(after instant: Instant) -> Instant? {
    let place = hours.firstPlace { $0.heard.to > instant }
    guard place < hours.count else { return nil }
    let heard = hours[place].heard
    return heard.from > instant ? heard.from : heard.to
  }
}

extension Instant {
  /// The number of the hour, or day, that it lies in.
  fileprivate func number(ofParts part: Int64) -> Int64 {
    secondsSince1970 >= 0 ? secondsSince1970 / part : (secondsSince1970 - part + 1) / part
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
