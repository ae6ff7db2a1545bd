import JSON
import S3Access

/// What a template or a change set says without saying what it makes: other stacks, macros, loops. What it
/// switches on stands elsewhere, so that nobody can say that it is nothing.
enum HiddenChanges {
  /// What a resource of a template hides; `nil` where that is nothing.
  static func of(_ resource: JSONValue.Member) -> SwitchOn? {
    if resource.name.hasPrefix("Fn::ForEach") {
      return unknown(
        resource.name, "what the loop makes is known only when the template is deployed",
        processedTemplate)
    }
    if resource.name.hasPrefix("Fn::") {
      return unknown(
        resource.name, "what it makes is known only when the template is deployed",
        processedTemplate)
    }
    let type = resource.value["Type"]?.string ?? ""
    if type.hasSuffix("::MODULE") {
      return unknown(
        resource.name, "what the module \(type) makes does not stand in this template",
        processedTemplate)
    }
    guard typesOfStacks.contains(type) else { return nil }
    return unknown(
      resource.name, "what the stack within makes stands in a template of its own",
      "judge that template as well, with --cloudformation-template")
  }

  /// What the macros that go over a whole template may make. Some of AWS's own make no bucket.
  ///
  /// Source: AWS CloudFormation User Guide, "Transform section" and "Transform reference".
  static func ofMacros(in document: JSONValue) -> [SwitchOn] {
    let transforms = document.membersNamed("Transform").flatMap { value in
      if case .array(let elements) = value { elements } else { [value] }
    }
    let macros = transforms.filter { transform in
      guard let name = transform.string else { return true }
      return !harmlessMacros.contains { name.hasPrefix($0) }
    }
    guard !macros.isEmpty || !document.membersNamed("Fn::Transform").isEmpty else { return [] }
    return [
      unknown(
        "Transform", "what the template's macros make of it is known only when it is deployed",
        processedTemplate)
    ]
  }

  /// What a change set of a stack within another hides; `nil` for other resources.
  static func ofChange(of logicalID: String, type: String) -> SwitchOn? {
    guard typesOfStacks.contains(type) else { return nil }
    return unknown(
      logicalID, "what changes in the stack within stands in a change set of its own",
      "make the change set with --include-nested-stacks, then judge that of the stack within as well:"
        + " its id is the 'ChangeSetId' of \(logicalID)")
  }

  private static func unknown(_ address: String, _ reason: String, _ remedy: String) -> SwitchOn {
    SwitchOn(
      address: address, target: .unknown(reason: reason, remedy: remedy),
      settings: Set(BlockPublicAccessSetting.allCases))
  }

  private static let processedTemplate =
    "give the template that CloudFormation makes of it: aws cloudformation get-template"
    + " --template-stage Processed --change-set-name NAME"

  private static let typesOfStacks: Set<String> = [
    "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::Serverless::Application",
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
  ]

  private static let harmlessMacros = [
    "AWS::Serverless-", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen",
    "AWS::SecretsManager-",
  ]
}

extension JSONValue {
  fileprivate func membersNamed(_ name: String) -> [JSONValue] {
    members.filter { $0.name == name }.map(\.value)
  }
}
