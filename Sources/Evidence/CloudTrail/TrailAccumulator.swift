import RawEvidence
import S3Access
import Timeline

/// Adds up the records of one worker's CloudTrail files.
///
/// Most records of most trails say nothing but that something was recorded. So the path of a record
/// is short: a few symbols are compared, and strings are made only for the few records that carry an
/// ACL, come from outside the bucket's account or change its configuration.
struct TrailAccumulator {
  /// What is told of the file that is being read.
  struct FileContext {
    var path = ""
    var name: LogFileName?
  }

  private var ledger = Ledger()
  private var context = FileContext()
  private var activity = PlaceActivity()
  private var buckets = BucketTable()
  private var extent: (first: Int64, last: Int64) = (.max, .min)

  private var sources = SymbolTable<Source>()
  private var categories = SymbolTable<EventCategory>()
  private var traits = SymbolTable<RecordTraits>()
  private var services = SymbolTable<Bool>()
  private var noBucket = SymbolTable<Bool>()
  private var cannedACLs = SymbolTable<RequestedACL>()

  mutating func begin(_ file: FileContext) {
    context = file
  }

  /// A file arrived: that is heard of its place, even if it held no record.
  mutating func fileArrived() {
    guard let name = context.name else { return }
    var heard = ActivityTimeline()
    heard.insert(name.deliveredAt)
    ledger.hear(of: name.place, heard)
  }

  /// Adds a record; `false` where it has no time that can be read.
  mutating func add(_ record: borrowing ScannedRecord) -> Bool {
    guard let seconds = record.eventTime ?? Instant(iso8601: record.eventTimeText)?.secondsSince1970
    else { return false }
    let category = categories.value(of: record.eventCategory, in: record) { EventCategory($0) }
    if category == .other { return true }
    extent = (min(extent.first, seconds), max(extent.last, seconds))
    activity.hear(account: record.recipientAccount, region: record.awsRegion, at: seconds)
    switch sources.value(of: record.eventSource, in: record, make: { Source($0) }) {
    case .s3: addS3(record, at: seconds, category: category)
    case .cloudTrail: addRecordingChange(record, at: seconds)
    case .other: break
    }
    return true
  }

  /// The services whose records say more than that something was recorded.
  private enum Source {
    case s3, cloudTrail, other

    init(_ name: String) {
      self =
        switch name {
        case "s3.amazonaws.com": .s3
        case "cloudtrail.amazonaws.com": .cloudTrail
        default: .other
        }
    }
  }

  private mutating func addRecordingChange(_ record: borrowing ScannedRecord, at seconds: Int64) {
    guard !record.errorCode.isPresent else { return }
    let call = record.text(of: record.eventName)
    guard RecordingChange.calls.contains(call) else { return }
    ledger.note(
      RecordingChange(
        account: record.text(of: record.recipientAccount),
        time: Instant(secondsSince1970: seconds), call: call))
  }
}

// MARK: - Records of S3

extension TrailAccumulator {
  private mutating func addS3(
    _ record: borrowing ScannedRecord, at seconds: Int64, category: EventCategory
  ) {
    let traits = self.traits.value(of: record.eventName, in: record) { RecordTraits(eventName: $0) }
    let isReadOnly = record.isReadOnly
    let evidenceClass = traits.evidenceClass(
      category: category, isManagementEvent: record.isManagementEvent, isReadOnly: isReadOnly)
    // A call on a bucket that is not there speaks of none.
    if noBucket.value(of: record.errorCode, in: record, make: { $0 == "NoSuchBucket" }) { return }
    guard let bucket = buckets.place(of: record) else {
      if traits.configures { addAccountChange(record, at: seconds) }
      return
    }
    buckets.see(
      evidenceClass, of: bucket, account: record.recipientAccount, region: record.awsRegion,
      at: seconds)
    let owner = record.bucketAccount.isPresent ? record.bucketAccount : record.recipientAccount
    // The caller's copy of a refused request hides who owns the bucket: it is no word on the owner.
    if record.bucketAccount.isPresent || !record.errorCode.isPresent {
      buckets.claim(bucket, account: owner, isNamed: record.bucketAccount.isPresent, at: seconds)
    }
    if record.isACLRequired { buckets.noteACLRequired(bucket, at: seconds) }

    let isService = services.value(of: record.identityType, in: record) { $0 == "AWSService" }
    let isForeign =
      !isService && (record.identityAccount != owner || !record.identityAccount.isPresent)
    // Anybody can write anything into the query of a read, and it shows among the parameters.
    let carriesACL = record.aclForm != .none && !(isReadOnly ?? traits.isRead)
    guard isForeign || carriesACL || traits.configures || traits.canCarryACL else { return }
    let request = Request(
      bucket: bucket, traits: traits, seconds: seconds, owner: owner, carriesACL: carriesACL)
    if isForeign { addAccess(request, record) }
    if carriesACL {
      addACL(request, record)
    } else if traits.canCarryACL {
      addHiddenACL(request, record)
    }
    if traits.configures { addConfiguration(request, record) }
  }

  /// What is known of a record by the time that it turns out to matter.
  private struct Request {
    let bucket: Int
    let traits: RecordTraits
    let seconds: Int64
    let owner: Symbol
    let carriesACL: Bool
  }

  private mutating func addAccess(_ request: Request, _ record: borrowing ScannedRecord) {
    guard request.traits.operation.provesAccess, letIn(record) else { return }
    let authorization: ACLAuthorization =
      !record.isACLRequired ? .notSaid : request.carriesACL ? .cannotTell : .required
    add(.access(authorization), request, record) { kind in
      kind != .ownAccount && kind != .awsService
    }
  }

  /// Whether somebody was let in: the call succeeded, or answered that nothing has changed since.
  private func letIn(_ record: borrowing ScannedRecord) -> Bool {
    !record.errorCode.isPresent || record.text(of: record.errorCode) == "NotModified"
  }

  private mutating func addACL(_ request: Request, _ record: borrowing ScannedRecord) {
    switch record.aclForm {
    case .canned:
      let acl = cannedACLs.value(of: record.cannedACL, in: record) {
        RequestedACL(headerValue: $0)
      }
      add(.acl(acl), request, record)
    case .other, .none:
      guard let parameters = record.parameters() else {
        addUnread(request, record)
        return
      }
      if let acl = RequestedACL(
        requestParameters: parameters, isFormUpload: request.traits.operation.isFormUpload)
      {
        add(.acl(acl), request, record)
      } else {
        addUnread(request, record)
      }
    }
  }

  /// A call that can carry an ACL and shows none: it had none, unless its parameters were left out
  /// or it does nothing but set an ACL.
  ///
  /// Source: CloudTrail User Guide, "CloudTrail record contents": parameters over 100 kB are omitted.
  private mutating func addHiddenACL(_ request: Request, _ record: borrowing ScannedRecord) {
    let isMissing = record.parametersForm != .object
    guard isMissing || request.traits.operation.setsOnlyACL else { return }
    addUnread(request, record)
  }

  private mutating func addUnread(_ request: Request, _ record: borrowing ScannedRecord) {
    guard request.traits.canCarryACL, !record.errorCode.isPresent else { return }
    add(.hiddenACL(aclRequired: record.isACLRequired), request, record)
  }

  private mutating func addConfiguration(_ request: Request, _ record: borrowing ScannedRecord) {
    let name = request.traits.operation.name
    guard let call = ConfigurationCall(rawValue: name), !call.isAboutAccount else { return }
    let parameters = record.parameters()
    var policy: PolicyDocument?
    if call == .putBucketPolicy {
      let document = PolicyDocument(requestParameters: parameters) { record.parse($0) }
      add(.policy(document, onAccessPoint: false), request, record)
      policy = document
    }
    guard !record.errorCode.isPresent,
      let change = call.change(
        parameters: parameters, policy: policy, region: record.text(of: record.awsRegion))
    else { return }
    ledger.note(
      ConfigurationChange(
        scope: .bucket(buckets.name(of: request.bucket)),
        time: Instant(secondsSince1970: request.seconds),
        change: change, eventID: record.eventID, region: record.text(of: record.awsRegion)))
  }

  private mutating func addAccountChange(_ record: borrowing ScannedRecord, at seconds: Int64) {
    let name = record.text(of: record.eventName)
    guard let call = ConfigurationCall(rawValue: name), call.isAboutAccount,
      !record.errorCode.isPresent,
      let change = call.change(parameters: record.parameters(), policy: nil, region: "")
    else { return }
    let account = record.text(of: record.recipientAccount)
    ledger.note(
      ConfigurationChange(
        scope: .account(account), time: Instant(secondsSince1970: seconds), change: change,
        eventID: record.eventID, region: record.text(of: record.awsRegion)))
  }
}

// MARK: - Facts

extension TrailAccumulator {
  private mutating func add(
    _ subject: Fact.Subject, _ request: Request, _ record: borrowing ScannedRecord,
    where isRelevant: (PrincipalKind) -> Bool = { _ in true }
  ) {
    let account = record.text(of: record.identityAccount)
    let kind = CallerIdentity.kind(
      type: record.text(of: record.identityType), account: account,
      invokedBy: !record.invokedBy.isEmpty, owner: record.text(of: request.owner))
    guard isRelevant(kind) else { return }
    let fact = Fact(
      bucket: buckets.name(of: request.bucket), operation: request.traits.operation.name,
      subject: subject, outcome: RequestOutcome(errorCode: record.text(of: record.errorCode)),
      caller: Caller(
        principal: CallerIdentity.principal(of: record, kind: kind, account: account), kind: kind))
    let shared = record.sharedEventID
    let eventID = record.eventID
    let requestID = record.requestID
    let known = [shared, eventID, requestID].first { !$0.isEmpty }
    let time = Instant(secondsSince1970: request.seconds)
    // A record without any id is told apart by all that it says of itself.
    let identity = UseIdentity(id: known ?? "\(time) \(fact.operation) \(record.key)")
    let file = context.path
    ledger.record(fact, at: time, identity: identity) {
      Use(
        time: time, eventID: eventID, requestID: requestID, key: record.key,
        userAgent: Self.withoutBrackets(record.userAgent),
        sourceAddress: record.sourceIPAddress, file: file)
    }
  }

  /// CloudTrail puts the user agents of some calls in square brackets.
  private static func withoutBrackets(_ userAgent: String) -> String {
    guard userAgent.hasPrefix("["), userAgent.hasSuffix("]"), userAgent.count > 2 else {
      return userAgent
    }
    return String(userAgent.dropFirst().dropLast())
  }

  /// All that was added up.
  mutating func finished(resolving text: (Symbol) -> String) -> Ledger {
    var ledger = ledger
    activity.drain(into: &ledger, resolving: text)
    buckets.drain(into: &ledger, resolving: text)
    if extent.first <= extent.last {
      var volume = EvidenceVolume()
      volume.extent = Interval(
        from: Instant(secondsSince1970: extent.first), to: Instant(secondsSince1970: extent.last))
      ledger.count(volume)
    }
    return ledger
  }
}
