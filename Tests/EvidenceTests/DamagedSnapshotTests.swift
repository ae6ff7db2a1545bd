import Evidence
import JSON
import Testing
import TrailFixtures

/// Snapshots that are not what they should be.
extension SnapshotReadingTests {
  @Test(
    "damaged documents say why they cannot speak",
    arguments: [
      (["takenAt": nil], "without the time at which it was taken ('takenAt')"),
      (["takenAt": "yesterday"], "without the time at which it was taken ('takenAt')"),
      (["takenAt": 5], "without the time at which it was taken ('takenAt')"),
      (["account": "1"], "without the account that it is of ('account', 12 digits)"),
      (["account": nil], "without the account that it is of ('account', 12 digits)"),
      (["bucket": ""], "whose 'bucket' is no name"), (["bucket": 7], "whose 'bucket' is no name"),
      (["answers": []], "without 'answers'"), (["answers": nil], "without 'answers'"),
      (["schema": "bpa-ready/snapshot/v2"], "of a form that this version does not know"),
    ] as [([String: JSONValue?], String)])
  func damaged(_ change: [String: JSONValue?], _ reason: String) async throws {
    let document = Self.document(["get-public-access-block": Self.settings], changing: change)
    let ledger = try await ledger(reading: document)
    #expect(ledger.answers.isEmpty)
    #expect(ledger.unreadableLines == ["0: is a configuration snapshot \(reason)"])
  }

  @Test("a document that is cut off, anywhere, never speaks")
  func cut() async throws {
    let text = Array(Self.document(["get-public-access-block": Self.settings]).utf8)
    for length in stride(from: 1, to: text.count, by: 7) {
      let ledger = try await ledger(reading: Array(text.prefix(length)))
      #expect(ledger.answers.isEmpty)
      #expect(ledger.unreadable.count == 1)
    }
  }

  @Test("a document that is too large, or nests too deep, is told and never speaks")
  func excessive() async throws {
    let large = Self.document(
      ["get-public-access-block": Self.settings],
      changing: ["account": .string(String(repeating: "1", count: 8 << 20))])
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let text = Self.document([:]).dropLast() + ",\"deep\":\(deep)}"
    for document in [large, String(text)] {
      let ledger = try await ledger(reading: document)
      #expect(ledger.answers.isEmpty)
      #expect(ledger.unreadable.count == 1)
    }
  }

  @Test("a flipped byte, anywhere, ends nothing")
  func flipped() async throws {
    let text = Array(Self.document(Self.everything).utf8)
    var generator = SeededGenerator(seed: "flipped")
    for _ in 0..<300 {
      var bytes = text
      bytes[generator.number(below: bytes.count)] ^= UInt8(1 << generator.number(below: 8))
      let ledger = try await ledger(reading: bytes)
      #expect(ledger.answers.count <= Self.everything.members.count)
      #expect(ledger.volume.files == 1)
    }
  }

  /// One answer of each call.
  static let everything = JSONValue.object(
    Dictionary(grouping: answers.filter { $0.2 != nil }, by: \.0).values.compactMap(\.first)
      .sorted { $0.0 < $1.0 }.map { JSONValue.Member($0.0, $0.1) })
}
