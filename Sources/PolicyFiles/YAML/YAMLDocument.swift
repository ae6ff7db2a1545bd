import Diagnostics
import YAMLEvents

/// The one document of a file as a tree, and what is wrong with its YAML.
package struct YAMLDocument: Sendable {
  /// The top node; `nil` where the text could not be read to its end.
  package private(set) var root: YAMLNode?
  /// What is wrong, in the order of the text.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Policy files need five levels.
  static let maximumDepth = 32

  /// Reads a text. Whatever the text is, there is a root or a diagnostic or both. `beginning` is how
  /// a file of its kind begins, to tell whoever gives an empty one.
  package init(
    _ source: SourceText,
    beginning: String = "a policy file begins with 'version: 1' and 'team: NAME'"
  ) {
    var builder = YAMLTreeBuilder(source, beginning: beginning)
    do throws(YAMLProblem) {
      root = try builder.document()
      diagnostics = builder.diagnostics
    } catch {
      diagnostics = builder.diagnostics + [error.diagnostic(in: source)]
    }
  }
}

/// Builds the tree from the events, and refuses what policy files have no need of: anchors and
/// aliases, merge keys, tags, further documents.
private struct YAMLTreeBuilder: ~Copyable {
  private let source: SourceText
  private let beginning: String
  private var reader: YAMLEventReader
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText, beginning: String) {
    self.source = source
    self.beginning = beginning
    reader = YAMLEventReader(utf8: source.utf8)
  }

  mutating func document() throws(YAMLProblem) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try reader.next()
      switch event.content {
      case .streamStart, .documentEnd: continue
      case .streamEnd:
        guard let root, !root.isNothing else {
          reportNothing()
          return nil
        }
        return root
      case .documentStart where root != nil:
        report(
          "a second document begins here", at: span(event),
          help: "a policy file holds one document; put the second in a file of its own")
        return root
      case .documentStart: root = try node(reader.next(), depth: 1)
      default: root = try node(event, depth: 1)
      }
    }
  }

  private mutating func node(_ event: YAMLEvent, depth: Int) throws(YAMLProblem) -> YAMLNode {
    guard depth <= YAMLDocument.maximumDepth else {
      throw YAMLProblem(
        message: "nested deeper than \(YAMLDocument.maximumDepth) levels", mark: event.start)
    }
    refuseAnchorAndTag(of: event)
    switch event.content {
    case .scalar(let text, let isPlain):
      let isText = event.tag == Self.textTag || !isPlain
      return YAMLNode(
        content: .scalar(YAMLScalar(text: text, isPlain: !isText)), span: span(event))
    case .sequenceStart:
      return try sequence(event, depth: depth)
    case .mappingStart:
      return try mapping(event, depth: depth)
    case .alias(let name):
      report(
        "'*\(name)' without quotes is an alias, which policy files do not take", at: span(event),
        help: "put a pattern in quotes: \"*\(name)\"; shared values go under 'defaults'")
      return YAMLNode(content: .refused, span: span(event))
    default:
      // libyaml pairs starts and ends by itself.
      return YAMLNode(content: .refused, span: span(event))
    }
  }

  private mutating func sequence(
    _ start: YAMLEvent, depth: Int
  ) throws(YAMLProblem) -> YAMLNode {
    var items: [YAMLNode] = []
    while true {
      let event = try reader.next()
      if case .sequenceEnd = event.content {
        return YAMLNode(
          content: .sequence(items), span: span(start, to: event, first: items.first?.span))
      }
      items.append(try node(event, depth: depth + 1))
    }
  }

  private mutating func mapping(
    _ start: YAMLEvent, depth: Int
  ) throws(YAMLProblem) -> YAMLNode {
    var entries: [YAMLNode.Entry] = []
    var first: SourceSpan?
    while true {
      let event = try reader.next()
      if case .mappingEnd = event.content {
        return YAMLNode(content: .mapping(entries), span: span(start, to: event, first: first))
      }
      let key = try node(event, depth: depth + 1)
      let value = try node(reader.next(), depth: depth + 1)
      first = first ?? key.span
      if isUsable(key) { entries.append(YAMLNode.Entry(key: key, value: value)) }
    }
  }

  /// Whether a mapping's key is text; reports it where it is not.
  private mutating func isUsable(_ key: YAMLNode) -> Bool {
    switch key.content {
    case .scalar(YAMLScalar(text: "<<", isPlain: true)):
      report(
        "'<<' is a merge key, which policy files do not take", at: key.span,
        help: "shared values go under 'defaults'")
      return false
    case .scalar: return true
    case .sequence, .mapping:
      report("a key is a word, not a list or a mapping", at: key.span)
      return false
    case .refused: return false
    }
  }
}

// MARK: - Refusals and places

extension YAMLTreeBuilder {
  private static var textTag: String { "tag:yaml.org,2002:str" }

  private mutating func refuseAnchorAndTag(of event: YAMLEvent) {
    if let anchor = event.anchor {
      report(
        "'&\(anchor)' is an anchor, which policy files do not take", at: span(event),
        help: "shared values go under 'defaults'")
    }
    guard let tag = event.tag else { return }
    switch (event.content, tag) {
    case (.scalar, Self.textTag), (.sequenceStart, "tag:yaml.org,2002:seq"),
      (.mappingStart, "tag:yaml.org,2002:map"):
      break
    default:
      report(
        "\(quoted(tag)) is a tag, which policy files do not take", at: span(event),
        help: "leave the tag out")
    }
  }

  private mutating func reportNothing() {
    diagnostics.append(
      Diagnostic(
        .error, "the file is empty, or holds comments only", at: SourceLocation(file: source.path),
        help: beginning))
  }

  private mutating func report(_ message: String, at span: SourceSpan, help: String? = nil) {
    diagnostics.append(source.diagnostic(.error, message, at: span, help: help))
  }

  private func span(_ event: YAMLEvent) -> SourceSpan {
    source.span(from: event.start, to: event.end)
  }

  /// A collection in brackets is marked as far as its first line goes; one without by its first item.
  private func span(
    _ start: YAMLEvent, to end: YAMLEvent, first: SourceSpan?
  ) -> SourceSpan {
    let isBracketed = start.end.index > start.start.index
    if isBracketed { return source.span(from: start.start, to: end.end) }
    return first ?? span(start)
  }
}

extension SourceText {
  /// The part of the first line between two marks.
  fileprivate func span(from start: YAMLMark, to end: YAMLMark) -> SourceSpan {
    let length =
      end.line == start.line ? end.column - start.column : maximumLength(ofLine: start.line)
    return SourceSpan(line: start.line, column: start.column, length: max(1, length))
  }

  private func maximumLength(ofLine line: Int) -> Int {
    lines.indices.contains(line - 1) ? lines[line - 1].unicodeScalars.count : 1
  }
}

extension YAMLNode {
  /// Whether it is what libyaml puts where a document has no node: `---` alone.
  fileprivate var isNothing: Bool {
    if case .scalar(YAMLScalar(text: "", isPlain: true)) = content { true } else { false }
  }
}
