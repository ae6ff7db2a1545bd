import JSON
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
  @Test(
    "on one line",
    arguments: [
      (JSONValue.null, "null"), (true, "true"), (false, "false"), (12, "12"),
      (.number("007"), "007"), (.number("1.50"), "1.50"), ("a", "\"a\""), ([], "[]"), ([:], "{}"),
      ([1, ["a"], [:]], "[1,[\"a\"],{}]"),
      (["b": 1, "a": [nil, true]], "{\"b\":1,\"a\":[null,true]}"),
    ] as [(JSONValue, String)])
  func compact(value: JSONValue, text: String) {
    #expect(value.compactText == text)
  }

  @Test("with a line a member")
  func pretty() {
    let value: JSONValue = ["a": [1, ["b": "c"]], "empty": [], "none": [:]]
    #expect(
      value.prettyText == """
        {
          "a": [
            1,
            {
              "b": "c"
            }
          ],
          "empty": [],
          "none": {}
        }

        """)
  }

  @Test(
    "escapes what could reach beyond a string",
    arguments: [
      ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"),
      ("\u{0}", "\\u0000"), ("\u{1B}[31m", "\\u001b[31m"), ("\u{7F}", "\\u007f"),
      ("\u{85}", "\\u0085"), ("\u{9B}", "\\u009b"), ("\u{2028}", "\\u2028"),
      ("\u{202E}", "\\u202e"), ("\u{2066}", "\\u2066"), ("é€😀", "é€😀"), ("\r\n", "\\r\\n"),
      ("e\u{301}", "e\u{301}"), ("/", "/"),
    ])
  func escapes(text: String, written: String) {
    #expect(JSONValue.string(text).compactText == "\"\(written)\"")
    #expect(JSONValue.object([.init(text, nil)]).compactText == "{\"\(written)\":null}")
  }
}

@Suite("JSON values")
struct JSONValueTests {
  @Test("keep repeated members, and give the first of a name")
  func members() {
    let value = JSONValue.object([.init("a", 1), .init("b", 2), .init("a", 3)])
    #expect(value["a"] == 1)
    #expect(value["A"] == nil)
    #expect(value.members.count == 3)
    #expect(JSONValue.string("a")["a"] == nil)
    #expect(JSONValue.array([]).members.isEmpty)
  }

  @Test("give one of a thing as its only element")
  func elements() {
    #expect((["a", "b"] as JSONValue).elements == ["a", "b"])
    #expect(("a" as JSONValue).elements == ["a"])
    #expect(([] as JSONValue).elements == [])
  }
}
