import JSON

/// The configuration that a plan carries, as far as it says what an attribute refers to.
///
/// Source: Terraform, "JSON output format", sections "Configuration representation" and "Expression
/// representation".
struct TerraformConfiguration: Hashable {
  private let root: JSONValue?

  init(_ document: JSONValue) {
    root = document["configuration"]?["root_module"]
  }

  /// What an attribute of a resource refers to.
  func references(of attribute: String, in change: ResourceChange) -> [String] {
    resource(change)?["expressions"]?[attribute].map(Self.references) ?? []
  }

  /// Whether the author of a resource wrote anything for an attribute; also where the plan carries no
  /// configuration, for then anything may have been written.
  func says(_ attribute: String, in change: ResourceChange) -> Bool {
    guard let resource = resource(change) else { return true }
    return resource["expressions"]?[attribute] != nil
  }

  /// What the `for_each` of a resource refers to.
  func referencesOfForEach(in change: ResourceChange) -> [String] {
    resource(change)?["for_each_expression"].map(Self.references) ?? []
  }

  /// What a module's caller gives for a variable.
  func references(ofVariable name: String, in modulePath: [String]) -> [String] {
    guard let called = modulePath.last else { return [] }
    let call = module(at: modulePath.dropLast())?["module_calls"]?[called]
    return call?["expressions"]?[name].map(Self.references) ?? []
  }

  /// What an output of a module refers to.
  func references(ofOutput name: String, in modulePath: [String]) -> [String] {
    module(at: modulePath[...])?["outputs"]?[name]?["expression"].map(Self.references) ?? []
  }

  private func resource(_ change: ResourceChange) -> JSONValue? {
    module(at: change.module.modulePath[...])?["resources"]?.elements.first {
      $0["type"]?.string == change.type && $0["name"]?.string == change.name
        && $0["mode"]?.string != "data"
    }
  }

  private func module(at path: ArraySlice<String>) -> JSONValue? {
    path.reduce(root) { $0?["module_calls"]?[$1]?["module"] }
  }

  private static func references(_ expression: JSONValue) -> [String] {
    expression["references"]?.elements.compactMap(\.string) ?? []
  }
}
