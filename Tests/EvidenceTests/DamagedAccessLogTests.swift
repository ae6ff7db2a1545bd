import Evidence
import Testing

private let log = "2020-02-03-16-34-11-ABCDEF0123456789"
private let whole = accessLogLine()

@Suite("Damaged server access logs")
struct DamagedAccessLogTests {
  @Test("torn lines are told by bucket and place, and the others count")
  func torn() async throws {
    let text = [
      whole, String(whole.prefix(140)), String(whole.prefix(160)), String(whole.suffix(200)),
      accessLogLine(id: "2"),
    ].joined(separator: "\n")
    let said = try await ledger(reading: text, named: log)
    let first = whole.utf8.count + 1
    let words = "torn, or no whole line of a server access log"
    #expect(
      said.unreadableLines == [
        "\(first): 2 lines are \(words)", "\(first + 141 + 161): 1 line is \(words)",
      ])
    #expect(said.unreadable.sorted().map(\.bucket) == ["invoices", nil])
    #expect(said.factLines.map { $0.suffix(2) } == ["x2"])
  }

  @Test("two lines that ran together are torn")
  func runTogether() async throws {
    for length in [130, 190, 200, 215] {
      let text = whole + "\n" + whole.prefix(length) + accessLogLine(id: "2")
      let said = try await ledger(reading: text, named: log)
      #expect(said.unreadable.count == 1, "cut at \(length)")
      #expect(said.factLines.map { $0.suffix(2) } == ["x1"], "cut at \(length)")
    }
  }

  @Test("no cut of a line makes an ACL needless that was needed")
  func cut() async throws {
    let line = accessLogLine(acl: "Yes")
    for length in 0..<line.utf8.count {
      let said = try await ledger(
        reading: whole + "\n" + String(line.prefix(length)), named: log)
      for fact in said.facts.keys where fact.subject == .access(.notRequired) {
        #expect(said.facts[fact]?.count == 1, "cut at \(length)")
      }
    }
  }

  @Test("no change of a byte crashes", arguments: [0x00, 0x20, 0x22, 0x2D, 0x5B, 0xFF] as [UInt8])
  func changed(_ byte: UInt8) async throws {
    var lines: [UInt8] = []
    for place in whole.utf8.indices {
      var line = Array(whole.utf8)
      line[whole.utf8.distance(from: whole.utf8.startIndex, to: place)] = byte
      lines += line + [0x0A]
    }
    let said = try await ledger(reading: Array(whole.utf8) + [0x0A] + lines, named: log)
    #expect(said.volume.events > 0)
  }

  @Test(
    "what is no time, no operation and no field is torn",
    arguments: [
      accessLogLine(time: "31/Feb/2020:15:34:11 +0000"),
      accessLogLine(time: "03/Fep/2020:15:34:11 +0000"),
      accessLogLine("GET"), accessLogLine(status: "20x"), accessLogLine(acl: "Ye"),
      accessLogLine(tail: ""),
    ])
  func nonsense(_ line: String) async throws {
    let said = try await ledger(reading: whole + "\n" + line + "\n", named: log)
    #expect(said.unreadable.count == 1)
    #expect(said.volume.events == 1)
  }
}
