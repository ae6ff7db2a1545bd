import Diagnostics

/// Reads the tree of one file as a policy, and reports all that is wrong on the way instead of
/// stopping at the first.
package struct PolicyFileDecoder {
  package let source: SourceText
  /// What the files say that this one extends.
  let inheritance: Inheritance
  package private(set) var reports: [Report] = []
  /// The loosenings that were reported: the place, and the one in the baseline.
  var reportedLoosenings: Set<[SourceLocation]> = []
  /// Whether some claim of the file could not be read, so that nobody can say what it leaves out.
  var missesClaims = false

  package init(_ source: SourceText) {
    self.init(source, inheriting: Inheritance())
  }

  init(_ source: SourceText, inheriting inheritance: Inheritance) {
    self.source = source
    self.inheritance = inheritance
  }

  /// The place of a span in this file.
  package func location(of span: SourceSpan) -> SourceLocation { source.location(of: span) }

  package mutating func report(
    _ message: String, at span: SourceSpan, help: String? = nil, notes: [Diagnostic] = []
  ) {
    reports.append(
      Report(source.diagnostic(.error, message, at: span, help: help), notes: notes))
  }
}

/// An error and the notes that belong to it.
package struct Report: Sendable {
  package var error: Diagnostic
  package var notes: [Diagnostic]

  init(_ error: Diagnostic, notes: [Diagnostic] = []) {
    self.error = error
    self.notes = notes
  }
}

/// A text of the file, as a message quotes it: in quotes, and no longer than a line can bear.
package func quoted(_ text: String) -> String {
  text.count > 60 ? "'\(text.prefix(57))...'" : "'\(text)'"
}

// MARK: - Mappings and lists

extension PolicyFileDecoder {
  /// The entries of a mapping, with its unknown and repeated keys reported; `nil` where the node is
  /// not a mapping.
  package mutating func fields<Key: PolicyKey>(
    of node: YAMLNode, _ name: String, _: Key.Type
  ) -> Fields<Key>? {
    guard case .mapping(let entries) = node.content else {
      reportType(of: node, name, takes: "a mapping of keys")
      return nil
    }
    var fields = Fields<Key>(span: node.span)
    for entry in entries {
      guard case .scalar(let scalar) = entry.key.content else { continue }
      guard let key = Key(rawValue: scalar.text) else {
        reportUnknown(scalar.text, at: entry.key.span, in: &fields)
        continue
      }
      if let earlier = fields.add(entry, for: key) {
        report(
          "key '\(key.rawValue)' stands twice in \(Key.mapping), first on line \(earlier.line)",
          at: entry.key.span)
      }
    }
    return fields
  }

  private mutating func reportUnknown<Key: PolicyKey>(
    _ word: String, at span: SourceSpan, in fields: inout Fields<Key>
  ) {
    let known = Key.allCases.map(\.rawValue)
    let nearest = known.nearest(to: word)
    if let meant = nearest.flatMap(Key.init(rawValue:)) { fields.addMisspelling(of: meant) }
    report(
      "unknown key \(quoted(word)) in \(Key.mapping)", at: span,
      help: nearest.map { "did you mean '\($0)'?" }
        ?? "the keys are \(known.joined(separator: ", "))")
  }

  /// The value of a key that has to be there.
  package mutating func required<Key: PolicyKey>(
    _ key: Key, in fields: Fields<Key>, help: String? = nil
  ) -> YAMLNode? {
    if let node = fields[key] { return node }
    if !fields.intends(key) {
      report("\(Key.mapping) needs the key '\(key.rawValue)'", at: fields.span, help: help)
    }
    return nil
  }

  /// The entries of a list; `nil` where the node is not a list.
  package mutating func list(_ node: YAMLNode, _ name: String) -> [YAMLNode]? {
    guard case .sequence(let items) = node.content else {
      reportType(of: node, name, takes: "a list")
      return nil
    }
    return items
  }

  /// The entries of a list whose order does not matter, with repeated ones reported.
  package mutating func set<Element: Hashable>(
    _ node: YAMLNode, _ name: String,
    of element: (inout PolicyFileDecoder, YAMLNode) -> Element?
  ) -> Set<Element>? {
    guard let items = list(node, name) else { return nil }
    var elements: Set<Element> = []
    for item in items {
      guard let value = element(&self, item) else { continue }
      if !elements.insert(value).inserted, case .scalar(let scalar) = item.content {
        report("\(quoted(scalar.text)) stands twice in \(name)", at: item.span)
      }
    }
    return elements
  }

  package mutating func reportType(
    of node: YAMLNode, _ name: String, takes expected: String, help: String? = nil
  ) {
    guard let found = node.content.kind else { return }
    report("\(name) takes \(expected), not \(found)", at: node.span, help: help)
  }
}

extension YAMLNode.Content {
  /// What it is, in a message; `nil` where a message speaks of it already.
  var kind: String? {
    switch self {
    case .scalar(let scalar):
      switch scalar.implicitType {
      case .null: "nothing"
      case .some(let type): type.rawValue
      case nil: "text"
      }
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .refused: nil
    }
  }
}
