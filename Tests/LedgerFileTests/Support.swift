import Foundation
import JSON
import RawEvidence
import S3Access
import Timeline

@testable import Evidence
@testable import LedgerFile

/// A folder of its own for one test, gone with it.
final class Folder {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.path + "/ledger-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var ledger: String { path + "/ledger" }

  func bytes() -> [UInt8] { (FileManager.default.contents(atPath: ledger)).map(Array.init) ?? [] }

  func write(_ bytes: [UInt8]) {
    _ = FileManager.default.createFile(atPath: ledger, contents: Data(bytes))
  }
}

func hours(_ count: Int) -> TimeSpan { TimeSpan.hours(Int64(count)) }

// swift-format-ignore: NeverForceUnwrap
func at(_ text: String) -> Instant { Instant(iso8601: text)! }

let run = LedgerRun(tool: "test 1", command: "collect", started: 1_580_000_000)
let place = TrailPlace(account: "111122223333", region: "us-east-1")

func fact(_ bucket: String, _ subject: Fact.Subject) -> Fact {
  Fact(
    bucket: bucket, operation: "PutObject", subject: subject,
    outcome: .refused(errorCode: "AccessDenied"),
    caller: Caller(principal: "arn:aws:iam::111122223333:role/r", kind: .otherAccount))
}

func use(_ number: Int, day: Int = 3, file: String = "a.json") -> Use {
  let time: Instant = at("2020-02-03T00:00:00Z") + hours(24 * (day - 3) + number % 20)
  return Use(
    time: time,
    eventID: "e\(number)", requestID: "r\(number)", key: "k/\(number)\u{0}é\u{1F600}",
    userAgent: "tool", sourceAddress: "203.0.113.7", file: file)
}

let policy: JSONValue = [
  "Version": "2012-10-17",
  "Statement": [["Effect": "Allow", "Principal": "*", "n": .number("007")], .null, true, [:], []],
]

extension Ledger {
  /// A ledger of which no part is empty; its numbers vary with the seed.
  static func full(seed: Int = 0) -> Ledger {
    var ledger = Ledger()
    let day = at("2020-02-03T10:00:00Z")
    let later = day + hours(seed)
    let grants = [Grant(.allUsers, .read), Grant(.otherGroup("g\(seed)"), .writeACP)]
    for subject: Fact.Subject in [
      .acl(RequestedACL(canned: .publicRead, unrecognized: "x", grants: grants)),
      .hiddenACL(aclRequired: true), .access(.cannotTell),
      .policy(.document(policy), onAccessPoint: true),
      .policy(.unreadable("?"), onAccessPoint: false),
    ] {
      for number in 0..<5 {
        let number = number + seed
        ledger.record(fact("b", subject), use(number), identity: UseIdentity(id: "e\(number)"))
      }
    }
    var timeline = ActivityTimeline()
    for hour in [0, 1, 50, 50 + seed] { timeline.insert(day + hours(hour)) }
    ledger.hear(of: place, timeline)
    ledger.note(QueryResultKind.recording)
    ledger.notePruning(before: at("2019-01-01"))
    ledger.hearManagementWrites(of: place, timeline)
    ledger.hear(ofAccessLogOf: "b", timeline)
    ledger.noteTrails(at: later)
    ledger.noteInventories(at: later)
    ledger.see(
      Sighting(bucket: "b", evidenceClass: .management, place: place),
      during: Interval(from: day, to: later))
    ledger.claim(OwnershipClaim(bucket: "b", account: "111122223333", isNamed: true), at: later)
    ledger.attach(
      AccessPointAttachment(accessPoint: "ap", bucket: "b", origin: .vpc, isOfOtherAccount: true))
    ledger.noteACLRequired(ofBucket: "b", at: day - hours(seed))
    let bpa = PublicAccessBlockConfiguration(enabled: Set(BlockPublicAccessSetting.allCases))
    for change: ConfigurationChange.Change in [
      .publicAccessBlock(bpa), .objectOwnership(nil), .objectOwnership(.objectWriter),
      .policy(.document(policy)), .policyDeleted, .bucketACL(nil),
      .bucketACL(RequestedACL(grants: grants)), .created(.bucketOwnerPreferred), .deleted,
    ] {
      ledger.note(
        ConfigurationChange(
          scope: .account("111122223333"), time: day, change: change, eventID: "e", region: "r"))
    }
    for content: ConfigurationAnswer.Content in [
      .publicAccessBlock(bpa), .objectOwnership(nil), .bucketACL(Set(grants)), .policy(nil),
      .policy(.document(policy)), .isPolicyPublic(true), .website(false), .region("eu-west-1"),
      .accessPoint("ap", .isInVPC(true)), .accessPoint("ap", .policy(.unreadable("{"))),
      .notTold(call: "GetBucketAcl", errorCode: "AccessDenied"),
    ] {
      ledger.note(
        ConfigurationAnswer(scope: .bucket("b"), account: "a", time: day, content: content))
    }
    ledger.note(RecordingChange(account: "111122223333", time: later, call: "StopLogging"))
    ledger.note(
      UnreadableEvidence(
        file: "x\(seed).json", offset: 3, isOffsetInflated: true, reason: "is damaged",
        place: place, deliveredAt: later))
    return ledger
  }
}

extension Ledger {
  /// Adds what is known of trails beside their logs: documents, digests, keys and signatures.
  fileprivate mutating func noteTrails(at time: Instant) {
    let trail = TrailARN(homeRegion: "us-east-1", account: "111122223333", name: "main")
    let selector = EventSelector(
      category: .data, selectsWrites: false,
      objects: ARNCondition(selecting: [TextCondition(position: .start, text: "arn:aws:s3:::b/")]),
      narrowings: ["only some"])
    for statement: TrailDocument.Statement in [
      .selection(trail: trail, EventSelection([selector])),
      .description(TrailDescription(trail: trail, destination: "logs/")),
      .status(TrailStatus(isLogging: true, startedAt: time)),
    ] { note(TrailDocument(file: "trail.json", statement: statement)) }
    note(
      TrailDocument(
        file: "trails.json",
        statement: .statusOf(trail: trail, TrailStatus(isLogging: false, stoppedAt: time)),
        takenAt: time))
    note(
      LogDigest(
        file: "digest.json", contentHash: "00",
        stream: DigestStream(
          account: "111122223333", region: "us-east-1", trail: "main", homeRegion: "us-east-1"),
        hour: Interval(from: time, to: time + hours(1)), endText: "\(time + hours(1))",
        object: "logs/digest.json.gz", keyFingerprint: "f",
        previous: LogDigest.Link(object: "logs/before.json.gz", contentHash: "01", signature: "02"),
        logFiles: [LogDigest.LogFile(name: "a.json.gz", contentHash: "03", oldestEvent: time)],
        isBackfill: false))
    noteHashes(["03", "04"], ofLogFile: "a.json.gz")
    notePublicKeys(["MII=", "MIJ="], ofFingerprint: "f")
    noteSignature("05")
  }

  /// Adds what inventories say.
  fileprivate mutating func noteInventories(at time: Instant) {
    var inventory = InventorySummary(
      bucket: "b", destination: "arn:aws:s3:::lists", configurationID: "all", createdAt: time,
      listsAllVersions: true)
    inventory.objects = 7
    inventory.publicObjects = 2
    inventory.publicPrefixes = [.init(prefix: "reports/", count: 2)]
    inventory.samples = ["reports/\u{0}é"]
    note(inventory)
    note(InventoryConfiguration(id: "all", destination: "arn:aws:s3:::lists", prefix: ""))
  }
}

/// What was collected of a file: a ledger, and a volume that the file accounts for.
func collected(
  _ ledger: Ledger, _ path: String, content: String, events: Int = 1, isRead: Bool = true,
  version: String? = "1"
) -> CollectedEvidence {
  var collected = CollectedEvidence()
  collected.ledger = ledger
  var volume = EvidenceVolume()
  volume.files = 1
  volume.events = events
  volume.bytes = 10
  collected.files = [
    FileOutcome(
      file: EvidenceFile(path: path, size: 10, version: version), digest: TextDigest(of: content),
      volume: volume, isRead: isRead)
  ]
  return collected
}
