import RawEvidence
import S3Access
import Timeline

extension TrailAccumulator {
  /// Adds a use of a fact that symbols tell.
  mutating func add(
    key subject: FactTable.Subject, _ request: Request, _ record: borrowing ScannedRecord
  ) {
    let key = FactTable.Key(
      bucket: request.bucket, subject: subject, owner: request.owner, record: record)
    let place: FactTable.Place
    if let known = facts.place(of: key) {
      place = known
    } else {
      let fact = self.fact(self.subject(subject, in: record), request, record)
      place = facts.add(fact.matters ? fact : nil, at: request.time, for: key)
    }
    if case .fact(let number) = place {
      facts.count(record, at: request.time, in: context, as: number)
    }
  }

  /// Adds a use of a fact that takes more than symbols to tell.
  mutating func add(
    _ subject: Fact.Subject, _ request: Request, _ record: borrowing ScannedRecord
  ) {
    let fact = self.fact(subject, request, record)
    let place = facts.place(of: fact, at: request.time)
    facts.count(record, at: request.time, in: context, as: place)
  }

  private mutating func subject(
    _ subject: FactTable.Subject, in record: borrowing ScannedRecord
  ) -> Fact.Subject {
    switch subject {
    case .cannedACL(let symbol): .acl(RequestedACL(headerValue: record.text(of: symbol)))
    case .hiddenACL(let aclRequired): .hiddenACL(aclRequired: aclRequired)
    case .access(let authorization): .access(authorization)
    case .policy: .policy(policy(of: record), onAccessPoint: false)
    }
  }

  private func fact(
    _ subject: Fact.Subject, _ request: Request, _ record: borrowing ScannedRecord
  ) -> Fact {
    var account = record.text(of: record.identityAccount)
    if account.isEmpty, CallerIdentity.isAnonymous(record.principalID) { account = "anonymous" }
    let kind = CallerIdentity.kind(
      type: record.text(of: record.identityType), account: account,
      invokedBy: !record.invokedBy.isEmpty, owner: record.text(of: request.owner))
    return Fact(
      bucket: buckets.name(of: request.bucket), operation: record.text(of: record.eventName),
      subject: subject, outcome: RequestOutcome(errorCode: record.text(of: record.errorCode)),
      caller: Caller(
        principal: CallerIdentity.principal(of: record, kind: kind, account: account), kind: kind))
  }
}

extension Fact {
  /// Access matters where the caller is from outside the bucket's account.
  fileprivate var matters: Bool {
    guard case .access = subject else { return true }
    return caller.kind != .ownAccount && caller.kind != .awsService
  }
}
