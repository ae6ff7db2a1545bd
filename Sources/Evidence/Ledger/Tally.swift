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

  private var details: SmallestByIdentity<Use>
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
    if count(identity, at: use.time) { keep(use, identity: identity) }
  }

  /// Counts a use, and says whether it is to be kept whole: whether its identity can be among the
  /// smallest. Of a fact with very many uses most are not, so the use itself need not be made before. One
  /// that is told again is made again, and dropped when it is sorted in.
  mutating func count(_ identity: UseIdentity, at time: Instant) -> Bool {
    extent = extent.union(Interval(from: time, to: time))
    identities.insert(Nothing(), for: identity)
    return details.takes(identity)
  }

  /// Keeps a use whole that was counted; of several that tell of one request, the first.
  mutating func keep(_ use: Use, identity: UseIdentity) {
    details.insert(use, for: identity)
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
  public var uses: [Use] { details.entries.map(\.value).sorted() }

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
      extent: extent, uses: tally.details.entries.map { (identity: $0.identity, use: $0.value) },
      usesBound: tally.details.bound,
      identities: tally.identities.entries.map(\.identity), identitiesBound: tally.identities.bound)
  }

  /// The tally that was kept in these parts.
  public init(_ content: TallyContent) {
    self.init(at: content.extent.from)
    extent = content.extent
    for (identity, use) in content.uses { details.insert(use, for: identity) }
    for identity in content.identities { identities.insert(Nothing(), for: identity) }
    details.limit(to: content.usesBound)
    identities.limit(to: content.identitiesBound)
  }

  /// The identities of the uses that are told apart.
  public var knownIdentities: Set<UseIdentity> { Set(identities.entries.map(\.identity)) }

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

/// A value that says nothing: of most uses only the identity is kept.
private struct Nothing: Hashable, Comparable, Sendable {
  static func < (_: Nothing, _: Nothing) -> Bool { false }
}
