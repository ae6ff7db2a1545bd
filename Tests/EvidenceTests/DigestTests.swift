import CryptoExtras
import JSON
import Testing
import Timeline

@testable import Evidence

/// What digest files prove, and what they bring to light.
@Suite("Digest files")
struct DigestTests {
  static let key = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
  static let foreignKey = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

  /// What was done to six hours of a trail, what is wrong then, and which hours are proven.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var problems: [String]
    var proven: [String]
    var withKeys = false
    var damage: @Sendable (inout DigestStory) throws -> Void

    init(
      _ name: String, problems: [String] = [], proven: [String], withKeys: Bool = false,
      _ damage: @escaping @Sendable (inout DigestStory) throws -> Void
    ) {
      testDescription = name
      (self.problems, self.proven, self.withKeys, self.damage) = (
        problems, proven, withKeys, damage
      )
    }
  }

  static let cases: [Case] = [
    Case("nothing", proven: ["00:00-06:00"]) { _ in },
    Case("nothing, with keys", proven: ["00:00-06:00"], withKeys: true) { _ in },
    Case("read in another order", proven: ["00:00-06:00"]) { $0.hours.reverse() },
    Case("the first hours are left out", proven: ["02:00-06:00"]) { $0.hours.removeFirst(2) },
    Case(
      "a digest is missing", problems: ["missing-digest"], proven: ["00:00-02:00", "04:00-06:00"]
    ) { $0.hours.remove(at: 3) },
    Case(
      "a log file is missing", problems: ["missing-log-files"],
      proven: ["00:00-03:00", "04:00-06:00"]
    ) { $0.hours[3].logs = [] },
    Case(
      "a log file is altered", problems: ["altered-log-file"],
      proven: ["00:00-03:00", "04:00-06:00"]
    ) { $0.hours[3].logs[0].text += " " },
    Case(
      "a log file was emptied", problems: ["altered-log-file"],
      proven: ["00:00-04:00", "05:00-06:00"]
    ) { $0.hours[4].logs[0].text = #"{"Records":[]}"# },
    Case(
      "a digest is altered", problems: ["altered-digest"], proven: ["00:00-02:00", "04:00-06:00"]
    ) { $0.hours[3].digest += " " },
    Case(
      "a digest leaves a log file out", problems: ["altered-digest"],
      proven: ["00:00-02:00", "04:00-06:00"]
    ) { story in
      let end = try #require(story.hours[3].digest.range(of: #""logFiles":["#))
      story.hours[3].digest = story.hours[3].digest[..<end.upperBound] + "]}"
      story.hours[3].logs = []
    },
    Case(
      "two digests change names, for what they hold tells what they are", proven: ["00:00-06:00"]
    ) {
      story in
      let (one, two) = (story.hours[1].digest, story.hours[2].digest)
      (story.hours[1].digest, story.hours[2].digest) = (two, one)
    },
    Case("a chain made anew, without keys", proven: ["00:00-06:00"]) { story in
      try story.forge(from: 3, with: foreignKey.get())
    },
    Case(
      "a chain made anew with a foreign key", problems: ["bad-signature", "bad-signature"],
      proven: ["00:00-02:00", "05:00-06:00"], withKeys: true
    ) { try $0.forge(from: 3, with: foreignKey.get()) },
    Case(
      "a new chain begins", proven: ["00:00-02:00", "04:00-06:00"]
    ) { story in
      let hours = story.hours
      story.hours = Array(hours[..<3])
      try story.append(hours[4].logs, number: 4, after: nil)
      try story.append(hours[5].logs, number: 5, after: story.hours.last)
    },
  ]

  @Test("are checked", arguments: cases)
  func check(_ c: Case) async throws {
    var story = try DigestStory(hours: 6, key: Self.key.get())
    try c.damage(&story)
    let validation = try await validation(
      of: story, keys: c.withKeys ? Self.key.get() : nil)
    #expect(validation.problems.map(\.kind.rawValue).sorted() == c.problems)
    #expect(validation.proofs.values.flatMap(\.proven).map(\.hours) == c.proven)
  }

  @Test("say how many of them are signed", arguments: [true, false])
  func signatures(_ isPKCS1: Bool) async throws {
    let story = try DigestStory(hours: 3, key: Self.key.get())
    func remark(_ documents: [String: String]) async throws -> String? {
      try await validation(of: story, documents: documents).proofs.values.first?.signatureRemark
    }
    let keys = try DigestStory.publicKeys(Self.key.get(), isPKCS1: isPKCS1)
    #expect(try await remark([:]) == "signatures not checked")
    #expect(try await remark(["keys.json": keys]) == "1 of 3 digests unsigned")
    #expect(try await remark(["keys.json": keys, "head.json": story.headOfLast]) == "signed")
    let others = try DigestStory.publicKeys(Self.key.get(), isPKCS1: isPKCS1)
      .replacing("\"f1\"", with: "\"f2\"")
    #expect(try await remark(["keys.json": others]) == "signatures not checked")
  }

  @Test("name what is wrong by file, and tell tampering from loss")
  func names() async throws {
    var story = try DigestStory(hours: 6, key: Self.key.get())
    story.hours[3].logs[0].text += " "
    story.hours[4].logs = []
    let problems = try await validation(of: story).problems
    let altered = try #require(problems.first { $0.kind == .alteredLogFile })
    #expect(altered.file.contains("_file3.json"))
    #expect(altered.kind.isTampering)
    #expect(altered.unreadable.place == TrailPlace(account: "111122223333", region: "us-east-1"))
    let missing = try #require(problems.first { $0.kind == .missingLogFiles })
    #expect(missing.reason.contains("_file4.json"))
    #expect(!missing.kind.isTampering)
  }

  @Test("are heard every hour, also of hours without log files")
  func emptyHours() async throws {
    let story = try DigestStory(hours: 6, emptyHours: [0, 1, 2, 3, 4, 5], key: Self.key.get())
    let heard = try await ledger(of: story).activity
    #expect(heard.keys.map(\.region) == ["us-east-1"])
    #expect(heard.keys.first?.folder.hasSuffix("/AWSLogs") == true)
    #expect(heard.values.first?.heardByHour.count == 6)
  }

  @Test("delivered later add log files to an hour")
  func backfill() async throws {
    var story = try DigestStory(hours: 3, key: Self.key.get())
    let late = (
      name: "111122223333_CloudTrail_us-east-1_20200203T0135Z_late.json", text: "{\"Records\":[]}"
    )
    try story.append([late], number: 1, after: nil)
    let name = story.hours[3].digestName
    story.hours[3].digestName = name.replacing(".json", with: "_backfill.json")
    story.hours[3].digest = story.hours[3].digest.replacing(name, with: story.hours[3].digestName)
    #expect(try await validation(of: story).problems.isEmpty)
    #expect(
      try await validation(of: story).proofs.values.flatMap(\.proven).map(\.hours) == [
        "00:00-03:00"
      ])
    story.hours[3].logs = []
    #expect(try await validation(of: story).problems.map(\.kind) == [.missingLogFiles])
  }

  @Test(
    "of which something is missing are said to be",
    arguments: ["digestEndTime", "digestS3Bucket", "awsAccountId", "hashValue"])
  func incomplete(_ field: String) async throws {
    var story = try DigestStory(hours: 1, key: Self.key.get())
    story.hours[0].digest = story.hours[0].digest.replacing("\"\(field)\"", with: "\"x\"")
    let ledger = try await ledger(of: story)
    #expect(ledger.digests.digests.isEmpty)
    #expect(ledger.unreadable.map(\.reason) == ["is a digest file of which something is missing"])
  }

  private func validation(
    of story: DigestStory, keys: _RSA.Signing.PrivateKey? = nil, documents: [String: String] = [:]
  ) async throws -> DigestValidation {
    var documents = documents
    if let keys { documents["keys.json"] = DigestStory.publicKeys(keys, isPKCS1: false) }
    return DigestValidation(of: try await ledger(of: story, documents: documents).digests)
  }

  private func ledger(
    of story: DigestStory, documents: [String: String] = [:]
  ) async throws -> Ledger {
    let folder = try TemporaryFolder()
    try story.write(to: folder)
    for (name, text) in documents { try folder.write(Array(text.utf8), to: name) }
    return await EvidenceCollection(EvidenceFiles(below: [folder.path]).files).ledger(workers: 2)
  }
}

extension DigestStory {
  /// Somebody who can write to the trail's bucket takes an event away, and makes the digests from there
  /// on anew.
  mutating func forge(from number: Int, with key: _RSA.Signing.PrivateKey) throws {
    var forger = try DigestStory(hours: 0, key: key)
    forger.hours = Array(hours[..<number])
    for place in number..<hours.count {
      var logs = hours[place].logs
      if place == number { logs[0].text = #"{"Records":[]}"# }
      try forger.append(logs, number: place, after: forger.hours.last)
    }
    hours = forger.hours
  }
}

extension Interval {
  /// `02:00-06:00`.
  fileprivate var hours: String {
    "\(from.description.dropFirst(11).prefix(5))-\(to.description.dropFirst(11).prefix(5))"
  }
}
