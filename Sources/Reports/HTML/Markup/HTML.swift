import Diagnostics

/// A piece of HTML that is well formed and says nothing that its author did not write.
///
/// Escaped by construction: its text comes in through ``init(_:)`` and the values of ``Attribute``
/// only, which both escape; tags, attributes and link targets are closed lists without scripts,
/// styles, images, forms or addresses outside the page.
///
/// No template engine, since the one that was considered, swift-mustache 2.1, imports the whole of
/// Foundation (with ICU; a good half of the program's start-up time), looks names up through `Any`
/// when it renders, so that a wrong one is an empty place in the page and no error, and knows nothing
/// of the characters that turn the direction of text.
struct HTML: Hashable, Sendable {
  /// The source.
  private(set) var source: String

  /// A text.
  init(_ text: String) {
    source = Self.escaped(text)
  }

  private init(source: String) {
    self.source = source
  }

  /// No text and no element.
  static let nothing = HTML(source: "")

  /// Pieces in a row.
  init(joining parts: [HTML]) {
    source = ""
    for part in parts { source += part.source }
  }

  /// An element with its content.
  fileprivate init(_ tag: Tag, _ attributes: [Attribute], _ content: HTML) {
    source = "<\(tag.rawValue)"
    for attribute in attributes {
      source += " \(attribute.name)"
      if let value = attribute.value { source += "=\"\(Self.escaped(value))\"" }
    }
    source += ">"
    if !tag.isVoid { source += content.source + "</\(tag.rawValue)>" }
    if tag.endsLine { source += "\n" }
  }

  /// The one style sheet, whose text is not escaped: its end tag is the only markup in it.
  static let styleSheet = HTML(source: "<style>\(StyleSheet.text)</style>\n")

  /// A whole document.
  static func document(@HTMLBuilder content: () -> HTML) -> String {
    "<!DOCTYPE html>\n" + element(.html, .lang("en"), content: content).source
  }

  /// The text without markup, controls and marks that turn the direction of text. Code points that
  /// are no characters are an error in HTML.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: mayNeedEscape) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in TerminalText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;".unicodeScalars
      case "<": safe += "&lt;".unicodeScalars
      case ">": safe += "&gt;".unicodeScalars
      case "\"": safe += "&quot;".unicodeScalars
      case "'": safe += "&#39;".unicodeScalars
      case _ where scalar.properties.isNoncharacterCodePoint:
        safe += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
      default: safe.append(scalar)
      }
    }
    return String(safe)
  }

  /// Most texts are plain ASCII, and a page has tens of thousands.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), 0x7F...:
      true
    default: false
    }
  }
}

/// An element with its attributes and content.
func element(
  _ tag: Tag, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { .nothing }
) -> HTML {
  HTML(tag, attributes, content())
}

/// Puts pieces of HTML in a row, texts among them.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ text: String) -> HTML { HTML(text) }
  static func buildExpression(_ part: HTML) -> HTML { part }
  static func buildExpression(_ parts: [HTML]) -> HTML { HTML(joining: parts) }
  static func buildBlock(_ parts: HTML...) -> HTML { HTML(joining: parts) }
  static func buildArray(_ parts: [HTML]) -> HTML { HTML(joining: parts) }
  static func buildOptional(_ part: HTML?) -> HTML { part ?? .nothing }
  static func buildEither(first part: HTML) -> HTML { part }
  static func buildEither(second part: HTML) -> HTML { part }
}
