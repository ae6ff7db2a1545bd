import JSON
import S3Access

/// What a plan does to one instance of a resource.
///
/// Source: Terraform, "JSON output format", sections "Plan representation" and "Change
/// representation".
struct ResourceChange: Hashable {
  let address: String
  /// What it was called before a `moved` block; `nil` where it was not moved.
  let previousAddress: String?
  /// The instance of the module that it stands in; empty for the root.
  let module: AddressSteps
  let type: String
  let name: String
  /// The key of `for_each` or the index of `count`, as an address has it; `nil` without either.
  let key: String?
  private let actions: Set<String>
  /// What is before; `nil` where nothing is.
  let before: JSONValue?
  /// What will be, as far as it is known; `nil` where nothing will be.
  let after: JSONValue?
  private let unknown: JSONValue?

  /// Reads an element of `resource_changes`; `nil` for what is no change of a managed resource, and for
  /// what is left of an instance that was replaced earlier.
  init?(_ value: JSONValue) throws(ChangePlanError) {
    if let mode = value["mode"]?.string, mode != "managed" { return nil }
    if value["deposed"]?.string != nil { return nil }
    guard let address = value["address"]?.string, let type = value["type"]?.string,
      let change = value["change"], case .array(let actions)? = change["actions"]
    else {
      throw ChangePlanError(
        "an element of 'resource_changes' has no address, type or actions",
        help: "write the file anew: terraform show -json PLAN > plan.json")
    }
    self.address = address
    self.type = type
    previousAddress = value["previous_address"]?.string
    module = AddressSteps(value["module_address"]?.string ?? "")
    name = value["name"]?.string ?? ""
    key =
      switch value["index"] {
      case .string: AddressSteps(address).steps.last?.key
      case .number(let index)?: index
      default: nil
      }
    self.actions = Set(actions.compactMap(\.string))
    before = change["before"]?.unlessNull
    after = change["after"]?.unlessNull
    unknown = change["after_unknown"]
  }

  /// Whether applying the plan writes it, newly or again.
  var isWritten: Bool { after != nil && !actions.isDisjoint(with: ["create", "update"]) }

  /// Whether the plan makes it where nothing of the kind was.
  var isMade: Bool { actions == ["create"] && before == nil }

  /// The text of an attribute once the plan is applied; `nil` where it has none, or is not known yet.
  func text(_ attribute: String) -> String? { after?[attribute]?.string }

  /// Whether any part of an attribute is known only after the apply.
  func isUnknown(_ attribute: String) -> Bool { unknown?[attribute]?.holdsTrue ?? false }

  /// Whether an attribute is written with a value other than before, or may be.
  func isChanged(_ attribute: String) -> Bool {
    isWritten
      && (isUnknown(attribute)
        || before?[attribute]?.unlessNull != after?[attribute]?.unlessNull)
  }

  /// The settings that are on once the plan is applied. One that is known only then counts as on, for it
  /// may be.
  var settingsAfter: Set<BlockPublicAccessSetting> {
    Set(
      BlockPublicAccessSetting.allCases.filter { setting in
        let attribute = setting.terraformAttribute
        return after?[attribute]?.isOn ?? false || after != nil && isUnknown(attribute)
      })
  }

  /// The settings that are on before.
  var settingsBefore: Set<BlockPublicAccessSetting> {
    Set(
      BlockPublicAccessSetting.allCases.filter {
        before?[$0.terraformAttribute]?.isOn ?? false
      })
  }
}

extension BlockPublicAccessSetting {
  /// The attribute of `aws_s3_bucket_public_access_block`.
  ///
  /// Source: Terraform AWS provider, "Resource: aws_s3_bucket_public_access_block".
  public var terraformAttribute: String {
    switch self {
    case .blockPublicAcls: "block_public_acls"
    case .ignorePublicAcls: "ignore_public_acls"
    case .blockPublicPolicy: "block_public_policy"
    case .restrictPublicBuckets: "restrict_public_buckets"
    }
  }
}

extension JSONValue {
  /// Whether it says yes, as a boolean or as the text of one.
  var isOn: Bool {
    switch self {
    case .bool(let isOn): isOn
    case .string(let text): text.lowercased() == "true"
    default: false
    }
  }

  /// The value; `nil` for a JSON null. Spelled out, for `nil` is a JSON null too, as a literal.
  fileprivate var unlessNull: JSONValue? {
    self == .null ? Optional.none : Optional.some(self)
  }

  /// Whether it is true, or holds anything that is.
  fileprivate var holdsTrue: Bool {
    switch self {
    case .bool(let value): value
    case .array(let elements): elements.contains(where: \.holdsTrue)
    case .object(let members): members.contains { $0.value.holdsTrue }
    default: false
    }
  }

  /// All texts of members of that name, to any depth.
  func texts(named name: String) -> [String] {
    switch self {
    case .array(let elements): elements.flatMap { $0.texts(named: name) }
    case .object(let members):
      members.flatMap { member in
        member.name == name
          ? member.value.string.map { [$0] } ?? [] : member.value.texts(named: name)
      }
    default: []
    }
  }
}
