import Diagnostics

/// An XML document that is written: one element, with its declaration before it.
enum XMLText {
  /// The document with two spaces a level and a line an element, ended by a line feed. The same value
  /// always gives the same bytes.
  static func document(_ root: XMLElement) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    root.write(to: &text, level: 0)
    return text
  }

  /// Text between tags. What XML forbids, what a terminal would obey and what deceives the eye is
  /// spelled out, for nearly all of it came from a log; line feeds stay.
  ///
  /// Source: Extensible Markup Language (XML) 1.0, production 2, "Char".
  static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      // Only `]]>` has to be avoided; whoever reads the bytes is not to look for a tag's end here.
      case ">": safe += "&gt;"
      case "\n": safe += "\n"
      case "\t": safe += "\t"
      // Allowed as little as the controls, and no terminal's concern.
      case "\u{FFFE}", "\u{FFFF}":
        safe += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: safe += TerminalText.escaped(String(scalar))
      }
    }
    return safe
  }

  /// An attribute's value, for double quotes. Readers turn line feeds and tabs in it into spaces, so
  /// those are written as references.
  static func escaped(attribute text: String) -> String {
    escaped(text).unicodeScalars.reduce(into: "") { value, scalar in
      switch scalar {
      case "\"": value += "&quot;"
      case "\n": value += "&#10;"
      case "\t": value += "&#9;"
      default: value.unicodeScalars.append(scalar)
      }
    }
  }
}

/// An element of an XML document. Names are the program's own; values and text may hold anything.
struct XMLElement: Hashable, Sendable {
  /// Its name and those of its attributes, which keep their order.
  var name: String
  var attributes: [Attribute]
  /// What stands between its tags.
  var content: Content

  struct Attribute: Hashable, Sendable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  enum Content: Hashable, Sendable {
    case text(String)
    case elements([XMLElement])
  }

  /// An element that holds others, or nothing.
  init(_ name: String, _ attributes: [Attribute] = [], _ elements: [XMLElement] = []) {
    self.name = name
    self.attributes = attributes
    content = .elements(elements)
  }

  /// An element that holds text.
  init(_ name: String, _ attributes: [Attribute] = [], text: String) {
    self.name = name
    self.attributes = attributes
    content = .text(text)
  }

  fileprivate func write(to text: inout String, level: Int) {
    let indentation = String(repeating: "  ", count: level)
    text += "\(indentation)<\(name)"
    for attribute in attributes {
      text += " \(attribute.name)=\"\(XMLText.escaped(attribute: attribute.value))\""
    }
    switch content {
    case .elements([]): text += "/>\n"
    case .text(let content): text += ">\(XMLText.escaped(content))</\(name)>\n"
    case .elements(let elements):
      text += ">\n"
      for element in elements { element.write(to: &text, level: level + 1) }
      text += "\(indentation)</\(name)>\n"
    }
  }
}
