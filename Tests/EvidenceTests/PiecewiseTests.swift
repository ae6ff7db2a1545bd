import Evidence
import RawEvidence
import Testing
import TrailFixtures

private let log = "2020-02-03-16-34-11-ABCDEF0123456789"

/// A file of lines or rows that is read in pieces, and how it is packed.
private struct PiecewiseCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var name: String
  var bytes: [UInt8]

  static let lines = (0..<40).map { number in
    accessLogLine(
      by: number % 3 == 0 ? "-" : ownerID, id: "ID\(number)",
      userAgent: "\"\(String(repeating: "agent", count: number))\"",
      acl: number % 4 == 0 ? "Yes" : "-")
  }
  static let log = Array(
    (lines + ["torn", String(lines[0].prefix(150))]).joined(separator: "\n").utf8)

  static let table = Array(
    ("\"eventTime\",\"eventName\",\"requestParameters\",\"errorCode\"\n"
      + (0..<30).map { number in
        """
        "2020-02-03T15:34:\(10 + number)Z","PutObject","{""bucketName"":""b"",""key"":""k\n\(number)"",\
        ""x-amz-acl"":""public-read""}",""\n
        """
      }.joined() + "\"no\",\"record\"\n").utf8)

  static func all() throws -> [PiecewiseCase] {
    try [("access log", EvidenceTests.log, log), ("table", "result.csv", table)].flatMap {
      form, name, text in
      let half = text.count / 2
      return try [
        PiecewiseCase(testDescription: form, name: name, bytes: text),
        PiecewiseCase(
          testDescription: "\(form), compressed", name: name, bytes: gzip(text)),
        PiecewiseCase(
          testDescription: "\(form), in three members and zeros", name: name,
          bytes: gzip(Array(text[..<half])) + gzip([]) + gzip(Array(text[half...])) + [0, 0]),
        PiecewiseCase(
          testDescription: "\(form), behind a byte order mark", name: name,
          bytes: [0xEF, 0xBB, 0xBF] + text),
      ]
    }
  }
}

private func limits(pieceBytes: Int) -> InflationLimits {
  InflationLimits(
    bytes: 1 << 30, ratio: 250, ratioMattersFrom: 64 << 20, piecewiseFrom: 1,
    pieceBytes: pieceBytes)
}

@Suite("Files that are read piece by piece")
struct PiecewiseTests {
  @Test("say what they say whole", arguments: [16, 100, 1_000, 1 << 20])
  func same(pieceBytes: Int) async throws {
    for file in try PiecewiseCase.all() {
      let whole = try await ledger(reading: file.bytes, named: file.name)
      #expect(whole.volume.events > 20 && !whole.unreadable.isEmpty)
      let pieces = try await read(file, pieceBytes: pieceBytes)
      #expect(pieces == whole.withoutPlaces, "\(file)")
    }
  }

  @Test("have the digest that they have whole, so that a ledger knows them")
  func digest() async throws {
    for length in Array(0..<40) + [4_096, 20_001] {
      let text = Array((PiecewiseCase.lines[0] + String(repeating: " ", count: length)).utf8)
      let folder = try TemporaryFolder()
      let file = EvidenceFile(path: try folder.write(text, to: log), size: text.count)
      let whole = await EvidenceCollection([file]).read(workers: 1)
      let pieces = await EvidenceCollection([file], limits: limits(pieceBytes: 13))
        .read(workers: 1)
      #expect(pieces.files.map(\.digest) == whole.files.map(\.digest))
    }
  }

  @Test("count for nothing where they are cut off or altered")
  func damaged() async throws {
    for file in try PiecewiseCase.all() where file.bytes.starts(with: [0x1F, 0x8B]) {
      let last = file.bytes.lastIndex { $0 != 0 } ?? 0
      for place in stride(from: 12, through: last, by: 7) {
        for bytes in [Array(file.bytes[..<place]), file.bytes.flippingBit(at: place)] {
          var damaged = file
          damaged.bytes = bytes
          let said = try await read(damaged, pieceBytes: 100)
          let whole = try await ledger(reading: bytes, named: file.name)
          // Some bits of a header mean nothing.
          if whole.unreadable.contains(where: { $0.reason.contains("gzip") }) {
            #expect(said.facts.isEmpty && said.accessLogs.isEmpty, "\(file) at \(place)")
            #expect(said.unreadable.contains { $0.reason.contains("gzip") }, "\(file) at \(place)")
          }
        }
      }
    }
  }

  @Test("are refused where they become far larger than they are")
  func bomb() async throws {
    let text = PiecewiseCase.log + [0x0A] + [UInt8](repeating: 0x0A, count: 3_000_000)
    var small = limits(pieceBytes: 1 << 16)
    small.ratioMattersFrom = 1 << 20
    let said = try await ledger(reading: gzip(text), named: log, limits: small)
    #expect(said.facts.isEmpty)
    #expect(said.unreadable.contains { $0.reason.contains("inflates to more than 250 times") })
  }

  @Test("leave other texts to be read whole")
  func others() async throws {
    let events = [Event.putObject(bucket: "b", acl: "public-read")]
    for bytes in [logFile(events), try gzip(logFile(events))] {
      let said = try await ledger(reading: bytes, limits: limits(pieceBytes: 32))
      #expect(said.volume.events == 1)
      #expect(said.unreadable.isEmpty)
    }
  }

  private func read(_ file: PiecewiseCase, pieceBytes: Int) async throws -> Ledger {
    try await ledger(
      reading: file.bytes, named: file.name, limits: limits(pieceBytes: pieceBytes)
    ).withoutPlaces
  }
}

extension [UInt8] {
  fileprivate func flippingBit(at place: Int) -> [UInt8] {
    var bytes = self
    bytes[place] ^= 0x10
    return bytes
  }
}

extension Ledger {
  /// The ledger without the paths of its files, which are another each time.
  fileprivate var withoutPlaces: Ledger {
    var ledger = Ledger()
    for (fact, tally) in facts {
      for use in tally.uses {
        let use = Use(
          time: use.time, eventID: use.eventID, requestID: use.requestID, key: use.key,
          userAgent: use.userAgent, sourceAddress: use.sourceAddress)
        ledger.record(
          fact, use, identity: UseIdentity(id: "\(use.time) \(use.requestID) \(use.key)"))
      }
    }
    for (bucket, heard) in accessLogs { ledger.hear(ofAccessLogOf: bucket, heard) }
    for trouble in unreadable {
      var trouble = trouble
      trouble.file = ""
      ledger.note(trouble)
    }
    ledger.count(volume)
    return ledger.settled()
  }
}
