/// The values with the smallest identities, up to a limit; of several values of one identity the
/// smallest.
///
/// Additions wait in the order in which they come until there are as many as the limit; then they are
/// sorted in, and what is over the limit is dropped. So an addition costs little more than appending to
/// an array. What was dropped can never come back among the smallest, so the end does not depend on the
/// order.
struct SmallestByIdentity<Value: Comparable & Hashable & Sendable>: Sendable {
  /// A value and what it goes by.
  struct Entry: Hashable, Comparable, Sendable {
    let identity: UseIdentity
    let value: Value

    static func < (a: Self, b: Self) -> Bool {
      a.identity == b.identity ? a.value < b.value : a.identity < b.identity
    }
  }

  private let limit: Int
  /// From the smallest identity on, each once, none beyond the bound.
  private var kept: [Entry] = []
  private var waiting: [Entry] = []
  /// The largest identity that can still be among the smallest; `nil` while there is room.
  private(set) var bound: UseIdentity?

  init(limit: Int) {
    self.limit = limit
  }

  // MARK: Adding

  /// Whether an identity can be among the smallest.
  func takes(_ identity: UseIdentity) -> Bool {
    bound.map { identity <= $0 } ?? true
  }

  /// Adds a value.
  mutating func insert(_ value: Value, for identity: UseIdentity) {
    guard takes(identity) else { return }
    waiting.append(Entry(identity: identity, value: value))
    if waiting.count >= limit { settle() }
  }

  /// Adds all values of another.
  mutating func merge(_ other: Self) {
    if let theirs = other.bound, takes(theirs) { lowerBound(to: theirs) }
    waiting += other.kept
    waiting += other.waiting
    if waiting.count >= limit { settle() }
  }

  /// Sorts in what waits, and drops what is over the limit.
  mutating func settle() {
    guard !waiting.isEmpty else { return }
    waiting.sort()
    var all: [Entry] = []
    all.reserveCapacity(min(kept.count + waiting.count, limit + 1))
    var old = kept[...]
    var new = waiting[...]
    while all.count <= limit, let entry = Self.popSmaller(&old, &new), takes(entry.identity) {
      // Of one identity the smallest value comes first.
      if all.last?.identity != entry.identity { all.append(entry) }
    }
    if all.count > limit {
      all.removeLast()
      bound = all.last?.identity
    }
    kept = all
    waiting = []
  }

  /// Takes the smaller first entry of two that are sorted; `nil` where both are empty.
  private static func popSmaller(
    _ a: inout ArraySlice<Entry>, _ b: inout ArraySlice<Entry>
  ) -> Entry? {
    guard let first = a.first else { return b.popFirst() }
    guard let other = b.first, other < first else { return a.popFirst() }
    return b.popFirst()
  }

  /// Takes no identity beyond the bound from here on.
  mutating func limit(to other: UseIdentity?) {
    settle()
    if let other, takes(other) { lowerBound(to: other) }
  }

  private mutating func lowerBound(to lower: UseIdentity) {
    bound = lower
    kept.removeAll { $0.identity > lower }
  }

  mutating func remove(_ removed: Set<UseIdentity>) {
    settle()
    kept.removeAll { removed.contains($0.identity) }
  }

  // MARK: What there is

  /// The values from the smallest identity on.
  var entries: [Entry] { settled.kept }

  /// How many values there are, within the limit.
  var count: Int { settled.kept.count }

  /// Whether there were more than the limit.
  var isFull: Bool { settled.bound != nil }

  /// The number of distinct identities seen. They are spread evenly over all numbers, so the place
  /// of the largest of the smallest tells how many there are. (Not `limit` of them: some may have been
  /// removed.)
  var estimatedCount: Int {
    let settled = settled
    guard settled.bound != nil, let largest = settled.kept.last, settled.kept.count > 1 else {
      return settled.kept.count
    }
    let share = (Double(largest.identity.high) + 1) / 0x1p64
    return Int((Double(settled.kept.count - 1) / share).rounded())
  }

  private var settled: Self {
    if waiting.isEmpty { return self }
    var copy = self
    copy.settle()
    return copy
  }
}

extension SmallestByIdentity: Hashable {
  /// Whether both hold the same, whether or not some of it still waits.
  static func == (a: Self, b: Self) -> Bool {
    let (a, b) = (a.settled, b.settled)
    return a.limit == b.limit && a.bound == b.bound && a.kept == b.kept
  }

  func hash(into hasher: inout Hasher) {
    let settled = settled
    hasher.combine(settled.bound)
    hasher.combine(settled.kept)
  }
}
