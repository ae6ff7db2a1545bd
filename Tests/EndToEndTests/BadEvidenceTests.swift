import Glibc
import Testing
import TrailFixtures

/// A file made of a good log: most often one that is no log any more, or not all of one.
struct WrittenFile: CustomTestStringConvertible, Sendable {
  var name: String
  /// What the file holds, made of a good log.
  var content: @Sendable (_ log: [UInt8]) throws -> [UInt8]
  /// From which byte on it is bad; `nil` where that depends on more than this table.
  var offset: Int?
  /// Stands in the reason.
  var reason: String
  var testDescription: String { name }

  init(
    _ name: String, at offset: Int? = 0, _ reason: String,
    content: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) {
    (self.name, self.offset, self.reason, self.content) = (name, offset, reason, content)
  }

  init(_ name: String, text: String, at offset: Int = 0, _ reason: String) {
    self.init(name, at: offset, reason) { _ in Array(text.utf8) }
  }

  static let bad: [WrittenFile] = compressed + plain

  private static let compressed: [WrittenFile] = [
    WrittenFile("gzip cut by a byte", "damaged or cut off") { try gzip($0).dropLast(1) },
    WrittenFile("gzip cut by eight", "damaged or cut off") { try gzip($0).dropLast(8) },
    WrittenFile("gzip cut in half", "damaged or cut off") {
      let packed = try gzip($0)
      return Array(packed.prefix(packed.count / 2))
    },
    WrittenFile("a flipped bit", "damaged or cut off") {
      var packed = try gzip($0)
      packed[packed.count / 2] ^= 1
      return packed
    },
    WrittenFile("a wrong checksum", "damaged or cut off") {
      var packed = try gzip($0)
      packed[packed.count - 8] ^= 1
      return packed
    },
    WrittenFile("a lie about the size", "damaged or cut off") {
      var packed = try gzip($0)
      packed[packed.count - 1] ^= 0x7F
      return packed
    },
    WrittenFile("bytes behind the gzip", at: nil, "belong to no gzip member") {
      try gzip($0) + Array("more".utf8)
    },
    WrittenFile("200 MB of zeros", "inflates to more than 64 MiB") { _ in
      try gzip([UInt8](repeating: 0, count: 200_000_000), level: 1)
    },
    WrittenFile("gzip of nothing", "the text is empty") { _ in try gzip([UInt8(ascii: " ")]) },
  ]

  private static let plain: [WrittenFile] = [
    WrittenFile("an empty file", text: "", "the text is empty"),
    WrittenFile("three bytes", text: "abc", "it is not JSON"),
    WrittenFile("HTML", text: "<!DOCTYPE html>\n<title>403</title>\n", "it is not JSON"),
    WrittenFile("YAML", text: "version: 1\n", "it is not JSON"),
    WrittenFile("JSON cut off", at: nil, "a string is not closed") {
      Array($0.prefix($0.count / 2))
    },
    WrittenFile("JSON without its end", at: nil, "the JSON is cut off") { $0.dropLast(2) },
    WrittenFile("text behind the JSON", at: nil, "text follows") { $0 + Array("x".utf8) },
    WrittenFile("NULs behind the JSON", at: nil, "text follows") { $0 + [0, 0] },
    WrittenFile("a NUL within", at: nil, "the JSON is broken") { $0[..<11] + [0] + $0[11...] },
    WrittenFile("invalid UTF-8", at: 5, "not valid UTF-8") { $0[..<5] + [0xFF] + $0[6...] },
    WrittenFile("Records null", text: #"{"Records": null}"#, "no CloudTrail records"),
    WrittenFile("Records a string", text: #"{"Records": "[]"}"#, "no CloudTrail records"),
    WrittenFile("Records missing", text: #"{"records": []}"#, "no CloudTrail records"),
    WrittenFile("Records of numbers", text: #"{"Records": [1, 2]}"#, at: 13, "2 elements are no"),
    WrittenFile("10,000 nested arrays", at: nil, "the JSON is nested too deeply") { _ in
      [UInt8](repeating: UInt8(ascii: "["), count: 10_000)
        + [UInt8](repeating: UInt8(ascii: "]"), count: 10_000)
    },
  ]
}

/// A bad file beside good ones may have held anything: no bucket is ready any more, and what breaks
/// still breaks.
@Suite("Bad evidence")
struct BadEvidenceTests {
  @Test("is named with its place, and keeps buckets from ready", arguments: WrittenFile.bad)
  func besideGoodOnes(_ bad: WrittenFile) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    #expect(try folder.check().exitCode == 0, "ready without the bad file")
    try folder.write(try bad.content(logFile(Week.quiet("one"))), to: "logs/bad.json")
    let outcome = try folder.check("--format", "json")
    #expect(outcome.exitCode == 3)
    let report = try ReportDocument(outcome.standardOutput)
    #expect(report.verdicts == ["one": "unknown"])
    let unreadable = try #require(report.evidence.unreadable.first)
    #expect(report.evidence.unreadable.count == 1)
    #expect(unreadable.file == "logs/bad.json")
    #expect(unreadable.reason.contains(bad.reason), "\(unreadable)")
    if let offset = bad.offset { #expect(unreadable.offset == offset) }
    #expect(
      outcome.standardError.contains("warning: logs/bad.json: byte \(unreadable.offset)"),
      "\(outcome.standardError)")
    #expect(outcome.standardError.contains(unreadable.reason))
  }

  @Test("alone is no evidence", arguments: WrittenFile.bad)
  func alone(_ bad: WrittenFile) throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    try folder.write(try bad.content(logFile([])), to: "bad.json")
    let outcome = try folder.run(["--evidence", "bad.json", "--as-of", Week.end])
    // What stands before the damage may be whole records; of no events, there are none.
    #expect(outcome.exitCode == 65, "\(outcome.standardError)")
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains("warning: bad.json: byte "))
  }

  @Test("does not hide what breaks elsewhere", arguments: WrittenFile.bad)
  func outranked(_ bad: WrittenFile) throws {
    let folder = try Workspace(
      policy: Policy("one", "two"),
      events: ["one", "two"].flatMap(Week.quiet) + [Week.publicUpload("two")])
    try folder.write(try bad.content(logFile(Week.quiet("one"))), to: "logs/bad.json")
    let outcome = try folder.check("--format", "json")
    #expect(outcome.exitCode == 1)
    #expect(
      try ReportDocument(outcome.standardOutput).verdicts == ["one": "unknown", "two": "not-ready"])
  }

  @Test(
    "Links to nothing and files that may not be read count as bad", .enabled(if: geteuid() != 0))
  func forbidden() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write("{}", to: "logs/bad.json")
    chmod(folder.path("logs/bad.json"), 0)
    let outcome = try folder.check()
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardError.contains("logs/bad.json: byte 0: cannot be opened"))
  }

  @Test("A link to nothing counts as bad, and named alone it is not there")
  func danglingLink() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.link("logs/bad.json", to: "nowhere")
    let outcome = try folder.check()
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardError.contains("logs/bad.json: byte 0: is a link to a file"))
    #expect(try folder.run(["--evidence", "logs/bad.json"]).exitCode == 66)
  }

  @Test(
    "These are whole logs",
    arguments: [
      WrittenFile("a byte order mark", "") { [0xEF, 0xBB, 0xBF] + $0 },
      WrittenFile("zeros behind the gzip, as tapes leave them", "") {
        try gzip($0) + [0, 0, 0, 0]
      },
      WrittenFile("several gzip members", "") {
        let half = $0.count / 2
        return try gzip(Array($0.prefix(half))) + gzip(Array($0.dropFirst(half)))
      },
      WrittenFile("a log without records", text: #"{"Records":[]}"#, ""),
    ])
  func good(_ file: WrittenFile) throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.write(try file.content(logFile(Week.quiet("one"))), to: "logs/b.json")
    let outcome = try folder.check("--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(try ReportDocument(outcome.standardOutput).evidence.unreadable == [])
  }

  @Test("Of many bad files ten are named on standard error, and all in the report")
  func many() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    for number in 10...34 { try folder.write("", to: "logs/bad\(number).json") }
    let outcome = try folder.check("--format", "json")
    #expect(outcome.standardError.contains("bad19.json"))
    #expect(!outcome.standardError.contains("bad20.json"))
    #expect(outcome.standardError.contains("warning: and 15 more, all of them in the JSON report"))
    #expect(try ReportDocument(outcome.standardOutput).evidence.unreadable.count == 25)
  }
}
