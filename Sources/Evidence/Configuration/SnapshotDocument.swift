import JSON
import S3Access
import Timeline

extension DocumentKind {
  /// What `Examples/collect-snapshots` writes: the configuration of one bucket, or of one account, with
  /// the time at which it was asked for, as `"schema": "bpa-ready/snapshot/v1"`.
  static let snapshot = DocumentKind { document in
    guard let schema = document.value["schema"]?.string, schema.hasPrefix("bpa-ready/snapshot/")
    else { return nil }
    var ledger = Ledger()
    do throws(SnapshotError) {
      ledger.add(try SnapshotDocument(document, schema: schema), of: document)
      ledger.countSnapshot()
    } catch {
      ledger.note(document.unreadable("is a configuration snapshot \(error.reason)"))
    }
    return ledger
  }
}

/// Why a snapshot cannot speak.
private struct SnapshotError: Error {
  /// To be read after "is a configuration snapshot".
  var reason: String
}

/// What every snapshot says of itself.
private struct SnapshotDocument {
  let snapshot: Snapshot
  let answers: [JSONValue.Member]
  let accessPoints: [JSONValue]

  init(_ document: EvidenceDocument, schema: String) throws(SnapshotError) {
    let value = document.value
    guard schema == "bpa-ready/snapshot/v1" else {
      throw SnapshotError(reason: "of a form that this version does not know")
    }
    guard let takenAt = value["takenAt"]?.string.flatMap({ Instant(iso8601: $0) }) else {
      throw SnapshotError(reason: "without the time at which it was taken ('takenAt')")
    }
    guard let account = value["account"]?.string, account.isAccountID else {
      throw SnapshotError(reason: "without the account that it is of ('account', 12 digits)")
    }
    switch value["bucket"] {
    case nil: snapshot = Snapshot(account: account, bucket: nil, takenAt: takenAt)
    case .string(let bucket)? where !bucket.isEmpty:
      snapshot = Snapshot(account: account, bucket: bucket, takenAt: takenAt)
    default: throw SnapshotError(reason: "whose 'bucket' is no name")
    }
    guard case .object(let answers)? = value["answers"] else {
      throw SnapshotError(reason: "without 'answers'")
    }
    self.answers = answers
    accessPoints = value["accessPoints"]?.elements ?? []
  }
}

extension Ledger {
  fileprivate mutating func add(_ document: SnapshotDocument, of file: EvidenceDocument) {
    for answer in document.answers {
      add(answer.value, to: answer.name, document.snapshot, of: file)
    }
    for accessPoint in document.accessPoints {
      guard let name = accessPoint["name"]?.string, document.snapshot.bucket != nil else {
        note(
          file.unreadable(
            "is a configuration snapshot with an access point without a name",
            of: document.snapshot.bucket))
        continue
      }
      // That it is there is known, even where nothing else of it is told.
      note(document.snapshot.answer(.accessPoints([name])))
      for answer in accessPoint["answers"]?.members ?? [] {
        add(answer, ofAccessPoint: name, document.snapshot, of: file)
      }
    }
  }

  /// Counts a document that could be read.
  mutating func countSnapshot() {
    var volume = EvidenceVolume()
    volume.snapshots = 1
    count(volume)
  }

  /// Adds the answer to a call. Calls that say nothing about public access are passed over.
  mutating func add(
    _ value: JSONValue, to call: String, _ snapshot: Snapshot, of file: EvidenceDocument
  ) {
    if let bucket = snapshot.bucket {
      claim(
        OwnershipClaim(bucket: bucket, account: snapshot.account, isNamed: false),
        at: snapshot.takenAt)
    }
    let calls: [SnapshotCall<ConfigurationAnswer.Content>] =
      snapshot.bucket == nil ? SnapshotCall.ofAccounts : SnapshotCall.ofBuckets
    guard let known = calls.first(where: { $0.name == call }) else { return }
    switch known.answer(value) {
    case .content(let content): note(snapshot.answer(content))
    case .notTold(let code): note(snapshot.answer(.notTold(call: call, errorCode: code)))
    case .unreadable:
      note(file.unreadable(Self.noAnswer(to: call), of: snapshot.bucket))
    }
  }

  private mutating func add(
    _ answer: JSONValue.Member, ofAccessPoint name: String, _ snapshot: Snapshot,
    of file: EvidenceDocument
  ) {
    let calls: [SnapshotCall<ConfigurationAnswer.AccessPointContent>] = SnapshotCall.ofAccessPoints
    guard let known = calls.first(where: { $0.name == answer.name }) else { return }
    switch known.answer(answer.value) {
    case .content(let content): note(snapshot.answer(.accessPoint(name, content)))
    case .notTold(let code): note(snapshot.answer(.notTold(call: answer.name, errorCode: code)))
    case .unreadable:
      note(file.unreadable(Self.noAnswer(to: answer.name), of: snapshot.bucket))
    }
  }

  private static func noAnswer(to call: String) -> String {
    "is a configuration snapshot, in which '\(call)' has no such answer"
  }
}

/// Of what a snapshot is, and of when.
struct Snapshot {
  var account: String
  /// `nil` where it is the account's own configuration.
  var bucket: String?
  var takenAt: Instant

  func answer(_ content: ConfigurationAnswer.Content) -> ConfigurationAnswer {
    ConfigurationAnswer(
      scope: bucket.map { .bucket($0) } ?? .account(account), account: account, time: takenAt,
      content: content)
  }
}
