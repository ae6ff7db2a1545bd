import Evidence
import JSON
import RawEvidence
import S3Access
import Testing
import TrailFixtures

/// The same evidence gives the same ledger, in whatever order and parts it is read.
@Suite("Merging")
struct MergingTests {
  /// Files of all that a ledger holds: facts that repeat, copies for two accounts, changes,
  /// ownership, activity in several places, damage and files without calls.
  static func files() -> [(name: String, bytes: [UInt8])] {
    var generator = SeededGenerator(seed: "merging")
    var files: [(name: String, bytes: [UInt8])] = (0..<24).map { number in
      let events = (0..<6).map { _ in event(&generator) }
      return ("\(number % 3)/\(number).json", logFile(events))
    }
    files.append(("0/broken.json", Array("{\"Records\":[".utf8)))
    files.append(("1/other.json", Array("{}".utf8)))
    files.append(("2/digest.json", Array("{\"digestS3Object\":\"k\"}".utf8)))
    files.append(("2/\(usualFileName)", logFile([])))
    for (bucket, time) in [("a", "2020-02-03T10:00:00Z"), ("b", "2020-02-03T11:00:00Z")] {
      let snapshot = SnapshotReadingTests.document(
        ["get-public-access-block": SnapshotReadingTests.settings], bucket: .string(bucket),
        changing: ["takenAt": .string(time)])
      files.append(("1/\(bucket)-snapshot.json", Array(snapshot.utf8)))
    }
    return files
  }

  private static func event(_ generator: inout SeededGenerator) -> Event {
    let time = "2020-02-03T1\(generator.number(below: 9)):00:0\(generator.number(below: 3))Z"
    let bucket = ["a", "b", "c"][generator.number(below: 3)]
    switch generator.number(below: 7) {
    case 0: return .putObject(bucket: bucket, acl: "public-read", at: time)
    case 1: return .getObject(bucket: bucket, by: .anonymous, at: time, aclRequired: true)
    case 2: return DuplicateTests.copies(of: .getObject(bucket: bucket, at: time)).callers
    case 3: return DuplicateTests.copies(of: .getObject(bucket: bucket, at: time)).owners
    case 4: return .putBucketPolicy(bucket: bucket, policy: ["Id": .string(time)], at: time)
    case 5:
      return .putObject(bucket: bucket, by: .user("u"), at: time).with {
        $0.requestParameters = nil
        $0.awsRegion = "eu-west-1"
      }
    default: return .call("AssumeRole", "sts", at: time)
    }
  }

  private static func write(to folder: TemporaryFolder) throws -> [EvidenceFile] {
    try files().map { name, bytes in
      EvidenceFile(path: try folder.write(bytes, to: name), size: bytes.count)
    }
  }

  @Test("is the same for any number of workers", arguments: [2, 3, 4, 64])
  func workers(_ count: Int) async throws {
    let folder = try TemporaryFolder()
    let files = try Self.write(to: folder)
    let one = await EvidenceCollection(files).ledger(workers: 1).settled()
    #expect(one.facts.count > 10)
    #expect(one.answers.count == 2)
    #expect(one.unreadable.count == 2)
    #expect(await EvidenceCollection(files).ledger(workers: count).settled() == one)
    #expect(await EvidenceCollection(files).ledger(workers: 0).settled() == one)
  }

  @Test("is the same in any order and any grouping", arguments: 0..<12)
  func grouping(seed: Int) async throws {
    let folder = try TemporaryFolder()
    let files = try Self.write(to: folder)
    let whole = await EvidenceCollection(files).ledger(workers: 1).settled()
    var generator = SeededGenerator(seed: UInt64(seed))
    var ledgers: [Ledger] = []
    for file in files.shuffled(using: &generator) {
      ledgers.append(await EvidenceCollection([file]).ledger(workers: 1))
    }
    while ledgers.count > 1 {
      let ledger = ledgers.remove(at: generator.number(below: ledgers.count))
      ledgers[generator.number(below: ledgers.count)].merge(ledger)
    }
    #expect(ledgers.first?.settled() == whole)
  }

  @Test("of a ledger with itself adds to the volume only")
  func idempotent() async throws {
    let folder = try TemporaryFolder()
    let ledger = await EvidenceCollection(try Self.write(to: folder)).ledger(workers: 1)
    var twice = ledger
    twice.merge(ledger)
    #expect(twice.settled().factLines == ledger.settled().factLines)
    #expect(twice.changes == ledger.changes)
    #expect(twice.answers == ledger.answers)
    #expect(twice.activity == ledger.activity)
    #expect(twice.volume.events == 2 * ledger.volume.events)
    #expect(twice.volume.extent == ledger.volume.extent)
  }

  @Test("with nothing changes nothing, and settling twice is settling once")
  func identity() async throws {
    let folder = try TemporaryFolder()
    let ledger = await EvidenceCollection(try Self.write(to: folder)).ledger(workers: 1)
    var merged = Ledger()
    merged.merge(ledger)
    merged.merge(Ledger())
    #expect(merged == ledger)
    #expect(ledger.settled().settled() == ledger.settled())
  }

  @Test("reports each file once, up to all of them")
  func progress() async throws {
    let folder = try TemporaryFolder()
    let files = try Self.write(to: folder)
    let (steps, continuation) = AsyncStream<EvidenceCollection.Progress>.makeStream()
    _ = await EvidenceCollection(files).ledger(workers: 2) { continuation.yield($0) }
    continuation.finish()
    var seen: [Int] = []
    for await step in steps {
      seen.append(step.files)
      #expect(step.totalFiles == files.count)
      #expect(step.bytes <= step.totalBytes)
    }
    #expect(seen.sorted() == Array(1...files.count))
  }

  @Test("of files that went away meanwhile tells of them")
  func gone() async throws {
    let file = EvidenceFile(path: "/nonexistent/log.json", size: 10)
    let ledger = await EvidenceCollection([file]).ledger(workers: 2)
    #expect(ledger.unreadable.map(\.file) == [file.path])
    #expect(ledger.unreadable.first?.reason.hasPrefix("cannot be opened") == true)
    #expect(await EvidenceCollection([]).ledger(workers: 4) == Ledger())
  }
}
