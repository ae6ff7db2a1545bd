import Testing

@Suite("Bytes that are not the text of a policy file")
struct EncodingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var printed: String

    init(_ name: String, _ bytes: [UInt8], _ printed: String) {
      (testDescription, self.bytes, self.printed) = (name, bytes, printed)
    }
  }

  private static let start = Array("version: 1\nteam: ".utf8)
  private static let end = Array("\nbuckets: []\n".utf8)

  private static func utf16(bigEndian: Bool) -> [UInt8] {
    "version: 1".utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  @Test(arguments: [
    Case("no bytes", [], emptyFile),
    Case("a byte order mark alone", [0xEF, 0xBB, 0xBF], emptyFile),
    Case("a byte order mark", [0xEF, 0xBB, 0xBF] + start + Array("a".utf8) + end, ""),
    Case(
      "lines that end as on Windows", Array("version: 1\r\nteam: a\r\nbuckets: []\r\n".utf8), ""),
    Case(
      "a place in lines that end as on Windows",
      Array("version: 1\r\nteam: no\r\nbuckets: []\r\n".utf8),
      """
      a.yaml:2:7: error: 'team' takes text, and YAML reads 'no' without quotes as a boolean
          2 | team: no
            |       ^^
         help: put it in quotes: "no"
      """),
    Case(
      "a place behind a byte order mark",
      [0xEF, 0xBB, 0xBF] + Array("versoin: 1\nteam: a".utf8) + end,
      """
      a.yaml:1:1: error: unknown key 'versoin' in a policy file
          1 | versoin: 1
            | ^^^^^^^
         help: did you mean 'version'?
      """),
    Case("no end of the last line", Array("version: 1\nteam: a\nbuckets: []".utf8), ""),
    Case("UTF-16 with a mark", [0xFF, 0xFE] + utf16(bigEndian: false), utf16File),
    Case("UTF-16, the other way round", [0xFE, 0xFF] + utf16(bigEndian: true), utf16File),
    Case("UTF-16 without a mark", utf16(bigEndian: false), utf16File),
    Case("UTF-16 without a mark, the other way round", utf16(bigEndian: true), utf16File),
    Case(
      "Latin-1", start + Array("Caf".utf8) + [0xE9] + end,
      """
      a.yaml:2:10: error: the file is not UTF-8 here
          2 | team: Caf\u{FFFD}
            |          ^
         help: save it as UTF-8
      """),
    Case(
      "UTF-8 that breaks off", start + Array("é".utf8) + [0xF0, 0x9F] + end,
      """
      a.yaml:2:8: error: the file is not UTF-8 here
          2 | team: é\u{FFFD}
            |        ^
         help: save it as UTF-8
      """),
    Case(
      "a NUL byte", start + Array("a".utf8) + [0] + Array("b".utf8) + end,
      #"""
      a.yaml:2:8: error: a NUL byte in the text
          2 | team: a\u{0}b
            |        ^^^^^
         help: where it is meant, write it as "\u0000" in double quotes
      """#),
    Case(
      "an escape sequence", start + [0x1B] + Array("[31mred".utf8) + end,
      #"""
      a.yaml:2:7: error: a control character (U+001B) in the text
          2 | team: \u{1B}[31mred
            |       ^^^^^^
         help: where it is meant, write it as "\u001B" in double quotes
      """#),
    Case(
      "a line separator, which ends a line for some", start + Array("a\u{2028}b: c".utf8) + end,
      #"""
      a.yaml:2:8: error: a line separator (U+2028) in the text
          2 | team: a\u{2028}b: c
            |        ^^^^^^^^
         help: where it is meant, write it as "\u2028" in double quotes
      """#),
    Case(
      "a carriage return, which ends a line for some", start + Array("a\rb: c".utf8) + end,
      #"""
      a.yaml:2:8: error: a carriage return without a line feed
          2 | team: a\rb: c
            |        ^^
         help: where it is meant, write it as "\u000D" in double quotes
      """#),
    Case(
      "a byte order mark within", start + Array("a\u{FEFF}".utf8) + end,
      #"""
      a.yaml:2:8: error: a byte order mark within the text
          2 | team: a\u{FEFF}
            |        ^^^^^^^^
         help: where it is meant, write it as "\uFEFF" in double quotes
      """#),
    Case(
      "a file that is too large", Array(repeating: UInt8(ascii: "#"), count: (1 << 20) + 1),
      "a.yaml: error: the file is larger than 1 MiB, the most that a policy file may have"),
    Case(
      "a line that is too long", Array(repeating: UInt8(ascii: "#"), count: 4_097),
      """
      a.yaml:1: error: the line is longer than 4096 bytes
          1 | \(String(repeating: "#", count: 80))
         help: break it up: long text goes on in the next line behind '>'
      """),
  ])
  func encoding(_ c: Case) {
    #expect(diagnostics(bytes: [c.bytes]) == c.printed)
  }

  private static let emptyFile = """
    a.yaml: error: the file is empty, or holds comments only
       help: a policy file begins with 'version: 1' and 'team: NAME'
    """
  private static let utf16File = """
    a.yaml: error: the file is UTF-16, not UTF-8
       help: save it as UTF-8
    """
}
