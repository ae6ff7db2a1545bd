import RawEvidence
import S3Access
import Timeline

/// The facts of one worker's records, found by symbols: the strings of a fact are made for the first
/// record of its kind only, those of a use only where the use is kept whole.
struct FactTable {
  /// All that a fact is made of, as symbols. Records with equal keys are uses of one fact; one fact
  /// may have several keys, for a text can be escaped in several ways.
  struct Key: Hashable {
    let bucket: Int
    let operation: Symbol
    let subject: Subject
    let errorCode: Symbol
    let identityType: Symbol
    let identityAccount: Symbol
    let caller: CallerName
    let owner: Symbol

    init(bucket: Int, subject: Subject, owner: Symbol, record: borrowing ScannedRecord) {
      self.bucket = bucket
      operation = record.eventName
      self.subject = subject
      errorCode = record.errorCode
      identityType = record.identityType
      identityAccount = record.identityAccount
      caller = record.callerName
      self.owner = owner
    }
  }

  /// The subjects that symbols can tell. The others are rare.
  enum Subject: Hashable {
    case cannedACL(Symbol)
    case hiddenACL(aclRequired: Bool)
    case access(ACLAuthorization)
    /// By the symbol of the parameters that hold the policy.
    case policy(Symbol)
  }

  /// What a key leads to.
  enum Place {
    case fact(Int)
    /// Its records say nothing that matters.
    case nothing
  }

  private var placesByKey: [Key: Place] = [:]
  private var places: [Fact: Int] = [:]
  private var tallies: [Tally] = []
  private var userAgents = SymbolTable<String>()
  private var sourceAddresses = SymbolTable<String>()

  /// Where the fact of a key stands; `nil` where the key is new.
  func place(of key: Key) -> Place? { placesByKey[key] }

  /// Notes the fact of a key, whose first use is at this time; `nil` where none matters.
  mutating func add(_ fact: Fact?, at time: Instant, for key: Key) -> Place {
    let place = fact.map { .fact(self.place(of: $0, at: time)) } ?? Place.nothing
    placesByKey[key] = place
    return place
  }

  /// Where a fact stands, whose first use may be at this time.
  mutating func place(of fact: Fact, at time: Instant) -> Int {
    if let known = places[fact] { return known }
    places[fact] = tallies.count
    tallies.append(Tally(at: time))
    return tallies.count - 1
  }

  /// Counts a record as a use of the fact at a place.
  mutating func count(
    _ record: borrowing ScannedRecord, at time: Instant, in file: TrailAccumulator.FileContext,
    as place: Int
  ) {
    let identity = Self.identity(of: record, at: time)
    guard tallies[place].count(identity, at: time), file.tellsOneByOne else {
      return
    }
    let use = Use(
      time: time, texts: record.ownTexts,
      userAgent: userAgents.value(of: record.userAgentSymbol, in: record, make: withoutBrackets),
      sourceAddress: sourceAddresses.value(of: record.sourceAddressSymbol, in: record) { $0 },
      file: file.path)
    tallies[place].keep(use, identity: identity)
  }

  func drain(into ledger: inout Ledger) {
    for (fact, place) in places { ledger.record(fact, tallies[place]) }
  }

  /// A record without any id is told apart by all that it says of itself.
  private static func identity(of record: borrowing ScannedRecord, at time: Instant)
    -> UseIdentity
  {
    if let digest = record.idDigest { return UseIdentity(digest) }
    return UseIdentity(id: "\(time) \(record.text(of: record.eventName)) \(record.key)")
  }
}

/// CloudTrail puts the user agents of some calls in square brackets.
private func withoutBrackets(_ userAgent: String) -> String {
  guard userAgent.hasPrefix("["), userAgent.hasSuffix("]"), userAgent.count > 2 else {
    return userAgent
  }
  return String(userAgent.dropFirst().dropLast())
}
