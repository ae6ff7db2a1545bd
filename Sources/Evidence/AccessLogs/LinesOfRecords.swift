import S3Access

extension Ledger {
  /// The ledger without the access log lines of requests of which a CloudTrail record tells as much or
  /// more: the line's request id is the record's `requestID`.
  ///
  /// Only uses that are kept whole are recognised, so that of very many requests some may count twice.
  /// No answer depends on that.
  ///
  /// Source: Amazon S3 User Guide, "Logging requests with server access logging", on `x-amz-request-id`.
  func withoutLinesOfRecords() -> Ledger {
    guard !accessLogs.isEmpty else { return self }
    var told: [ToldSubject: Set<UseIdentity>] = [:]
    for (fact, tally) in facts where accessLogs[fact.bucket] != nil {
      guard let subject = ToldSubject(record: fact) else { continue }
      let ids = tally.uses.lazy.filter { !$0.eventID.isEmpty && !$0.requestID.isEmpty }
        .map { UseIdentity(id: $0.requestID) }
      told[subject, default: []].formUnion(ids)
    }
    var ledger = self
    for (fact, tally) in facts {
      guard let subject = ToldSubject(line: fact), let records = told[subject] else { continue }
      let repeated = tally.knownIdentities.intersection(records)
      if !repeated.isEmpty { ledger.facts[fact] = tally.removing(repeated) }
    }
    return ledger
  }
}

/// What records and lines can tell of alike.
private struct ToldSubject: Hashable {
  let bucket: String
  /// `nil` for an ACL that was set.
  let authorization: ACLAuthorization?

  /// What the record shows of a fact; `nil` where no line shows the like.
  init?(record fact: Fact) {
    bucket = fact.bucket
    switch fact.subject {
    case .acl, .hiddenACL: authorization = nil
    case .access(let found): authorization = found
    case .loggedACL, .policy: return nil
    }
  }

  /// What the record of a line has to show so that the line says nothing new.
  init?(line fact: Fact) {
    bucket = fact.bucket
    switch fact.subject {
    case .loggedACL: authorization = nil
    case .access(.notRequired): authorization = .notSaid
    case .access(let found): authorization = found
    case .acl, .hiddenACL, .policy: return nil
    }
  }
}
