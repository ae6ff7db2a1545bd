import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A text, as it stands between tags and as it stands in an attribute.
struct XMLCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var text: String
  var content: String
  var attribute: String

  init(_ name: String, _ text: String, content: String, attribute: String? = nil) {
    (testDescription, self.text, self.content) = (name, text, content)
    self.attribute = attribute ?? content
  }
}

@Suite("XML")
struct XMLTextTests {
  @Test(
    "Text is escaped for where it stands",
    arguments: [
      XMLCase("markup", "a<b>&c", content: "a&lt;b&gt;&amp;c"),
      XMLCase("an entity", "&lt;", content: "&amp;lt;"),
      XMLCase("the end of CDATA", "]]>", content: "]]&gt;"),
      XMLCase("quotes", #"'a' "b""#, content: #"'a' "b""#, attribute: "'a' &quot;b&quot;"),
      XMLCase("lines", "a\n\tb", content: "a\n\tb", attribute: "a&#10;&#9;b"),
      XMLCase("a carriage return", "a\r\nb", content: "a\\r\nb", attribute: "a\\r&#10;b"),
      XMLCase("NUL and escape", "\0\u{1B}[31m", content: "\\u{0}\\u{1B}[31m"),
      XMLCase("C1", "\u{85}\u{9B}", content: "\\u{85}\\u{9B}"),
      XMLCase("no characters", "\u{FFFE}\u{FFFF}", content: "\\u{FFFE}\\u{FFFF}"),
      XMLCase("turned text", "\u{202E}gpj.exe", content: "\\u{202E}gpj.exe"),
      XMLCase("beyond the BMP", "größe 🪣 é", content: "größe 🪣 é"),
    ])
  func escaping(_ c: XMLCase) {
    #expect(XMLText.escaped(c.text) == c.content)
    #expect(XMLText.escaped(attribute: c.text) == c.attribute)
  }

  @Test("A document has a line an element")
  func document() {
    let root = XMLElement(
      "a", [.init("x", "1 < 2"), .init("y", "")],
      [XMLElement("b"), XMLElement("c", text: "t\nu"), XMLElement("d", [], [XMLElement("e")])])
    #expect(
      XMLText.document(root) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a x="1 &lt; 2" y="">
          <b/>
          <c>t
        u</c>
          <d>
            <e/>
          </d>
        </a>

        """)
  }

  @Test("Whatever the text is, another reader takes the document", arguments: 0..<8)
  func everyScalar(part: UInt32) {
    let scalars = (0..<0x2200).compactMap { Unicode.Scalar(part * 0x2200 + $0) }
    let text = String(String.UnicodeScalarView(scalars))
    let root = XMLElement("a", [.init("x", text)], [XMLElement("b", text: text)])
    let parser = XMLParser(data: Data(XMLText.document(root).utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }
}
