import JSON

/// A place in a JSON document, written as `Statement[1].Condition.StringLike["aws:SourceVpc"]`.
public struct DocumentPath: Hashable, Sendable, CustomStringConvertible {
  /// The path as a person reads it; "the document" for the document as a whole.
  public var description: String { text.isEmpty ? "the document" : text }

  private var text: String

  /// The document as a whole.
  public static let document = DocumentPath(text: "")

  /// The member of that name below this place.
  public func member(_ name: String) -> DocumentPath {
    guard Self.standsWithoutQuotes(name) else {
      return DocumentPath(text: "\(text)[\(JSONValue.string(name).compactText)]")
    }
    return DocumentPath(text: text.isEmpty ? name : "\(text).\(name)")
  }

  /// The element at that index, from 0, below this place.
  public func element(_ index: Int) -> DocumentPath { DocumentPath(text: "\(text)[\(index)]") }

  private static func standsWithoutQuotes(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
