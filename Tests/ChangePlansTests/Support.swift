import ChangePlans
import JSON
import RawEvidence
import S3Access

/// A plan of Terraform in a few words, and what it comes to.
struct Planned {
  var resources: [JSONValue]
  var configuration: JSONValue = nil
  var rest: [JSONValue.Member] = []

  init(_ resources: JSONValue..., configuration: JSONValue = nil, rest: [JSONValue.Member] = []) {
    self.resources = resources
    self.configuration = configuration
    self.rest = rest
  }

  /// The document, written and read as a file would be.
  func plan() throws -> ChangePlan {
    let document = JSONValue.object(
      [
        .init("format_version", "1.2"), .init("planned_values", [:]),
        .init("resource_changes", .array(resources)), .init("configuration", configuration),
      ] + rest)
    return try ChangePlan(terraform: parsed(document.prettyText) ?? .null, parsing: parsed)
  }
}

func parsed(_ text: String) -> JSONValue? {
  var parser = JSONParser()
  return parser?.parse(text)
}

/// An element of `resource_changes`.
func resource(
  _ address: String, _ actions: String..., before: JSONValue = nil, after: JSONValue = nil,
  unknown: JSONValue = [:], rest: JSONValue.Member...
) -> JSONValue {
  // The last two steps are type and name; what is before them is the module.
  var text = address
  var index: JSONValue?
  if text.hasSuffix("]"), let bracket = text.lastIndex(of: "[") {
    let key = text[text.index(after: bracket)...].dropLast()
    index = key.hasPrefix("\"") ? .string(String(key.dropFirst().dropLast())) : .number(String(key))
    text = String(text[..<bracket])
  }
  let steps = text.split(separator: ".")
  let module = steps.dropLast(2).joined(separator: ".")
  return .object(
    [
      .init("address", .string(address)), .init("mode", "managed"),
      .init("type", .string(String(steps[steps.count - 2]))),
      .init("name", .string(String(steps[steps.count - 1]))),
      .init(
        "change",
        [
          "actions": .array(actions.map(JSONValue.string)), "before": before, "after": after,
          "after_unknown": unknown,
        ]),
    ] + (index.map { [.init("index", $0)] } ?? [])
      + (module.isEmpty ? [] : [.init("module_address", .string(module))]) + rest)
}

/// The attributes of a public access block.
func block(_ bucket: String?, _ on: BlockPublicAccessSetting...) -> JSONValue {
  block(bucket, on)
}

func block(_ bucket: String?, _ on: [BlockPublicAccessSetting]) -> JSONValue {
  .object(
    (bucket.map { [.init("bucket", .string($0))] } ?? [])
      + BlockPublicAccessSetting.allCases.map {
        .init($0.terraformAttribute, .bool(on.contains($0)))
      })
}

/// What refers to something, as the configuration has it.
func refers(_ type: String, _ name: String, _ attribute: String, to references: String...)
  -> JSONValue
{
  [
    "type": .string(type), "name": .string(name), "mode": "managed",
    "expressions": .object([
      .init(attribute, ["references": .array(references.map(JSONValue.string))])
    ]),
  ]
}

extension SwitchOn: CustomStringConvertible {
  /// `invoices: BlockPublicAcls`.
  public var description: String {
    let name =
      switch target {
      case .bucket(let name, let isNew): isNew ? "new \(name)" : name
      case .newBucket(let address): "made by \(address)"
      case .account(let number): "account \(number ?? "of the provider")"
      case .unknown: "unknown"
      }
    let settings =
      settings.count == 4 ? "all" : settings.sorted().map(\.rawValue).joined(separator: " ")
    return "\(name): \(settings)"
  }
}
