import Evidence
import Foundation
import JSON
import S3Access
import Testing
import Timeline

@testable import LedgerFile

@Suite("The parts of a ledger in a file")
struct LedgerPartTests {
  /// A new stored property of `Ledger` needs a part: without one it would be lost without a word.
  @Test("are all that a ledger holds")
  func everyProperty() {
    let properties = Set(Mirror(reflecting: Ledger()).children.compactMap(\.label))
    let parts = LedgerPart.all.map { String($0.name.prefix { $0 != "." }) }
    #expect(properties == Set(parts).union(["unreadable"]))
  }

  @Test("are all that a ledger holds of digests")
  func everyPropertyOfDigests() {
    let properties = Mirror(reflecting: Ledger().digests).children.compactMap(\.label)
    let parts = LedgerPart.all.map(\.name).filter { $0.hasPrefix("digests") }
    #expect(
      Set(properties.map { $0 == "digests" ? $0 : "digests.\($0)" }) == Set(parts))
  }

  @Test("are none of them empty in the ledger that these tests use")
  func nothingEmpty() throws {
    for part in LedgerPart.all where part.name != "volume" {
      #expect(try !part.entries(.full()).isEmpty, "\(part.name)")
    }
    #expect(!Ledger.full().unreadable.isEmpty)
  }

  @Test("come back as they were", arguments: LedgerPart.all.map(\.name))
  func roundTrip(_ name: String) throws {
    let part = try #require(LedgerPart.all.first { $0.name == name })
    var ledger = Ledger.full()
    var volume = EvidenceVolume()
    volume.extent = Interval(from: at("2020-02-03"), to: at("2020-02-09"))
    ledger.count(volume)
    var back = Ledger()
    let entries = try part.entries(ledger)
    for entry in entries { try part.add(entry, &back) }
    #expect(try part.entries(back).map(\.key).sorted() == entries.map(\.key).sorted())
    #expect(!entries.isEmpty)
    func property(_ ledger: Ledger) -> AnyHashable? {
      let holder: Any = name.hasPrefix("digests") ? ledger.digests : ledger
      let label = name.split(separator: ".").last.map(String.init)
      return Mirror(reflecting: holder).children.first { $0.label == label }?.value as? AnyHashable
    }
    #expect(property(back) != nil)
    #expect(property(back) == property(ledger))
  }

  @Test("are written the same way each time, whatever the order of a set is")
  func canonical() throws {
    let texts = try (0..<50).map { _ -> String in
      var settings: Set<BlockPublicAccessSetting> = []
      for setting in BlockPublicAccessSetting.allCases.shuffled() { settings.insert(setting) }
      return try CanonicalEncoder.text(of: settings)
    }
    #expect(
      Set(texts) == [
        #"["BlockPublicAcls","BlockPublicPolicy","IgnorePublicAcls","RestrictPublicBuckets"]"#
      ])
  }

  /// What is in files that exist must stay readable: a change here needs a migration.
  @Test("have keys of this form")
  func form() throws {
    let fact = fact("b", .acl(RequestedACL(canned: .publicRead, grants: [Grant(.allUsers, .read)])))
    #expect(
      try CanonicalEncoder.text(of: Box(fact)) == """
        [{"bucket":"b","caller":{"kind":"other-account","principal":"arn:aws:iam::111122223333:role/r"},\
        "operation":"PutObject","outcome":{"refused":{"errorCode":"AccessDenied"}},\
        "subject":{"acl":{"_0":{"canned":"public-read",\
        "grants":[{"grantee":{"allUsers":{}},"permission":"READ"}]}}}}]
        """)
    #expect(
      try CanonicalEncoder.text(of: Box(policy)) == """
        [["{2","Version","'2012-10-17","Statement","[5","{3","Effect","'Allow","Principal","'*",\
        "n","#007","n","t","{0","[0"]]
        """)
  }

  @Test("keep JSON however deep it is")
  func deep() throws {
    var value: JSONValue = "x"
    for level in 0..<400 { value = level % 2 == 0 ? [value] : ["a": value, "b": .null] }
    let text = try CanonicalEncoder.text(of: Box(value))
    #expect(try Box<JSONValue>.read(Array(text.utf8)) == value)
  }

  @Test(
    "refuse what is no JSON value",
    arguments: ["[]", "[[]]", "[[\"\"]]", "[[\"[9\"]]", "[[\"{-1\"]]", "[[\"x\"]]"])
  func noValue(_ text: String) {
    #expect(throws: (any Error).self) { try Box<JSONValue>.read(Array(text.utf8)) }
  }
}

@Suite("Tallies in bytes")
struct TallyCodingTests {
  private static func tally(_ uses: Range<Int>) -> Tally {
    var ledger = Ledger()
    let fact = fact("b", .hiddenACL(aclRequired: false))
    for number in uses {
      ledger.record(fact, use(number), identity: UseIdentity(id: "e\(number)"))
    }
    // swift-format-ignore: NeverForceUnwrap
    return ledger.facts[fact]!
  }

  @Test("come back as they were", arguments: [1, 2, 300, Tally.detailLimit + 10])
  func roundTrip(_ count: Int) throws {
    let tally = Self.tally(0..<count)
    let back = try TallyCoding.tally(TallyCoding.bytes(of: tally))
    #expect(back.settled() == tally.settled())
    #expect(back.count == count)
  }

  @Test("go on being added to after they came back, as if they had stayed")
  func merging() throws {
    let limit = Tally.detailLimit
    var stored = try TallyCoding.tally(TallyCoding.bytes(of: Self.tally(0..<(limit + 7))))
    var ledger = Ledger()
    let fact = fact("b", .hiddenACL(aclRequired: false))
    ledger.record(fact, stored)
    ledger.record(fact, Self.tally(limit..<(limit + 500)))
    stored = try #require(ledger.facts[fact])
    #expect(stored.settled() == Self.tally(0..<(limit + 500)).settled())
  }

  @Test("cut anywhere, or changed anywhere, end no program")
  func damage() throws {
    let bytes = TallyCoding.bytes(of: Self.tally(0..<3))
    for length in 0..<bytes.count {
      #expect(throws: DamagedEntry.self) { try TallyCoding.tally(Array(bytes.prefix(length))) }
    }
    for place in bytes.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var changed = bytes
        changed[place] = value
        _ = try? TallyCoding.tally(changed)
      }
    }
  }
}
