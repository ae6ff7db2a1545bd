public import JSON
import S3Access

extension ChangePlan {
  /// Reads a template of CloudFormation; of one in YAML, what ``TemplateText`` makes of it.
  ///
  /// A template says what will be and not what is: every setting that it has on counts as coming on, and
  /// no bucket as new.
  ///
  /// Source: AWS CloudFormation Template Reference, "AWS::S3::Bucket" and "AWS::S3::BucketPolicy".
  ///
  /// - Throws: ``ChangePlanError`` for what is no template.
  public init(cloudFormation document: JSONValue) throws(ChangePlanError) {
    guard case .object(let resources)? = document["Resources"] else {
      throw ChangePlanError(
        "it is no template of CloudFormation: it has no 'Resources'",
        help: "give the template itself; of a stack that is there:"
          + " aws cloudformation get-template --template-stage Processed")
    }
    if let name = document.repeatedName {
      throw ChangePlanError(
        "'\(name)' is there a second time in one object, so that nobody can say which counts")
    }
    let template = Template(resources, values: TemplateValues(document))
    self.init(
      origin: .cloudFormationTemplate,
      changes: HiddenChanges.ofMacros(in: document) + resources.compactMap(template.change),
      conflicts: resources.compactMap(template.conflict))
  }
}

/// The resources of a template.
private struct Template {
  private let resources: [JSONValue.Member]
  private let values: TemplateValues

  init(_ resources: [JSONValue.Member], values: TemplateValues) {
    self.resources = resources
    self.values = values
  }

  // MARK: Settings

  /// What a resource switches on; `nil` where that is nothing.
  func change(_ resource: JSONValue.Member) -> SwitchOn? {
    if let hidden = HiddenChanges.of(resource) { return hidden }
    let settings = settings(of: resource)
    guard !settings.isEmpty else { return nil }
    return SwitchOn(address: resource.name, target: target(of: resource), settings: settings)
  }

  /// The settings that are on, or may be: what only the deployment tells counts as on, and so does what a
  /// parameter says, for it can be set otherwise.
  private func settings(of resource: JSONValue.Member) -> Set<BlockPublicAccessSetting> {
    guard resource.value["Type"]?.string == "AWS::S3::Bucket" else { return [] }
    let properties = resource.value["Properties"]?.members ?? []
    let block = resource.value["Properties"]?["PublicAccessBlockConfiguration"]
    if properties.contains(where: Self.isFunction) || block.map(Self.isToldLater) ?? false {
      return Set(BlockPublicAccessSetting.allCases)
    }
    return Set(
      BlockPublicAccessSetting.allCases.filter { setting in
        block?[setting.rawValue].map { !Self.isOff($0) } ?? false
      })
  }

  /// Whether only the deployment tells what the configuration is.
  private static func isToldLater(_ block: JSONValue) -> Bool {
    guard case .object(let members) = block else { return true }
    return members.contains(where: isFunction)
  }

  private static func isFunction(_ member: JSONValue.Member) -> Bool {
    member.name.hasPrefix("Fn::") || member.name == "Ref"
  }

  private static func isOff(_ value: JSONValue) -> Bool {
    TemplateValues.literal(value)?.lowercased() == "false"
  }

  private func target(of resource: JSONValue.Member) -> SwitchOn.Target {
    if let name = name(of: resource) { return .bucket(name, isNew: false) }
    let hasName = resource.value["Properties"]?["BucketName"] != nil
    return .unknown(
      reason: hasName
        ? "the bucket's name is known only when the template is deployed"
        : "CloudFormation gives the bucket its name",
      remedy: "the stack knows it, if it is there already: aws cloudformation"
        + " describe-stack-resource --stack-name STACK --logical-resource-id \(resource.name);"
        + " then: bpa-ready check --bucket NAME")
  }

  private func name(of bucket: JSONValue.Member) -> String? {
    bucket.value["Properties"]?["BucketName"].flatMap(values.text)
  }

  // MARK: Conflicts

  func conflict(_ resource: JSONValue.Member) -> PlannedConflict? {
    switch resource.value["Type"]?.string {
    case "AWS::S3::Bucket": conflict(ofACL: resource)
    case "AWS::S3::BucketPolicy": conflict(ofPolicy: resource)
    default: nil
    }
  }

  private func conflict(ofACL bucket: JSONValue.Member) -> PlannedConflict? {
    guard let acl = bucket.value["Properties"]?["AccessControl"].flatMap(values.text),
      TemplateACL.isPublic(acl), settings(of: bucket).contains(.blockPublicAcls)
    else { return nil }
    return PlannedConflict(
      address: bucket.name, bucket: name(of: bucket), setting: .blockPublicAcls, isCertain: true,
      reason: "it sets the ACL \(acl), and BlockPublicAcls on the same bucket")
  }

  private func conflict(ofPolicy resource: JSONValue.Member) -> PlannedConflict? {
    guard let properties = resource.value["Properties"], let target = properties["Bucket"],
      let bucket = bucket(target), settings(of: bucket).contains(.blockPublicPolicy)
    else { return nil }
    return PlannedConflict(
      puttingPolicy: properties["PolicyDocument"].map(values.policy), by: resource.name,
      on: name(of: bucket) ?? bucket.name)
  }

  /// The bucket of the template that a value refers to, by logical id or by name.
  private func bucket(_ value: JSONValue) -> JSONValue.Member? {
    let buckets = resources.filter { $0.value["Type"]?.string == "AWS::S3::Bucket" }
    if let reference = value["Ref"]?.string,
      let bucket = buckets.first(where: { $0.name == reference })
    {
      return bucket
    }
    return values.text(value).flatMap { name in buckets.first { self.name(of: $0) == name } }
  }
}

extension JSONValue {
  /// A name that one object has twice, to any depth; `nil` where there is none.
  fileprivate var repeatedName: String? {
    switch self {
    case .array(let elements): return elements.lazy.compactMap(\.repeatedName).first
    case .object(let members):
      var names: Set<String> = []
      for member in members {
        guard names.insert(member.name).inserted else { return member.name }
        if let name = member.value.repeatedName { return name }
      }
      return nil
    default: return nil
    }
  }
}
