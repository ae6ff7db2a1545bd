import JSON

/// The values in a template, as far as they are known before it is deployed: literals, parameters by
/// their defaults, and texts put together from them.
///
/// Source: AWS CloudFormation User Guide, "Intrinsic function reference".
struct TemplateValues {
  private let parameters: [String: String]

  init(_ document: JSONValue) {
    var parameters: [String: String] = [:]
    for parameter in document["Parameters"]?.members ?? [] {
      // A default that Systems Manager looks up is the name of a parameter there.
      let isLookedUp = parameter.value["Type"]?.string?.hasPrefix("AWS::SSM::") ?? false
      if !isLookedUp, let text = parameter.value["Default"].flatMap(Self.literal),
        !Self.isDynamic(text)
      {
        parameters[parameter.name] = text
      }
    }
    self.parameters = parameters
  }

  /// The text of a value; `nil` where it is not known.
  func text(_ value: JSONValue) -> String? {
    if let literal = Self.literal(value) { return Self.isDynamic(literal) ? nil : literal }
    guard value.members.count == 1, let function = value.members.first else { return nil }
    switch function.name {
    case "Ref": return function.value.string.flatMap { parameters[$0] }
    case "Fn::Sub": return substituted(function.value)
    case "Fn::Join": return joined(function.value)
    default: return nil
    }
  }

  /// `{"Fn::Join": ["-", ["logs", {"Ref": "Stage"}]]}`, its texts put together.
  private func joined(_ call: JSONValue) -> String? {
    guard call.elements.count == 2, let delimiter = call.elements[0].string,
      case .array(let parts) = call.elements[1]
    else { return nil }
    let texts = parts.compactMap(text)
    return texts.count == parts.count ? texts.joined(separator: delimiter) : nil
  }

  /// A text with `${Name}` in it, alone or with values of its own: `["${a}", {"a": "..."}]`.
  private func substituted(_ call: JSONValue) -> String? {
    if let text = call.string { return substituted(text, own: []) }
    guard call.elements.count == 2, let text = call.elements[0].string else { return nil }
    return substituted(text, own: call.elements[1].members)
  }

  /// A policy document with the texts that are known in place of the functions that make them.
  ///
  /// Which objects a statement is about is seldom known, and does not make a policy public: there a text
  /// that stands for any takes the place.
  func policy(_ document: JSONValue) -> JSONValue {
    switch document {
    case .object(let members):
      if let text = text(document) { return .string(text) }
      return .object(
        members.map { member in
          let isResource = member.name == "Resource" || member.name == "NotResource"
          return JSONValue.Member(
            member.name, isResource ? resource(member.value) : policy(member.value))
        })
    case .array(let elements): return .array(elements.map(policy))
    // No text, so that nobody takes it for what it will stand for.
    case .string(let text) where Self.isDynamic(text): return .object([])
    default: return document
    }
  }

  private func resource(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object: .string(text(value) ?? Self.anyResource)
    case .array(let elements): .array(elements.map(resource))
    default: value
    }
  }

  private static let anyResource = "arn:aws:s3:::*"

  /// Whether a text has a dynamic reference in it, such as `{{resolve:ssm:/name}}`, which only the
  /// deployment looks up.
  ///
  /// Source: AWS CloudFormation User Guide, "Get values stored in other services using dynamic
  /// references".
  private static func isDynamic(_ text: String) -> Bool { text.contains("{{resolve:") }

  /// A text, number or truth value that is written out; `nil` for anything else.
  static func literal(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let text): text
    case .bool(let isOn): isOn ? "true" : "false"
    default: nil
    }
  }

  /// `logs-${Stage}` with the values of the parameters, or its own; `nil` where one is not known.
  /// `${!Stage}` stands for `${Stage}` itself.
  private func substituted(_ text: String, own: [JSONValue.Member]) -> String? {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "${") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { return nil }
      let name = rest[start.upperBound..<end]
      result += rest[..<start.lowerBound]
      if name.hasPrefix("!") {
        result += "${\(name.dropFirst())}"
      } else {
        let ownValue = own.first { $0.name == name }.map(\.value)
        guard let value = ownValue.map(self.text) ?? parameters[String(name)] else { return nil }
        result += value
      }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
