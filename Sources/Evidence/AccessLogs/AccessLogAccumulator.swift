import RawEvidence
import S3Access
import Timeline

/// Adds up the lines of one worker's access logs.
///
/// Most lines say only that the bucket's requests are logged. What a line says else depends on few of
/// its fields, and is found out once for each of their values.
struct AccessLogAccumulator {
  /// What lines of one kind say.
  private struct Meaning {
    /// Places of ``tallies``.
    var facts: [Int] = []
    var isPartOfBatch = false
  }

  private var meanings: [AccessLogLine.Kind: Meaning] = [:]
  private var places: [Fact: Int] = [:]
  private var tallies: [Tally] = []
  private var heard: [Symbol: HeardBucket] = [:]
  private var ownership: [OwnershipClaim: Instant] = [:]
  private var extent: (first: Int64, last: Int64) = (.max, .min)
  private var file = ""
  private var folder: AccessLogFolder?

  /// When lines of a bucket were heard. Those of the hour that is being read stand apart.
  private struct HeardBucket {
    let name: String
    private(set) var timeline = ActivityTimeline()
    private var hour: Int64 = .min
    private var first: Int64 = .max
    private var last: Int64 = .min

    init(_ name: String) {
      self.name = name
    }

    mutating func hear(at seconds: Int64) {
      let hour = Instant(secondsSince1970: seconds).hourSince1970
      if hour != self.hour {
        putAway()
        (self.hour, first, last) = (hour, seconds, seconds)
      }
      first = min(first, seconds)
      last = max(last, seconds)
    }

    mutating func putAway() {
      guard first <= last else { return }
      timeline.insert(
        Interval(from: Instant(secondsSince1970: first), to: Instant(secondsSince1970: last)))
    }
  }

  mutating func begin(_ path: String) {
    file = path
    let folder = AccessLogFolder(path: path)
    // Whose account it is decides who is a stranger.
    if folder?.account != self.folder?.account { meanings.removeAll(keepingCapacity: true) }
    self.folder = folder
  }

  mutating func add(_ line: borrowing AccessLogLine) {
    let seconds = line.secondsSince1970
    extent = (min(extent.first, seconds), max(extent.last, seconds))
    if heard[line.kind.bucket]?.hear(at: seconds) == nil {
      var bucket = HeardBucket(line.bucket)
      bucket.hear(at: seconds)
      heard[line.kind.bucket] = bucket
    }
    let time = Instant(secondsSince1970: seconds)
    let meaning: Meaning
    if let known = meanings[line.kind] {
      meaning = known
    } else {
      meaning = self.meaning(of: line, at: time)
      meanings[line.kind] = meaning
    }
    if !meaning.facts.isEmpty { count(line, at: time, as: meaning) }
  }

  /// All that was added up.
  func finished() -> Ledger {
    var ledger = Ledger()
    for var bucket in heard.values {
      bucket.putAway()
      ledger.hear(ofAccessLogOf: bucket.name, bucket.timeline)
    }
    for (fact, place) in places { ledger.record(fact, tallies[place]) }
    for (claim, time) in ownership { ledger.claim(claim, at: time) }
    if extent.first <= extent.last {
      var volume = EvidenceVolume()
      volume.extent = Interval(
        from: Instant(secondsSince1970: extent.first), to: Instant(secondsSince1970: extent.last))
      ledger.count(volume)
    }
    return ledger
  }

  // MARK: What

  private mutating func meaning(
    of line: borrowing AccessLogLine, at time: Instant
  ) -> Meaning {
    let operation = AccessLogOperation(line.operation, onObject: line.kind.namesKey)
    let bucket = line.bucket
    let account = folder.flatMap { $0.bucket == bucket ? $0.account : nil }
    if let account {
      let claim = OwnershipClaim(bucket: bucket, account: account, isNamed: false)
      ownership[claim] = max(ownership[claim] ?? time, time)
    }
    var meaning = Meaning(isPartOfBatch: operation.isPartOfBatch)
    let error = Self.errorCode(line.errorCode, status: line.status)
    guard !operation.isOfService, !(error.map(Admission.missesBucket.contains) ?? false) else {
      return meaning
    }
    let caller = AccessLogRequester.caller(line.requester, owner: line.owner, account: account)
    func add(_ subject: Fact.Subject) {
      let fact = Fact(
        bucket: bucket, operation: operation.eventName, subject: subject,
        outcome: RequestOutcome(errorCode: error), caller: caller)
      meaning.facts.append(place(of: fact, at: time))
    }
    let isForeign = caller.kind != .ownAccount && caller.kind != .awsService
    if isForeign, operation.provesAccess,
      Admission.proves(error, isAnonymous: caller.kind == .anonymous)
    {
      add(.access(Self.authorization(line.kind.aclRequired, operation)))
    }
    if operation.canCarryACL, error == nil, Self.mayCarryACL(line.kind.aclRequired, operation) {
      add(.loggedACL(aclRequired: line.kind.aclRequired.says))
    }
    return meaning
  }

  /// The error code; where there is none, the status of an answer that is none of success.
  private static func errorCode(_ code: String, status: String) -> String? {
    if !code.isEmpty { return code }
    if status == "304" { return "NotModified" }
    return status.isEmpty || status.hasPrefix("2") ? nil : status
  }

  private static func authorization(
    _ aclRequired: AccessLogLine.ACLRequired, _ operation: AccessLogOperation
  ) -> ACLAuthorization {
    switch aclRequired {
    // What sets an ACL has the field whoever calls.
    case .yes: operation.canCarryACL ? .cannotTell : .required
    case .no: .notRequired
    case .absent: .cannotTell
    }
  }

  /// Whether the call may have carried an ACL. Of a PutObject the field says so.
  ///
  /// Source: Amazon S3 User Guide, "Access control list overview", the table of aclRequired.
  private static func mayCarryACL(
    _ aclRequired: AccessLogLine.ACLRequired, _ operation: AccessLogOperation
  ) -> Bool {
    aclRequired != .no || operation.eventName != "PutObject"
  }

  private mutating func place(of fact: Fact, at time: Instant) -> Int {
    if let known = places[fact] { return known }
    places[fact] = tallies.count
    tallies.append(Tally(at: time))
    return tallies.count - 1
  }

  private mutating func count(
    _ line: borrowing AccessLogLine, at time: Instant, as meaning: Meaning
  ) {
    let identity = Self.identity(of: line, at: time, meaning)
    for place in meaning.facts where tallies[place].count(identity, at: time) {
      let use = Use(
        time: time, eventID: "", requestID: line.requestID, key: line.key,
        userAgent: line.userAgent, sourceAddress: line.remoteAddress, file: file)
      tallies[place].keep(use, identity: identity)
    }
  }

  /// A line that is delivered twice is one request.
  private static func identity(
    of line: borrowing AccessLogLine, at time: Instant, _ meaning: Meaning
  ) -> UseIdentity {
    if meaning.isPartOfBatch { return UseIdentity(id: "\(line.requestID) \(line.key)") }
    if let digest = line.requestDigest { return UseIdentity(digest) }
    return UseIdentity(id: "\(time) \(line.remoteAddress) \(line.key) \(line.userAgent)")
  }
}

extension AccessLogLine.ACLRequired {
  /// What the field says; `nil` where there is none.
  fileprivate var says: Bool? {
    switch self {
    case .yes: true
    case .no: false
    case .absent: nil
    }
  }
}
