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
    /// Whether records are told whole: of others, which stand for many, none is kept as a sample.
    var tellsOneByOne = true
  }

  private var ledger = Ledger()
  var context = FileContext()
  private var activity = PlaceActivity()
  private var managementWrites = PlaceActivity()
  private var folders = FolderNames()
  var buckets = BucketTable()
  private var extent: (first: Int64, last: Int64) = (.max, .min)

  private var sources = SymbolTable<Source>()
  private var categories = SymbolTable<EventCategory>()
  private var traits = SymbolTable<RecordTraits>()
  private var services = SymbolTable<Bool>()
  private var misses = SymbolTable<Bool>()
  private var tellsObject = SymbolTable<Bool>()
  private var isAbsence = SymbolTable<Bool>()
  private var anonymous = SymbolTable<Bool>()
  private var policies = SymbolTable<PolicyDocument>()
  var facts = FactTable()

  mutating func begin(_ file: FileContext) {
    context = file
    folders.enter(folderOfFileAt: file.path)
  }

  /// A file arrived: that is heard of its place, even if it held no record.
  mutating func fileArrived() {
    guard let name = context.name else { return }
    var place = name.place
    place.folder = folders.names[folders.current]
    ledger.hear(of: place, at: name.deliveredAt)
  }

  /// What keeps a record from being evidence.
  enum Shortcoming: CaseIterable {
    /// It has no time that can be read.
    case undated
    /// It is of a call on a bucket and does not say on which.
    case withoutBucket
  }

  /// Adds a record; says so where it tells less than it should.
  mutating func add(_ record: borrowing ScannedRecord) -> Shortcoming? {
    guard let seconds = record.eventTime ?? Instant(iso8601: record.eventTimeText)?.secondsSince1970
    else { return .undated }
    let category = categories.value(of: record.eventCategory, in: record) { EventCategory($0) }
    if category == .other { return nil }
    extent = (min(extent.first, seconds), max(extent.last, seconds))
    activity.hear(
      account: record.recipientAccount, region: record.awsRegion, folder: folders.current,
      at: seconds)
    if record.isReadOnly == false, category == .management || record.isManagementEvent == true {
      hearManagementWrite(record, at: seconds)
    }
    switch sources.value(of: record.eventSource, in: record, make: { Source($0) }) {
    case .s3: return addS3(record, at: seconds, category: category)
    case .cloudTrail: addRecordingChange(record, at: seconds)
    case .other: break
    }
    return nil
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
    hearManagementWrite(record, at: seconds)
    let change = RecordingChange(
      call: call, parameters: record.parameters(),
      account: record.text(of: record.recipientAccount), time: Instant(secondsSince1970: seconds))
    if let change { ledger.note(change) }
  }

  private mutating func hearManagementWrite(_ record: borrowing ScannedRecord, at seconds: Int64) {
    managementWrites.hear(
      account: record.recipientAccount, region: record.awsRegion, folder: folders.current,
      at: seconds)
  }

  mutating func note(_ attachment: AccessPointAttachment) {
    ledger.attach(attachment)
  }

  /// All that was added up.
  mutating func finished(resolving text: (Symbol) -> String) -> Ledger {
    var ledger = ledger
    for (place, heard) in activity.drained(folders: folders.names, resolving: text) {
      ledger.hear(of: place, heard)
    }
    for (place, heard) in managementWrites.drained(folders: folders.names, resolving: text) {
      ledger.hearManagementWrites(of: place, heard)
    }
    buckets.drain(into: &ledger, folders: folders.names, resolving: text)
    facts.drain(into: &ledger)
    if extent.first <= extent.last {
      var volume = EvidenceVolume()
      volume.extent = Interval(
        from: Instant(secondsSince1970: extent.first), to: Instant(secondsSince1970: extent.last))
      ledger.count(volume)
    }
    return ledger
  }
}

// MARK: - Records of S3

extension TrailAccumulator {
  private mutating func addS3(
    _ record: borrowing ScannedRecord, at seconds: Int64, category: EventCategory
  ) -> Shortcoming? {
    let traits = self.traits.value(of: record.eventName, in: record) { RecordTraits(eventName: $0) }
    let isReadOnly = record.isReadOnly
    let evidenceClass = traits.evidenceClass(
      category: category, isManagementEvent: record.isManagementEvent, isReadOnly: isReadOnly)
    if misses.value(of: record.errorCode, in: record, make: Admission.missesBucket.contains) {
      return nil
    }
    let configurationCall = traits.configurationCall
    // Records of old do not say of themselves that they are of the management class.
    if configurationCall != nil { hearManagementWrite(record, at: seconds) }
    if let configurationCall, configurationCall.isAboutAccount {
      addAccountChange(configurationCall, record, at: seconds)
      return nil
    }
    if let call = traits.accessPointCall {
      return addAccessPoint(call, record, traits: traits, at: seconds)
    }
    guard let (bucket, isByName) = buckets.place(of: record) else {
      let isOfBucket =
        evidenceClass != .management || configurationCall != nil || traits.canCarryACL
      return isOfBucket && !record.errorCode.isPresent ? .withoutBucket : nil
    }
    // Trails select requests through access points apart, so they are no sight of the others.
    if isByName || !record.bucketName.isPresent {
      buckets.see(
        evidenceClass, of: bucket, account: record.recipientAccount, region: record.awsRegion,
        folder: folders.current, at: seconds)
    }
    // A copy may show its source's bucket only, whose owner is not the owner of this one.
    let isNamed = record.bucketAccount.isPresent && !(isByName && record.namesOtherBucket)
    let owner = isNamed ? record.bucketAccount : record.recipientAccount
    // The caller's copy of a refused request hides who owns the bucket: it is no word on the owner.
    if isNamed || !record.errorCode.isPresent {
      buckets.claim(bucket, account: owner, isNamed: isNamed, at: seconds)
    }
    if record.isACLRequired { buckets.noteACLRequired(bucket, at: seconds) }

    let isService = services.value(of: record.identityType, in: record) { $0 == "AWSService" }
    let isForeign =
      !isService && (record.identityAccount != owner || !record.identityAccount.isPresent)
    // Anybody can write anything into the query of a read, and it shows among the parameters. What sets
    // ACLs is no read, whatever its record says.
    let carriesACL =
      record.aclForm != .none && (traits.canCarryACL || !(isReadOnly ?? traits.isRead))
    guard isForeign || carriesACL || traits.canCarryACL || configurationCall != nil else {
      return nil
    }
    let request = Request(
      bucket: bucket, traits: traits, time: Instant(secondsSince1970: seconds), owner: owner,
      carriesACL: carriesACL)
    if isForeign { addAccess(request, record) }
    if carriesACL {
      addACL(request, record)
    } else if traits.canCarryACL {
      addHiddenACL(request, record)
    }
    if let configurationCall { addConfiguration(configurationCall, request, record) }
    return nil
  }

  /// What is known of a record by the time that it turns out to matter.
  struct Request {
    let bucket: Int
    let traits: RecordTraits
    let time: Instant
    let owner: Symbol
    let carriesACL: Bool
  }

  private mutating func addAccess(_ request: Request, _ record: borrowing ScannedRecord) {
    guard request.traits.provesAccess, letIn(record) else { return }
    let authorization: ACLAuthorization =
      !record.isACLRequired ? .notSaid : request.carriesACL ? .cannotTell : .required
    add(key: .access(authorization), request, record)
  }

  /// Whether somebody was let in: the call succeeded, or failed on the object's own state, which S3
  /// tells only those who may read it; or an anonymous caller was told that there is no such object,
  /// which S3 tells only those who may list the bucket.
  ///
  /// Source: Amazon S3 API Reference, "GetObject", Permissions.
  private mutating func letIn(_ record: borrowing ScannedRecord) -> Bool {
    guard record.errorCode.isPresent else { return true }
    if tellsObject.value(of: record.errorCode, in: record, make: Admission.codesOfObject.contains) {
      return true
    }
    return isAbsence.value(of: record.errorCode, in: record) { $0 == Admission.codeOfAbsence }
      && anonymous.value(of: record.identityAccount, in: record, make: CallerIdentity.isAnonymous)
  }

  private mutating func addACL(_ request: Request, _ record: borrowing ScannedRecord) {
    switch record.aclForm {
    case .canned: add(key: .cannedACL(record.cannedACL), request, record)
    case .other, .none:
      let acl = record.parameters().flatMap {
        RequestedACL(requestParameters: $0, isFormUpload: request.traits.isFormUpload)
      }
      if let acl { add(.acl(acl), request, record) } else { addUnread(request, record) }
    }
  }

  /// A call that can carry an ACL and shows none: it had none, unless its parameters were left out
  /// or it does nothing but set an ACL.
  ///
  /// Source: CloudTrail User Guide, "CloudTrail record contents": parameters over 100 kB are omitted.
  private mutating func addHiddenACL(_ request: Request, _ record: borrowing ScannedRecord) {
    let isMissing = record.parametersForm != .object
    guard isMissing || request.traits.setsOnlyACL else { return }
    addUnread(request, record)
  }

  private mutating func addUnread(_ request: Request, _ record: borrowing ScannedRecord) {
    guard request.traits.canCarryACL, !record.errorCode.isPresent else { return }
    add(key: .hiddenACL(aclRequired: record.isACLRequired), request, record)
  }

  private mutating func addConfiguration(
    _ call: ConfigurationCall, _ request: Request, _ record: borrowing ScannedRecord
  ) {
    if call == .putBucketPolicy { add(key: .policy(record.parametersSymbol), request, record) }
    guard !record.errorCode.isPresent,
      let change = call.change(
        parameters: call == .putBucketPolicy ? nil : record.parameters(),
        policy: call == .putBucketPolicy ? policy(of: record) : nil,
        region: record.text(of: record.awsRegion))
    else { return }
    ledger.note(
      ConfigurationChange(
        scope: .bucket(buckets.name(of: request.bucket)), time: request.time, change: change,
        eventID: record.eventID, region: record.text(of: record.awsRegion)))
  }

  /// The policy that a call puts; of parameters that are repeated word for word it is read once.
  mutating func policy(of record: borrowing ScannedRecord) -> PolicyDocument {
    let symbol = record.parametersSymbol
    if let known = policies.known(symbol) { return known }
    let policy = PolicyDocument(requestParameters: record.parameters()) { record.parse($0) }
    policies.note(policy, for: symbol)
    return policy
  }

  private mutating func addAccountChange(
    _ call: ConfigurationCall, _ record: borrowing ScannedRecord, at seconds: Int64
  ) {
    guard !record.errorCode.isPresent,
      let change = call.change(parameters: record.parameters(), policy: nil, region: "")
    else { return }
    let account = record.text(of: record.recipientAccount)
    ledger.note(
      ConfigurationChange(
        scope: .account(account), time: Instant(secondsSince1970: seconds), change: change,
        eventID: record.eventID, region: record.text(of: record.awsRegion)))
  }
}
