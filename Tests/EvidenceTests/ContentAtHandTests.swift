import Evidence
import Testing
import TrailFixtures

@Suite("Files that are at hand")
struct ContentAtHandTests {
  static let log = logFile([
    .putObject(bucket: "one", acl: "public-read"), .getObject(bucket: "two", by: .anonymous),
  ])

  @Test("say what the same file says that is opened", arguments: [false, true])
  func sameAsOpened(isCompressed: Bool) async throws {
    let bytes = isCompressed ? try gzip(Self.log) : Self.log
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: usualFileName)
    let opened = EvidenceFile(path: path, size: bytes.count)
    let atHand = EvidenceFile(path: path, content: bytes)
    #expect(atHand.size == bytes.count)
    #expect(
      await EvidenceCollection([atHand]).ledger(workers: 1)
        == EvidenceCollection([opened]).ledger(workers: 1))
  }

  @Test("are not opened")
  func notOpened() async {
    let file = EvidenceFile(path: "/nowhere/\(usualFileName)", content: Self.log)
    let ledger = await EvidenceCollection([file]).ledger(workers: 1)
    #expect(ledger.unreadable.isEmpty)
    #expect(ledger.volume.events == 2)
    #expect(
      ledger.activity.keys.contains(
        TrailPlace(account: "111122223333", region: "us-east-1", folder: "/nowhere")))
  }

  @Test(
    "are held to the same limits", arguments: [Array("{\"Records\": [".utf8), [0x1F, 0x8B, 8], []])
  func damaged(bytes: [UInt8]) async {
    let ledger = await EvidenceCollection([EvidenceFile(path: "a", content: bytes)])
      .ledger(workers: 1)
    #expect(ledger.unreadable.count == 1)
  }
}
