import Evidence
import RawEvidence
import Testing
import TrailFixtures

/// Files with a few bytes changed. None may end the program, and none may lose a record in silence:
/// where nothing is told, every record was read.
@Suite("Changed bytes")
struct FuzzTests {
  static let events: [Event] = [
    .putObject(bucket: "b", key: "ä \"key\"", acl: "public-read"),
    .putObject(bucket: "b", grantHeader: "x-amz-grant-read", "uri=\"http://x\", id=\"1\""),
    .getObject(bucket: "b", by: .anonymous),
    .putBucketPolicy(bucket: "b", policy: ["Statement": [["Effect": "Allow"]]]),
    .putBucketPublicAccessBlock(bucket: "b", enabled: [.blockPublicAcls]),
    .listObjects(bucket: "b", by: .user("u", account: "444455556666")),
    .putObjectAcl(bucket: "b", acl: nil).with {
      $0.carry(aclDocument: [("http://acs.amazonaws.com/groups/global/AllUsers", "READ")])
    },
    .call("AssumeRole", "sts"),
  ]

  static let text = logFile(events)
  static let lines = Array(events.map(\.text).joined(separator: "\n").utf8)
  static let messages = Array(WrappingTests.messages(of: events.map(\.text)).compactText.utf8)

  /// The ways to change a byte or a few.
  static func change(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let place = generator.number(below: bytes.count)
    switch generator.number(below: 6) {
    case 0: bytes[place] ^= 1 << generator.number(below: 8)
    case 1: bytes[place] = UInt8(generator.number(below: 256))
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + generator.number(below: 8)))
    case 3:
      let marks = Array("{}[]\",:\\\u{0}\n tfn0".utf8)
      bytes.insert(marks[generator.number(below: marks.count)], at: place)
    case 4:
      let count = 1 + generator.number(below: 8)
      bytes.insert(
        contentsOf: (0..<count).map { _ in UInt8(generator.number(below: 256)) }, at: place)
    default: bytes.removeSubrange(place...)
    }
    return bytes
  }

  static func seeds(of group: Int) -> Range<UInt64> {
    UInt64(group * 200)..<UInt64(group * 200 + 200)
  }

  private func read(_ bytes: [UInt8], seed: UInt64, in folder: TemporaryFolder) async throws {
    let path = try folder.write(bytes, to: "changed.json")
    let file = EvidenceFile(path: path, size: bytes.count)
    let ledger = await EvidenceCollection([file]).ledger(workers: 1).settled()
    if ledger.unreadable.isEmpty {
      #expect(ledger.volume.events == Self.events.count, "seed \(seed)")
    }
    for trouble in ledger.unreadable {
      let size = trouble.isOffsetInflated ? ledger.volume.bytesInflated : ledger.volume.bytes
      #expect(trouble.offset <= size, "seed \(seed)")
      #expect(trouble.file == path)
    }
  }

  @Test("of a log file", arguments: 0..<10)
  func textFile(group: Int) async throws {
    let folder = try TemporaryFolder()
    for seed in Self.seeds(of: group) {
      var generator = SeededGenerator(seed: seed)
      try await read(
        Self.change(Self.text, &generator), seed: seed, in: folder)
    }
  }

  @Test("of a compressed log file", arguments: 0..<10)
  func compressed(group: Int) async throws {
    let folder = try TemporaryFolder()
    let bytes = try gzip(Self.text)
    for seed in Self.seeds(of: group) {
      var generator = SeededGenerator(seed: seed)
      try await read(Self.change(bytes, &generator), seed: seed, in: folder)
    }
  }

  @Test("of a file with a record a line", arguments: 0..<4)
  func recordsInLines(group: Int) async throws {
    let folder = try TemporaryFolder()
    for seed in Self.seeds(of: group) {
      var generator = SeededGenerator(seed: seed)
      // A file that ends early at a line's end is whole.
      let changed = Self.change(Self.lines, &generator)
      if Self.lines.starts(with: changed) { continue }
      try await read(changed, seed: seed, in: folder)
    }
  }

  @Test("of records in messages", arguments: 0..<4)
  func recordsInMessages(group: Int) async throws {
    let folder = try TemporaryFolder()
    for seed in Self.seeds(of: group) {
      var generator = SeededGenerator(seed: seed)
      try await read(Self.change(Self.messages, &generator), seed: seed, in: folder)
    }
  }
}
