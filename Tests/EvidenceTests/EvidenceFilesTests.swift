import Evidence
import Glibc
import RawEvidence
import Testing
import TrailFixtures

@Suite("Finding files")
struct EvidenceFilesTests {
  /// The paths found below a folder, as they are called there.
  static func names(_ found: EvidenceFiles, in folder: TemporaryFolder) -> [String] {
    found.files.map { file in
      file.path.hasPrefix(folder.path + "/")
        ? String(file.path.dropFirst(folder.path.count + 1)) : file.path
    }
  }

  static let trail = "AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/03"

  @Test("goes through folders, in order, and takes what logs are called")
  func folders() throws {
    let folder = try TemporaryFolder()
    let logs = [
      "\(Self.trail)/a.json.gz", "\(Self.trail)/b.json", "c.jsonl", "d.ndjson.gz", "e.JSON",
      "f.jsonl.gz", "g.ndjson", "with space/ä.json",
    ]
    for name in logs + ["readme.txt", "a.json.bak", "json", "b.csv.gz", ".hidden"] {
      try folder.write([1, 2, 3], to: name)
    }
    let found = EvidenceFiles(below: [folder.path])
    #expect(Self.names(found, in: folder) == logs.sorted())
    #expect(found.files.allSatisfy { $0.size == 3 })
    #expect(found.ledger.volume.filesPassedOver == 5)
    #expect(found.ledger.unreadable.isEmpty)
    #expect(found.missing.isEmpty)
  }

  @Test(
    "does not pass over a CloudTrail log for its ending", arguments: [".6eF9Bc31", ".zst", ".gz"])
  func piecesOfLogs(_ ending: String) throws {
    let folder = try TemporaryFolder()
    let name = "111122223333_CloudTrail_us-east-1_20200203T1205Z_mWYz4Ukpbtv8QjOT\(ending)"
    let path = try folder.write([1], to: name)
    let found = EvidenceFiles(below: [folder.path])
    #expect(found.files.isEmpty)
    #expect(found.ledger.volume.filesPassedOver == 0)
    let piece = try #require(found.ledger.unreadable.first)
    #expect(piece.file == path)
    #expect(piece.place == TrailPlace(account: "111122223333", region: "us-east-1"))
    #expect(piece.deliveredAt?.description == "2020-02-03T12:05:00Z")
  }

  @Test("passes folders by that hold no calls")
  func foldersWithoutCalls() throws {
    let folder = try TemporaryFolder()
    for kind in [
      "CloudTrail", "CloudTrail-Insight", "CloudTrail-NetworkActivity", "CloudTrail-Aggregated",
    ] {
      try folder.write([1], to: "AWSLogs/111122223333/\(kind)/us-east-1/a.json.gz")
    }
    let found = EvidenceFiles(below: [folder.path])
    #expect(
      Self.names(found, in: folder) == ["AWSLogs/111122223333/CloudTrail/us-east-1/a.json.gz"])
    // One that is named is read.
    let named = EvidenceFiles(below: [folder.path("AWSLogs/111122223333/CloudTrail-Insight")])
    #expect(named.files.count == 1)
  }

  @Test("takes a file that is named whatever it is called")
  func named() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "notes.txt")
    #expect(EvidenceFiles(below: [path]).files.map(\.path) == [path])
    #expect(EvidenceFiles(below: ["-"]).files == [EvidenceFile(path: "-", size: 0)])
    #expect(EvidenceFiles(below: ["-", "-"]).files.count == 1)
  }

  @Test("takes each file once, however often and by whatever name it is named")
  func once() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "logs/a.json")
    try folder.link("linked.json", to: path)
    try folder.link("linked", to: folder.path("logs"))
    let paths = [
      path, path, folder.path, folder.path + "/", folder.path("logs/"), folder.path("logs/../logs"),
      folder.path("linked.json"), folder.path("linked"),
    ]
    #expect(EvidenceFiles(below: paths).files.map(\.path) == [path])
    #expect(EvidenceFiles(below: paths.reversed()).files.count == 1)
  }

  @Test("follows links, and not in circles")
  func links() throws {
    let folder = try TemporaryFolder()
    let elsewhere = try TemporaryFolder()
    try elsewhere.write([1], to: "far/b.json")
    try folder.write([1], to: "logs/a.json")
    try folder.link("logs/up", to: "..")
    try folder.link("logs/self", to: ".")
    try folder.link("far", to: elsewhere.path("far"))
    let found = EvidenceFiles(below: [folder.path])
    #expect(Self.names(found, in: folder) == ["far/b.json", "logs/a.json"])
    #expect(found.ledger.unreadable.isEmpty)
  }

  @Test("tells of links that lead nowhere, and in circles")
  func danglingLinks() throws {
    let folder = try TemporaryFolder()
    try folder.link("gone.json", to: folder.path("nothing.json"))
    try folder.link("ring.json", to: folder.path("ring.json"))
    let found = EvidenceFiles(below: [folder.path])
    #expect(found.files.isEmpty)
    #expect(
      found.ledger.unreadableLines == [
        "0: is a link to a file that is not there",
        "0: cannot be reached: Too many levels of symbolic links",
      ])
    #expect(
      found.ledger.unreadable.map(\.file).sorted()
        == [folder.path("gone.json"), folder.path("ring.json")])
  }

  @Test("tells of paths that are not there")
  func missing() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1], to: "a.json")
    let found = EvidenceFiles(below: [folder.path("nothing"), file, file + "/below", ""])
    #expect(found.missing == [folder.path("nothing"), file + "/below", ""])
    #expect(found.files.map(\.path) == [file])
    #expect(found.ledger.unreadable.isEmpty)
  }

  @Test("tells of folders and files that may not be read", .enabled(if: geteuid() != 0))
  func unreadable() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "closed/a.json")
    let file = try folder.write([1], to: "b.json")
    chmod(folder.path("closed"), 0)
    chmod(file, 0)
    let found = EvidenceFiles(below: [folder.path])
    #expect(found.ledger.unreadable.map(\.file) == [folder.path("closed")])
    #expect(found.ledger.unreadableLines == ["0: cannot be listed: Permission denied"])
    let ledger = await EvidenceCollection(found.files).ledger(workers: 1)
    #expect(ledger.unreadableLines == ["0: cannot be opened: Permission denied"])
  }

  @Test("does not wait for a pipe that nobody named")
  func pipes() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path("pipe.json"), 0o600) == 0)
    let found = EvidenceFiles(below: [folder.path])
    #expect(found.files.isEmpty)
    #expect(
      found.ledger.unreadableLines == ["0: is no file: name it, if it is to be read as evidence"])
    #expect(EvidenceFiles(below: [folder.path("pipe.json")]).files.count == 1)
  }

  @Test("reads a pipe that is named")
  func namedPipe() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let file = try #require(EvidenceFiles(below: [path]).files.first)
    async let ledger = EvidenceCollection([file]).ledger(workers: 1)
    let text = logFile([.getObject(bucket: "b")])
    let writer = Task.detached { try folder.write(text, to: "pipe") }
    #expect(await ledger.volume.events == 1)
    _ = try await writer.value
  }
}

@Suite("Names of log files")
struct LogFileNameTests {
  @Test("say whose and when")
  func name() throws {
    let name = try #require(LogFileName(path: "a/b/\(usualFileName)"))
    #expect(name.place == TrailPlace(account: "111122223333", region: "us-east-1"))
    #expect(name.deliveredAt.description == "2020-02-03T12:05:00Z")
    #expect(LogFileName(path: usualFileName + ".gz") == name)
    #expect(
      LogFileName(path: "111122223333_CloudTrail_us-gov-west-1_20200203T1205Z_x_y.json")?
        .place.region == "us-gov-west-1")
  }

  @Test(
    "are no others",
    arguments: [
      "", "/", "log.json", "-", "111122223333_CloudTrail_us-east-1.json",
      "11112222333_CloudTrail_us-east-1_20200203T1205Z_x.json.gz",
      "11112222333a_CloudTrail_us-east-1_20200203T1205Z_x.json.gz",
      "١١١١٢٢٢٢٣٣٣٣_CloudTrail_us-east-1_20200203T1205Z_x.json.gz",
      "111122223333_CloudTrail-Digest_us-east-1_20200203T1205Z_x.json.gz",
      "111122223333_CloudTrail-Insight_us-east-1_20200203T1205Z_x.json.gz",
      "111122223333_CloudTrail__20200203T1205Z_x.json.gz",
      "111122223333_CloudTrail_us-east-1_20200230T1205Z_x.json.gz",
      "111122223333_CloudTrail_us-east-1_20200203T2505Z_x.json.gz",
      "111122223333_CloudTrail_us-east-1_20200203T120500Z_x.json.gz",
      "111122223333_CloudTrail_us-east-1_2020020312050Z_x.json.gz",
      "111122223333_CloudTrail_us-east-1/20200203T1205Z_x.json.gz",
    ])
  func others(_ path: String) {
    #expect(LogFileName(path: path) == nil)
  }
}
