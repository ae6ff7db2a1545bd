/// When something was heard of: the first and the last instant of each hour in which it was.
///
/// Its size depends on the span that it speaks of and not on how many events it was told, and
/// adding up takes the earlier of two firsts and the later of two lasts: in any order, any number
/// of times, with the same result.
public struct ActivityTimeline: Hashable, Sendable {
  /// The shortest silence that it can tell: shorter ones may hide within one hour.
  public static let resolution = TimeSpan.hours(1)

  /// What was heard in each hour, by the hour's number since 1970.
  private var hours: [Int64: Interval] = [:]

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
    let first = Self.hour(of: heard.from)
    let last = Self.hour(of: heard.to)
    if first == last {
      hours[first] = hours[first]?.union(heard) ?? heard
    } else {
      insert(heard.from)
      insert(heard.to)
    }
  }

  /// Adds all that another timeline heard.
  public mutating func formUnion(_ other: ActivityTimeline) {
    hours.merge(other.hours) { $0.union($1) }
  }

  /// From the first instant heard to the last; `nil` while nothing was.
  public var extent: Interval? {
    guard let first = hours.keys.min(), let last = hours.keys.max(), let start = hours[first],
      let end = hours[last]
    else { return nil }
    return start.union(end)
  }

  /// The stretches without a silence longer than `longest`, in order of time. Exact for silences of
  /// ``resolution`` and more.
  public func stretches(withoutSilenceLongerThan longest: TimeSpan) -> [Interval] {
    var stretches: [Interval] = []
    for hour in hours.keys.sorted() {
      guard let heard = hours[hour] else { continue }
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
    hours.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func hour(of instant: Instant) -> Int64 {
    let seconds = instant.secondsSince1970
    return seconds >= 0 ? seconds / 3_600 : (seconds - 3_599) / 3_600
  }
}
