import Evidence
import JSON
import RawEvidence
import S3Access
import Testing
import TrailFixtures

/// Files that are not what they should be: each is told with its name and the place of the trouble,
/// and what can be read of it is read.
@Suite("Damage")
struct DamageTests {
  static let events = (0..<4).map { number in
    Event.putObject(
      bucket: "b", key: "k\(number)", acl: "public-read", at: "2020-02-03T12:00:0\(number)Z")
  }
  static let text = String(decoding: logFile(events), as: UTF8.self)

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let troubles: [String]
    let records: Int

    init(_ name: String, _ bytes: [UInt8], _ troubles: String..., records: Int = 0) {
      self.name = name
      self.bytes = bytes
      self.troubles = troubles
      self.records = records
    }

    init(_ name: String, _ text: String, _ trouble: String, records: Int = 0) {
      self.init(name, Array(text.utf8), trouble, records: records)
    }

    var testDescription: String { name }
  }

  static let length = text.utf8.count
  static let record = events[0].text
  static let gz = (try? gzip(Array(text.utf8))) ?? []

  static let notJSON: [Case] = [
    Case("empty", [], "0: the text is empty"),
    Case("spaces", " \n\t\r\n", "0: the text is empty"),
    Case("byte order mark only", "\u{FEFF}", "0: the text is empty"),
    Case("three bytes", "abc", "0: it is not JSON"),
    Case("HTML", "<!DOCTYPE html><html><body>Sign in</body></html>", "0: it is not JSON"),
    Case("XML error", "\n<Error><Code>AccessDenied</Code></Error>", "1: it is not JSON"),
    Case("NUL bytes", [0, 0, 0, 0], "0: it is not JSON"),
    Case("UTF-16", [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "0: it is not JSON"),
    Case("text", "Records", "0: it is not JSON"),
    Case("a string", "\"Records\"", "0: it is not JSON"),
    Case("null", "null", "0: it is not JSON"),
    Case("half a mark of gzip", [0x1F], "0: it is not JSON"),
  ]

  static let notCloudTrail: [Case] = [
    ("{}", "holds no CloudTrail records"), ("[]", "holds no CloudTrail records"),
    ("{\"Records\":null}", "holds no CloudTrail records"),
    ("{\"Records\":\"none\"}", "holds no CloudTrail records"),
    ("{\"Records\":{}}", "holds no CloudTrail records"),
    ("{\"records\":[]}", "holds no CloudTrail records"),
    ("{\"Statement\":[{\"Effect\":\"Allow\"}]}", "holds no CloudTrail records"),
    ("{}\n{}\n", "holds no CloudTrail records"),
  ].map { (text: String, reason: String) in Case(text, text, "0: \(reason)") }

  static let records: [Case] = [
    Case(
      "an element that is null", "{\"Records\":[\(record),null]}",
      "\(13 + record.utf8.count): 1 element is no CloudTrail record", records: 1),
    Case(
      "elements of other kinds", "{\"Records\":[1,\"a\",true,{},\(record)]}",
      "12: 4 elements are no CloudTrail record", records: 1),
    Case(
      "a record without name",
      "{\"Records\":[{\"eventTime\":\"2020-02-03T12:00:00Z\",\"eventSource\":\"s\"},\(record)]}",
      "12: 1 element is no CloudTrail record", records: 1),
    Case(
      "a line of another kind", "\(record)\n{\"level\":\"info\"}\n\(record)\n",
      "\(record.utf8.count + 1): 1 element is no CloudTrail record", records: 2),
    Case(
      "lines of another kind first", "{}\n{\"level\":\"info\"}\n\(record)",
      "0: 2 elements are no CloudTrail record", records: 1),
    Case(
      "a message that is no record", "{\"events\":[{\"message\":\"START RequestId\"}]}",
      "23: 1 element is no CloudTrail record"),
    Case(
      "a message with two records",
      (["events": [["message": .string("\(record)\n\(record)")]]] as JSONValue).compactText,
      "23: 1 element is no CloudTrail record", records: 1),
    Case(
      "a message with a broken record beside a good one",
      (["events": [["message": .string("{\"Records\":[\(record),5]}")]]] as JSONValue).compactText,
      "23: 1 element is no CloudTrail record", records: 1),
    Case(
      "a message cut off",
      (["events": [["message": .string(String(record.dropLast()))]]] as JSONValue).compactText,
      "23: 1 element is no CloudTrail record"),
    Case(
      "nothing but an empty detail", "{\"detail\":{}}", "10: 1 element is no CloudTrail record"),
  ]

  static let broken: [Case] = [
    Case(
      "text behind the object", text + "x", "\(length): text follows that belongs to no record",
      records: 4),
    Case(
      "NUL bytes behind", Array(text.utf8) + [0, 0],
      "\(length): text follows that belongs to no record", records: 4),
    Case(
      "a bracket too much", text + "]", "\(length): text follows that belongs to no record",
      records: 4),
    Case(
      "a half object behind", text + "\n{\"Records\":[", "\(length + 13): the JSON is cut off",
      records: 4),
    Case(
      "a line that is broken", "\(record)\n{\"a\":\n\(record)\n",
      "\(2 * record.utf8.count + 8): the JSON is cut off", records: 1),
    Case(
      "nested arrays", String(repeating: "[", count: 10_000), "9: the JSON is nested too deeply"),
    Case(
      "nested arrays, closed",
      String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000),
      "9: the JSON is nested too deeply"),
  ]

  @Test(
    "that makes a file something else, or breaks it",
    arguments: notJSON + notCloudTrail + records + broken)
  func files(_ c: Case) async throws {
    let ledger = try await ledger(reading: c.bytes)
    #expect(ledger.unreadableLines == c.troubles)
    #expect(ledger.volume.events == c.records)
    #expect(ledger.unreadable.allSatisfy { $0.file.hasSuffix(usualFileName) })
  }

  @Test("that cuts a text anywhere", arguments: 0..<40)
  func cut(step: Int) async throws {
    let length = 1 + step * (Self.length - 2) / 39
    let ledger = try await ledger(reading: Array(Self.text.utf8.prefix(length)))
    let trouble = try #require(ledger.unreadable.first)
    #expect(ledger.unreadable.count == 1)
    #expect(trouble.offset <= length)
    #expect(ledger.volume.events <= 4)
  }

  @Test("that cuts gzip", arguments: [1, 4, 8, 9, 100])
  func cutGzip(_ missing: Int) async throws {
    let ledger = try await ledger(reading: Array(Self.gz.dropLast(missing)))
    #expect(ledger.unreadableLines == ["0: the gzip data is damaged or cut off"])
    #expect(ledger.volume.events == 0)
  }

  /// As a broken download leaves it: size, beginning and end are those of the sound file.
  @Test("in the middle of a file is not taken for its sound copy, whichever is read first")
  func hole() async throws {
    let events = (0..<2_000).map {
      Event.putObject(
        bucket: "b", key: "\(UseIdentity(id: "\($0)").high)", at: "2020-02-03T12:00:00Z")
    }
    let sound = try gzip(logFile(events))
    var damaged = sound
    for place in sound.count / 3..<sound.count / 2 { damaged[place] = 0 }
    for contents in [[sound, damaged], [damaged, sound]] {
      let folder = try TemporaryFolder()
      let files = try ["a.json.gz", "b.json.gz"].enumerated().map { number, name in
        EvidenceFile(
          path: try folder.write(contents[number], to: name), size: contents[number].count)
      }
      let ledger = await EvidenceCollection(files).ledger(workers: 1)
      #expect(ledger.volume.files == 2)
      #expect(ledger.volume.events == events.count)
      #expect(ledger.unreadable.count == 1)
    }
  }

  @Test("of the second gzip member leaves what the first holds")
  func secondMember() async throws {
    let bytes = try gzip(logFile([Self.events[0]]))
    let ledger = try await ledger(reading: bytes + Self.gz.dropLast(8))
    #expect(ledger.unreadableLines == ["\(bytes.count): the gzip data is damaged or cut off"])
    #expect(ledger.volume.events == 1)
    let trailing = try await EvidenceTests.ledger(reading: Self.gz + Array("tail".utf8))
    #expect(
      trailing.unreadableLines
        == ["\(Self.gz.count): bytes follow that belong to no gzip member"])
    #expect(trailing.volume.events == 4)
  }

  @Test("within compressed text is told by its place in the text")
  func inflatedOffset() async throws {
    let ledger = try await ledger(reading: gzip(Array((Self.text + "x").utf8)))
    #expect(
      ledger.unreadableLines
        == ["\(Self.length) inflated: text follows that belongs to no record"])
  }

  struct Insertion: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let reason: String
    var testDescription: String { name }
  }

  @Test(
    "within a string is told by its place",
    arguments: [
      Insertion(name: "invalid UTF-8", bytes: [0xFF], reason: "the text is not valid UTF-8"),
      Insertion(name: "half a character", bytes: [0xC3], reason: "the text is not valid UTF-8"),
      Insertion(
        name: "a surrogate", bytes: [0xED, 0xA0, 0x80], reason: "the text is not valid UTF-8"),
      Insertion(
        name: "a NUL", bytes: [0], reason: "a string holds an unescaped control character"),
      Insertion(
        name: "a line end", bytes: [0x0A], reason: "a string holds an unescaped control character"),
    ])
  func withinString(_ insertion: Insertion) async throws {
    var bytes = Array(Self.text.utf8)
    let place = try #require(Self.text.firstRange(of: "k2\"")).lowerBound
    let offset = Self.text.utf8.distance(from: Self.text.startIndex, to: place)
    bytes.insert(contentsOf: insertion.bytes, at: offset)
    let ledger = try await ledger(reading: bytes)
    #expect(ledger.unreadableLines == ["\(offset): \(insertion.reason)"])
  }

  @Test("that leaves a string open is told by where it opens")
  func openString() async throws {
    let ledger = try await ledger(reading: Self.text + ",\"open")
    #expect(ledger.unreadableLines == ["\(Self.length + 1): a string is not closed"])
  }

  @Test("within one record's parameters leaves it its other fields")
  func parameters() async throws {
    let broken = Event.putObject(bucket: "b", acl: nil).with {
      $0.requestParameters?.append(.init("accessControlList", ["x-amz-grant-read": nil]))
    }.text
    for value in ["nul", "tru", "01", "\"\\q\"", "[1,]", "{\"a\"}"] {
      let text = broken.replacing(
        "\"x-amz-grant-read\":null", with: "\"x-amz-grant-read\":\(value)")
      #expect(text != broken)
      let ledger = try await ledger(reading: "{\"Records\":[\(text),\(Self.record)]}")
      let said =
        ledger.factLines.contains { $0.contains("hidden-acl") } || !ledger.unreadable.isEmpty
      #expect(said, "\(value): \(ledger.factLines)")
    }
  }
}

@Suite("Large files")
struct LargeFileTests {
  @Test("with one record of 3 MB are read")
  func largeRecord() async throws {
    let event = Event.putObject(bucket: "b", acl: "public-read").with {
      $0.overrides = [.init("responseElements", .string(String(repeating: "é\"x", count: 500_000)))]
    }
    for bytes in [logFile([event]), try gzip(logFile([event]))] {
      let ledger = try await ledger(reading: bytes)
      #expect(ledger.unreadable.isEmpty)
      #expect(ledger.facts.count == 1)
    }
  }

  @Test("with records that hold deep documents are read")
  func deepRecord() async throws {
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let event = Event.putObject(bucket: "b", acl: "public-read")
    let text = event.text.replacing(
      "\"responseElements\":null", with: "\"responseElements\":\(deep)")
    let ledger = try await ledger(reading: text)
    #expect(ledger.unreadable.isEmpty)
    #expect(ledger.facts.count == 1)
  }

  @Test("that inflate to far more than CloudTrail writes are refused")
  func bomb() async throws {
    let zeros = try gzip([UInt8](repeating: 0, count: 70 << 20), level: 1)
    let ledger = try await ledger(reading: zeros)
    #expect(ledger.unreadableLines == ["0: inflates to more than 64 MiB, which is refused"])
  }

  @Test("beyond the limit are refused, compressed or not")
  func limit() async throws {
    let limits = InflationLimits(bytes: 1 << 20, ratio: 250, ratioMattersFrom: 1 << 20)
    let event = Event.getObject(bucket: "b").with {
      $0.overrides = [.init("note", .string(String(repeating: "x", count: 1 << 20)))]
    }
    let plain = try await ledger(reading: logFile([event]), limits: limits)
    #expect(plain.unreadableLines == ["1048576: is larger than 1 MiB, which is refused"])
    #expect(plain.volume.events == 0)
    let packed = try await ledger(reading: gzip(logFile([event])), limits: limits)
    #expect(packed.unreadableLines == ["0: inflates to more than 1 MiB, which is refused"])
  }
}
