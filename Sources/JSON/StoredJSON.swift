// How JSON values are stored: as a flat list of tokens, which keeps repeated members and the spelling
// of numbers, and nests no deeper than a list however deep the value does.

extension JSONValue: Codable {
  /// Reads a list of tokens.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    self = try Self(tokens: &container)
  }

  private init(tokens: inout any UnkeyedDecodingContainer) throws {
    let token = try tokens.decode(String.self)
    switch token.first {
    case "n": self = .null
    case "t": self = .bool(true)
    case "f": self = .bool(false)
    case "#": self = .number(String(token.dropFirst()))
    case "'": self = .string(String(token.dropFirst()))
    case "[":
      self = .array(
        try (0..<Self.count(token, in: tokens)).map { _ in try JSONValue(tokens: &tokens) })
    case "{":
      self = .object(
        try (0..<Self.count(token, in: tokens)).map { _ in
          let name = try tokens.decode(String.self)
          return Member(name, try JSONValue(tokens: &tokens))
        })
    default: throw Self.unexpected(token, in: tokens)
    }
  }

  private static func count(
    _ token: String, in tokens: any UnkeyedDecodingContainer
  ) throws -> Int {
    guard let count = Int(token.dropFirst()), count >= 0 else {
      throw unexpected(token, in: tokens)
    }
    return count
  }

  private static func unexpected(
    _ token: String, in tokens: any UnkeyedDecodingContainer
  ) -> DecodingError {
    .dataCorruptedError(in: tokens, debugDescription: "'\(token)' begins no JSON value")
  }

  /// Writes a list of tokens.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try encode(to: &container)
  }

  private func encode(to container: inout any UnkeyedEncodingContainer) throws {
    switch self {
    case .null: try container.encode("n")
    case .bool(let value): try container.encode(value ? "t" : "f")
    case .number(let digits): try container.encode("#" + digits)
    case .string(let text): try container.encode("'" + text)
    case .array(let elements):
      try container.encode("[\(elements.count)")
      for element in elements { try element.encode(to: &container) }
    case .object(let members):
      try container.encode("{\(members.count)")
      for member in members {
        try container.encode(member.name)
        try member.value.encode(to: &container)
      }
    }
  }
}
