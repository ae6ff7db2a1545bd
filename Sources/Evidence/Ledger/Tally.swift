import Timeline

/// How often, from when to when, and which: the uses of one fact, in bounded memory.
///
/// Every use is counted once, however often it is told. Of a fact with very many uses it keeps the
/// ones with the smallest identities, which are as good as drawn by lot and yet the same ones in
/// whatever order the uses come: so merging is associative and commutative, and two tallies of the
/// same uses are equal.
public struct Tally: Hashable, Sendable {
  /// Uses of one fact that are kept whole, for samples and for waivers that name a key.
  public static let detailLimit = 5_000
  /// Uses of one fact that are told apart. Above it their number is estimated, to less than 0.5 %.
  public static let identityLimit = 262_144

  private var details: SmallestByIdentity<KeptUse>
  private var identities: SmallestByIdentity<Nothing>

  /// From the first use to the last.
  public private(set) var extent: Interval

  /// A tally of no use yet, of a fact whose first use is at this time. Only tallies of the same limits
  /// add up.
  init(
    at time: Instant, detailLimit: Int = Self.detailLimit, identityLimit: Int = Self.identityLimit
  ) {
    extent = Interval(from: time, to: time)
    details = SmallestByIdentity(limit: detailLimit)
    identities = SmallestByIdentity(limit: identityLimit)
  }

  /// Adds a use.
  mutating func insert(_ use: Use, identity: UseIdentity) {
    if count(identity, at: use.time, file: use.file) { keep(use, identity: identity) }
  }

  /// Counts a use, and says whether it is to be kept whole: whether its identity is among the
  /// smallest, and no record that comes before this one told of it. Most are not, so the use itself
  /// need not be made before.
  mutating func count(_ identity: UseIdentity, at time: Instant, file: String) -> Bool {
    extent = extent.union(Interval(from: time, to: time))
    // What is not told apart yet is not kept whole yet.
    let isNew = identities.keep(Nothing(), for: identity)
    return details.takes(identity)
      && (isNew
        || details.isMissing(identity, orIsReplaced: { (time, file) < ($0.use.time, $0.use.file) }))
  }

  /// Keeps a use whole that was counted.
  mutating func keep(_ use: Use, identity: UseIdentity) {
    details.keep(KeptUse(use), for: identity)
  }

  /// Adds all uses of another tally.
  mutating func merge(_ other: Tally) {
    extent = extent.union(other.extent)
    identities.merge(other.identities)
    details.merge(other.details)
  }

  /// The uses of both, within the limits.
  public func adding(_ other: Tally) -> Tally {
    var both = self
    both.merge(other)
    return both.settled()
  }

  /// How many uses there are; an estimate where ``isEstimate``.
  public var count: Int { identities.estimatedCount }

  /// Whether ``count`` is an estimate.
  public var isEstimate: Bool { identities.isFull }

  /// The uses that are kept whole, by time: all of them up to ``detailLimit``.
  public var uses: [Use] { details.values.sorted().map(\.use) }

  /// Whether there are more uses than are kept whole.
  public var isAbridged: Bool { count > details.count }

  /// The same with what is over the limits left out, which additions do only now and then.
  public func settled() -> Tally {
    var tally = self
    tally.details.settle()
    tally.identities.settle()
    return tally
  }

  /// The tally in parts, within its limits: for keeping it elsewhere.
  public var content: TallyContent {
    let tally = settled()
    return TallyContent(
      extent: extent, uses: tally.details.entries.map { ($0.identity, $0.value.use) },
      usesBound: tally.details.bound,
      identities: tally.identities.entries.map(\.identity), identitiesBound: tally.identities.bound)
  }

  /// The tally that was kept in these parts.
  public init(_ content: TallyContent) {
    self.init(at: content.extent.from)
    extent = content.extent
    for (identity, use) in content.uses { details.keep(KeptUse(use), for: identity) }
    for identity in content.identities { identities.keep(Nothing(), for: identity) }
    details.limit(to: content.usesBound)
    identities.limit(to: content.identitiesBound)
  }

  /// The identities of the uses that are told apart.
  public var knownIdentities: Set<UseIdentity> { identities.keys }

  /// The tally without these uses; `nil` where none is left.
  public func removing(_ removed: Set<UseIdentity>) -> Tally? {
    var tally = self
    tally.identities.remove(removed)
    tally.details.remove(removed)
    guard tally.identities.count > 0 else { return nil }
    if !tally.isAbridged, let first = tally.uses.first, let last = tally.uses.last {
      tally.extent = Interval(from: first.time, to: last.time)
    }
    return tally
  }
}

/// What a tally is made of.
public struct TallyContent: Sendable {
  /// From the first use to the last.
  public var extent: Interval
  /// The uses that are kept whole, by identity.
  public var uses: [(identity: UseIdentity, use: Use)]
  /// The largest identity of uses that are kept whole; `nil` while all are.
  public var usesBound: UseIdentity?
  /// The identities that are told apart, from the smallest on.
  public var identities: [UseIdentity]
  /// The largest identity that is told apart; `nil` while all are.
  public var identitiesBound: UseIdentity?

  /// The content of a tally.
  public init(
    extent: Interval, uses: [(identity: UseIdentity, use: Use)], usesBound: UseIdentity?,
    identities: [UseIdentity], identitiesBound: UseIdentity?
  ) {
    self.extent = extent
    self.uses = uses
    self.usesBound = usesBound
    self.identities = identities
    self.identitiesBound = identitiesBound
  }
}

/// A use that stays where it is while the table of them grows and is sorted: a use has six strings, and
/// copying it counts up the references of each.
private final class KeptUse: Comparable, Hashable, Sendable {
  let use: Use

  init(_ use: Use) {
    self.use = use
  }

  static func == (a: KeptUse, b: KeptUse) -> Bool { a === b || a.use == b.use }
  /// By time alone where that tells, for a use that is compared whole may be copied.
  static func < (a: KeptUse, b: KeptUse) -> Bool {
    a.use.time == b.use.time ? a !== b && a.use < b.use : a.use.time < b.use.time
  }
  func hash(into hasher: inout Hasher) { hasher.combine(use) }
}

/// A value that says nothing: of most uses only the identity is kept.
private struct Nothing: Hashable, Comparable, Sendable {
  static func < (_: Nothing, _: Nothing) -> Bool { false }
}

/// The values with the smallest identities, up to a limit.
///
/// Additions go on to twice the limit before the larger half is dropped, so that dropping costs
/// little on average. What was dropped can never come back among the smallest, so the end does not
/// depend on the order.
private struct SmallestByIdentity<Value: Comparable & Hashable & Sendable>: Hashable, Sendable {
  private let limit: Int
  private var kept: [UseIdentity: Value] = [:]
  /// The largest identity that can still be among the smallest; `nil` while there is room.
  private(set) var bound: UseIdentity?

  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { min(kept.count, limit) }
  var values: [Value] { isOverfull ? settledCopy.values : Array(kept.values) }
  var keys: Set<UseIdentity> { isOverfull ? settledCopy.keys : Set(kept.keys) }
  var isFull: Bool { bound != nil || isOverfull }
  private var isOverfull: Bool { kept.count > limit }

  /// The number of distinct identities seen. They are spread evenly over all numbers, so the place
  /// of the largest of the smallest tells how many there are. (Not `limit` of them: some may have been
  /// removed.)
  var estimatedCount: Int {
    guard isFull else { return kept.count }
    let smallest = settledCopy.kept
    guard let largest = smallest.keys.max(), smallest.count > 1 else { return smallest.count }
    let share = (Double(largest.high) + 1) / 0x1p64
    return Int((Double(smallest.count - 1) / share).rounded())
  }

  func takes(_ identity: UseIdentity) -> Bool {
    bound.map { identity <= $0 } ?? true
  }

  /// Whether there is no value, or one that is to be replaced. It is looked at where it stands, for
  /// copying one costs more than finding it.
  func isMissing(_ identity: UseIdentity, orIsReplaced: (Value) -> Bool) -> Bool {
    guard let place = kept.index(forKey: identity) else { return true }
    return orIsReplaced(kept.values[place])
  }

  /// Adds a value, or nothing where one is there that comes before it.
  mutating func insert(_ value: Value, for identity: UseIdentity) {
    if let known = kept[identity], known <= value { return }
    keep(value, for: identity)
  }

  /// Adds a value in the place of one that may be there, and says whether there was none.
  @discardableResult
  mutating func keep(_ value: Value, for identity: UseIdentity) -> Bool {
    guard takes(identity) else { return false }
    let isNew = kept.updateValue(value, forKey: identity) == nil
    if kept.count >= limit * 2 { settle() }
    return isNew
  }

  mutating func merge(_ other: Self) {
    if let theirs = other.bound { bound = bound.map { min($0, theirs) } ?? theirs }
    for (identity, value) in other.kept { insert(value, for: identity) }
  }

  mutating func settle() {
    guard isOverfull, let last = kept.keys.sorted().prefix(limit).last else { return }
    bound = last
    kept = kept.filter { $0.key <= last }
  }

  /// The values from the smallest identity on.
  var entries: [(identity: UseIdentity, value: Value)] {
    kept.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Takes no identity beyond the bound from here on.
  mutating func limit(to other: UseIdentity?) {
    guard let other else { return }
    bound = bound.map { min($0, other) } ?? other
    kept = kept.filter { takes($0.key) }
  }

  mutating func remove(_ removed: Set<UseIdentity>) {
    for identity in removed { kept[identity] = nil }
  }

  private var settledCopy: Self {
    var copy = self
    copy.settle()
    return copy
  }
}
