import JSON

/// Encodes values to JSON so that equal values give equal texts: the elements of sets come in the
/// order of their texts, members in the order of their names.
///
/// Foundation's encoder writes sets in the order of their hashes, which is another in each run.
enum CanonicalEncoder {
  /// The JSON of a value.
  static func json(of value: some Encodable) throws -> JSONValue {
    if let set = value as? any UnorderedElements {
      return .array(
        try set.encodables.map { try json(of: $0) }.sorted { $0.compactText < $1.compactText })
    }
    let node = Node()
    try value.encode(to: NodeEncoder(node: node))
    return node.json
  }

  /// The JSON of a value as text.
  static func text(of value: some Encodable) throws -> String {
    try json(of: value).compactText
  }
}

/// A set, whatever its elements are.
private protocol UnorderedElements {
  var encodables: [any Encodable] { get }
}

extension Set: UnorderedElements where Element: Encodable {
  fileprivate var encodables: [any Encodable] { Array(self) }
}

/// A place in the document that is being written.
private final class Node {
  enum Content {
    case value(JSONValue)
    case elements([Node])
    case members([(name: String, node: Node)])
  }

  var content = Content.value(.null)

  var json: JSONValue {
    switch content {
    case .value(let value): value
    case .elements(let nodes): .array(nodes.map(\.json))
    case .members(let members):
      .object(
        members.map { JSONValue.Member($0.name, $0.node.json) }.sorted { $0.name < $1.name })
    }
  }

  func beginMembers() { if case .members = content {} else { content = .members([]) } }
  func beginElements() { if case .elements = content {} else { content = .elements([]) } }

  func member(named name: String) -> Node {
    let node = Node()
    guard case .members(var members) = content else { return node }
    content = .value(.null)
    members.append((name, node))
    content = .members(members)
    return node
  }

  func element() -> Node {
    let node = Node()
    guard case .elements(var elements) = content else { return node }
    content = .value(.null)
    elements.append(node)
    content = .elements(elements)
    return node
  }

  var count: Int {
    if case .elements(let elements) = content { elements.count } else { 0 }
  }

  func set(_ value: some Encodable) throws {
    switch value {
    case let text as String: content = .value(.string(text))
    case let flag as Bool: content = .value(.bool(flag))
    case let number as any BinaryInteger: content = .value(.number("\(number)"))
    default: content = .value(try CanonicalEncoder.json(of: value))
    }
  }
}

private struct NodeEncoder: Encoder {
  let node: Node
  let codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
    node.beginMembers()
    return KeyedEncodingContainer(MemberContainer(node: node))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.beginElements()
    return ElementContainer(node: node)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { ValueContainer(node: node) }
}

private struct MemberContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: Node
  let codingPath: [any CodingKey] = []

  func encodeNil(forKey key: Key) { _ = node.member(named: key.stringValue) }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    try node.member(named: key.stringValue).set(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    NodeEncoder(node: node.member(named: key.stringValue)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    NodeEncoder(node: node.member(named: key.stringValue)).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { NodeEncoder(node: node.member(named: "super")) }
  func superEncoder(forKey key: Key) -> any Encoder {
    NodeEncoder(node: node.member(named: key.stringValue))
  }
}

private struct ElementContainer: UnkeyedEncodingContainer {
  let node: Node
  let codingPath: [any CodingKey] = []
  var count: Int { node.count }

  func encodeNil() { _ = node.element() }
  func encode(_ value: some Encodable) throws { try node.element().set(value) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    NodeEncoder(node: node.element()).container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    NodeEncoder(node: node.element()).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { NodeEncoder(node: node.element()) }
}

private struct ValueContainer: SingleValueEncodingContainer {
  let node: Node
  let codingPath: [any CodingKey] = []

  func encodeNil() { node.content = .value(.null) }
  func encode(_ value: some Encodable) throws { try node.set(value) }
}
