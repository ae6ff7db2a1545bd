import S3Access

extension Ledger {
  /// The ledger as it is to be judged: what was done to access points told of their buckets, every
  /// tally within its limits, and every request counted in one fact only.
  ///
  /// The copies of one record that CloudTrail delivers to two accounts can differ in what they say
  /// of the caller (the bucket owner's copy may leave out the ARN), and so stand in two facts. The
  /// copy that says the most is kept.
  public func settled() -> Ledger {
    var ledger = resolvingAccessPoints().withoutLinesOfRecords()
    ledger.facts = ledger.facts.mapValues { $0.settled() }
    let buckets = Dictionary(grouping: ledger.facts.keys.filter { $0.isSeenTwicePossibly }) {
      DoubleCountKey(fact: $0)
    }
    for (_, candidates) in buckets where candidates.count > 1 {
      var counted: Set<UseIdentity> = []
      for fact in candidates.sorted(by: Fact.saysMore) {
        guard let tally = ledger.facts[fact] else { continue }
        let repeated = counted.intersection(tally.knownIdentities)
        if !repeated.isEmpty { ledger.facts[fact] = tally.removing(repeated) }
        counted.formUnion(tally.knownIdentities)
      }
    }
    return ledger
  }
}

/// Facts that can hold copies of the same request.
private struct DoubleCountKey: Hashable {
  let bucket: String
  let operation: String
  let outcome: RequestOutcome
  let subject: Int

  init(fact: Fact) {
    bucket = fact.bucket
    operation = fact.operation
    outcome = fact.outcome
    subject =
      switch fact.subject {
      // One copy may show the ACL that the other leaves out.
      case .acl, .hiddenACL, .loggedACL: 0
      case .access: 2
      case .policy: 3
      }
  }
}

extension Fact {
  /// Calls from outside the bucket's account are recorded in two accounts. Which those are cannot be
  /// told by the caller's kind: the copy that names no owner takes the caller for the owner.
  fileprivate var isSeenTwicePossibly: Bool { caller.kind != .awsService }

  /// An order in which the fact comes first that shows the ACL, and whose caller is told best.
  fileprivate static func saysMore(_ a: Fact, _ b: Fact) -> Bool {
    if a.hidesACL != b.hidesACL { return b.hidesACL }
    let ranks = (a.caller.rank, b.caller.rank)
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
    if a.caller != b.caller { return a.caller < b.caller }
    return "\(a.subject)" < "\(b.subject)"
  }

  private var hidesACL: Bool {
    switch subject {
    case .hiddenACL, .loggedACL: true
    case .acl, .access, .policy: false
    }
  }
}

extension Caller {
  fileprivate var rank: Int {
    switch kind {
    case .unknown: 2
    default: principal.hasPrefix("arn:") ? 0 : 1
    }
  }
}
