import RawEvidence
import Testing

@Suite("Three texts in one string")
struct TextTripleTests {
  static let triples: [[String]] = [
    ["", "", ""], ["a", "", ""], ["", "a", ""], ["", "", "a"], ["a", "b", "c"], ["ab", "", "c"],
    ["a", "bc", ""], ["é", "日本", "🪣"], ["e", "\u{301}", "x"], ["a\u{0}b", "\r\n", "\n"],
    [String(repeating: "k", count: 1_024), "0123456789abcdef", "r"],
  ]

  @Test("come back as they were", arguments: triples)
  func parts(_ texts: [String]) {
    let triple = TextTriple(texts[0], texts[1], texts[2])
    #expect(scalars([triple.first, triple.second, triple.third]) == scalars(texts))
  }

  @Test("are the same only where each of them is")
  func equality() {
    let triples = Self.triples.map { TextTriple($0[0], $0[1], $0[2]) }
    #expect(Set(triples).count == triples.count)
    for (a, b) in zip(triples, Self.triples) {
      #expect(a == TextTriple(b[0], b[1], b[2]))
    }
  }

  @Test("have one order")
  func order() {
    let ascending = [
      TextTriple("", "", ""), TextTriple("", "", "a"), TextTriple("", "a", ""),
      TextTriple("a", "", ""), TextTriple("a", "b", "c"), TextTriple("b", "", ""),
    ]
    for (place, a) in ascending.enumerated() {
      for (other, b) in ascending.enumerated() { #expect((a < b) == (place < other)) }
    }
  }

  @Test(
    "come from a record with their escapes resolved",
    arguments: [
      ["e", "k", "r"], ["", "", ""], [#"\""#, #"a\\"#, #"\u00e9\n"#],
      [#"\ud83e\udea3"#, #"plain"#, #"\/"#], [#"a\tb\tc"#, #"\ud83e"#, "日本"],
    ])
  func ofRecord(_ written: [String]) throws {
    let record =
      #"{"eventTime":"2020-02-03T15:34:11Z","eventSource":"s3.amazonaws.com","eventName":"x","#
      + #""eventID":"\#(written[0])","requestParameters":{"key":"\#(written[1])"},"#
      + #""requestID":"\#(written[2])"}"#
    var found: [String] = []
    var apart: [String] = []
    guard var scanner = CloudTrailScanner() else { throw NoMemory() }
    var buffer = ByteBuffer()
    buffer.assign(Array(record.utf8))
    _ = scanner.scan(buffer) { record in
      let texts = record.ownTexts
      found = [texts.first, texts.second, texts.third]
      apart = [record.eventID, record.key, record.requestID]
    }
    #expect(scalars(found) == scalars(apart))
    #expect(found.count == 3)
  }

  /// Compared scalar by scalar: as strings, texts in two Unicode forms are equal.
  private func scalars(_ texts: [String]) -> [[Unicode.Scalar]] {
    texts.map { Array($0.unicodeScalars) }
  }
}
