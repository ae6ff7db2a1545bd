import JSON
import RawEvidence
import Testing

@Suite("Parsing JSON")
struct JSONParserTests {
  static func parse(_ text: String) throws -> JSONValue? {
    guard var parser = JSONParser() else { throw NoParser() }
    return parser.parse(text)
  }

  struct NoParser: Error {}

  @Test(
    "documents",
    arguments: [
      ("{}", [:]), ("[]", []), (" \n[ ]\t", []), ("[1,2]", [1, 2]),
      ("{\"a\":null,\"b\":true,\"c\":false}", ["a": nil, "b": true, "c": false]),
      (
        "[0.50, -1, 1e3, 12345678901234567890]",
        [.number("0.50"), .number("-1"), .number("1e3"), .number("12345678901234567890")]
      ),
      ("{\"a\":{\"b\":[{\"c\":[[]]}]}}", ["a": ["b": [["c": [[]]]]]]),
      ("{\"a\":1,\"a\":2}", .object([.init("a", 1), .init("a", 2)])),
      (#"["\"\\\/\b\f\n\r\t"]"#, ["\"\\/\u{8}\u{C}\n\r\t"]),
      (#"["\u00e9\u20ac\ud83d\ude00"]"#, ["é€😀"]), ("[\"é€😀\"]", ["é€😀"]),
      (#"{"\u0061":""}"#, ["a": ""]),
    ] as [(String, JSONValue)])
  func documents(text: String, value: JSONValue) throws {
    #expect(try Self.parse(text) == value)
  }

  @Test(
    "refuses what is none",
    arguments: [
      "", " ", "{", "[", "}", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[,1]",
      "[1 2]", "{a:1}", "{'a':1}", "[tru]", "[nul]", "[01]", "[1.]", "[+1]", "[.5]", "[\"\\q\"]",
      "[\"\\u12\"]", "[\"a]", "[\"\n\"]", "[] []", "{} x", "[]]", "null", "\"a\"", "12", "<a/>",
      "[1", "{\"a\":[1}",
    ])
  func broken(text: String) throws {
    #expect(try Self.parse(text) == nil)
  }

  @Test("goes 128 levels deep and no deeper")
  func depth() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    #expect(try Self.parse(nested(128)) != nil)
    #expect(try Self.parse(nested(131)) == nil)
    #expect(try Self.parse(nested(100_000)) == nil)
  }

  @Test("reads what is written", arguments: [0, 1, 63, 64, 65, 1_000, 100_000])
  func roundTrip(length: Int) throws {
    let value: JSONValue = ["text": .string(String(repeating: "a\"\u{1}é", count: length)), "n": 1]
    #expect(try Self.parse(value.compactText) == value)
    #expect(try Self.parse(value.prettyText) == value)
  }

  @Test("one document after the other with one parser")
  func again() throws {
    guard var parser = JSONParser() else { throw NoParser() }
    for length in [1, 10_000, 3] {
      let value: JSONValue = [.string(String(repeating: "x", count: length))]
      #expect(parser.parse(value.compactText) == value)
      #expect(parser.parse("[") == nil)
    }
  }
}
