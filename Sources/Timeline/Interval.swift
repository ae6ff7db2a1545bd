/// A stretch of time, both ends included.
public struct Interval: Hashable, Codable, Sendable {
  /// The first instant.
  public var from: Instant
  /// The last instant; never before ``from``.
  public var to: Instant

  /// The stretch between two instants, given in either order.
  public init(from: Instant, to: Instant) {
    self.from = min(from, to)
    self.to = max(from, to)
  }

  /// How long it lasts.
  public var length: TimeSpan { to - from }

  /// Whether the instant lies in it, its ends included.
  public func contains(_ instant: Instant) -> Bool {
    from <= instant && instant <= to
  }

  /// The part that two stretches share; `nil` where they share none.
  public func intersection(_ other: Interval) -> Interval? {
    let start = max(from, other.from)
    let end = min(to, other.to)
    return start <= end ? Interval(from: start, to: end) : nil
  }

  /// The smallest stretch that holds both.
  public func union(_ other: Interval) -> Interval {
    Interval(from: min(from, other.from), to: max(to, other.to))
  }

  /// What is left of stretches where this one is taken away; the instants at its ends stay.
  public func taken(from stretches: [Interval]) -> [Interval] {
    stretches.flatMap { stretch -> [Interval] in
      guard let shared = stretch.intersection(self) else { return [stretch] }
      var left: [Interval] = []
      if stretch.from < shared.from { left.append(Interval(from: stretch.from, to: shared.from)) }
      if shared.to < stretch.to { left.append(Interval(from: shared.to, to: stretch.to)) }
      return left
    }
  }
}
