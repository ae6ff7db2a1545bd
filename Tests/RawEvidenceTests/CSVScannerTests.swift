import RawEvidence
import Testing

/// A table, and its rows: fields joined by `|`, no value as `nil`.
struct CSVCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var text: String
  var rows: [String]

  init(_ name: String, _ text: String, _ rows: String...) {
    (testDescription, self.text, self.rows) = (name, text, rows)
  }
}

@Suite("Comma-separated values")
struct CSVScannerTests {
  @Test(
    "rows and fields",
    arguments: [
      CSVCase("nothing", ""), CSVCase("only line feeds", "\n\r\n\n"),
      CSVCase("bare fields", "a,b\nc,d\n", "a|b", "c|d"),
      CSVCase("no line feed at the end", "a,b", "a|b"),
      CSVCase("lines of another system", "a,b\r\nc,d\r\n", "a|b", "c|d"),
      CSVCase("quoted fields", #""a,1","b""#, "a,1|b"),
      CSVCase("no value and an empty one", #"a,,"",b"#, "a|nil||b"),
      CSVCase("no value at the end", "a,\nb,", "a|nil", "b|nil"),
      CSVCase("doubled quotes", #""{""k"":""v""}","""""#, #"{"k":"v"}|""#),
      CSVCase("a line feed within quotes", "\"a\nb\",c", "a\nb|c"),
      CSVCase("a byte order mark", "\u{FEFF}\"a\",b", "a|b"),
      CSVCase("one column", "a\n\"b\"\n", "a", "b"),
    ])
  func rows(_ c: CSVCase) {
    let (rows, result) = scan(c.text)
    #expect(rows == c.rows)
    #expect(result == CSVScanner.Result(rows: c.rows.count))
  }

  @Test("a field whose quotes never end")
  func unended() {
    let (rows, result) = scan("a,b\n\"c,d\n")
    #expect(rows == ["a|b"])
    #expect(result.unendedField == 4)
  }

  @Test("text beside the quotes of a field")
  func malformed() {
    let (rows, result) = scan("a,b\n\"c\"d,e\nf,g\n")
    #expect(rows == ["a|b", "f|g"])
    #expect((result.malformed, result.firstMalformed) == (1, 4))
  }

  private func scan(_ text: String) -> ([String], CSVScanner.Result) {
    var buffer = ByteBuffer()
    buffer.assign(text.utf8)
    var scanner = CSVScanner()
    var rows: [String] = []
    let result = scanner.scan(buffer) { row in
      rows.append((0..<row.count).map { row[$0] ?? "nil" }.joined(separator: "|"))
    }
    return (rows, result)
  }
}
