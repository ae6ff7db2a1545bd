public import JSON
import S3Access

extension ChangePlan {
  /// Reads what `aws cloudformation describe-change-set --include-property-values` answers.
  ///
  /// A change set knows what is and what will be, and the names of the buckets that are there already:
  /// a bucket's physical id is its name.
  ///
  /// Source: AWS CloudFormation API Reference, "DescribeChangeSet" and "ResourceChange".
  ///
  /// - Throws: ``ChangePlanError`` for what is no such answer, or a part of one.
  public init(
    changeSet document: JSONValue, parsing parse: (String) -> JSONValue?
  ) throws(ChangePlanError) {
    guard document["ChangeSetId"] != nil || document["ChangeSetName"] != nil,
      case .array(let changes)? = document["Changes"]
    else {
      throw ChangePlanError("it is no change set of CloudFormation: it has no 'Changes'")
    }
    guard document["NextToken"]?.string == nil else {
      throw ChangePlanError(
        "it is a part of a change set only: more follow after its 'NextToken'",
        help: "let the AWS CLI fetch all of it: leave --no-paginate and --max-items out")
    }
    if let status = document["Status"]?.string, status != "CREATE_COMPLETE" {
      throw ChangePlanError(
        "the change set is in status \(status), so that what it changes is not told",
        help: "wait for it: aws cloudformation wait change-set-create-complete")
    }
    let all = changes.compactMap { $0["ResourceChange"] }
    guard
      all.allSatisfy({ change in
        ["Action", "LogicalResourceId", "ResourceType"].allSatisfy { change[$0]?.string != nil }
      })
    else {
      throw ChangePlanError("one of its changes has no action, no resource or no type")
    }
    let resources = all.compactMap { ResourceOfChangeSet($0, parsing: parse) }
    self.init(
      origin: .cloudFormationChangeSet,
      changes: all.compactMap(Self.hidden) + resources.compactMap(\.switchOn),
      conflicts: resources.compactMap { $0.conflict(among: resources) })
  }

  private static func hidden(_ change: JSONValue) -> SwitchOn? {
    guard change["Action"]?.string != "Remove", let type = change["ResourceType"]?.string else {
      return nil
    }
    return HiddenChanges.ofChange(of: change["LogicalResourceId"]?.string ?? type, type: type)
  }
}

/// A bucket, or the policy of one, that a change set makes or changes.
private struct ResourceOfChangeSet {
  private enum Kind: String {
    case bucket = "AWS::S3::Bucket"
    case policy = "AWS::S3::BucketPolicy"
  }

  private let kind: Kind
  private let logicalID: String
  private let physicalID: String?
  private let isNew: Bool
  /// The properties before and after; `nil` where they are not told, as without
  /// `--include-property-values`.
  private let before: JSONValue?
  private let after: JSONValue?
  /// The names of the properties that change; `nil` where they are not told.
  private let changed: Set<String>?

  /// `nil` for what is neither, and for what is removed.
  init?(_ change: JSONValue, parsing parse: (String) -> JSONValue?) {
    guard let kind = change["ResourceType"]?.string.flatMap(Kind.init),
      let logicalID = change["LogicalResourceId"]?.string, let action = change["Action"]?.string,
      action != "Remove"
    else { return nil }
    self.kind = kind
    self.logicalID = logicalID
    let physicalID = change["PhysicalResourceId"]?.string
    self.physicalID = physicalID?.isEmpty == false ? physicalID : nil
    isNew = action == "Add" || change["Replacement"]?.string == "True"
    func properties(_ name: String) -> JSONValue? {
      change[name]?.string.flatMap(parse)?["Properties"]
    }
    before = isNew ? .object([]) : properties("BeforeContext")
    after = properties("AfterContext")
    // Only of what is modified the details say what changes.
    let details = action == "Modify" ? change["Details"]?.elements ?? [] : []
    let names = details.compactMap { $0["Target"]?["Name"]?.string }
    changed = details.isEmpty ? nil : Set(names)
  }

  // MARK: Settings

  /// What the resource switches on; `nil` where that is nothing.
  var switchOn: SwitchOn? {
    guard kind == .bucket else { return nil }
    let settings = settingsComingOn
    guard !settings.isEmpty else { return nil }
    return SwitchOn(address: logicalID, target: target, settings: settings)
  }

  private static let property = "PublicAccessBlockConfiguration"

  /// The settings that come on, and those of which only the deployment will tell.
  private var settingsComingOn: Set<BlockPublicAccessSetting> {
    guard let after else {
      let mayChange = isNew || changed?.contains(Self.property) ?? true
      return mayChange ? Set(BlockPublicAccessSetting.allCases) : []
    }
    let on = Self.settings(in: after[Self.property])
    return on.subtracting(before.map { Self.settingsKnownOn(in: $0[Self.property]) } ?? [])
  }

  /// The settings that are on, or of which only the deployment tells.
  private static func settings(in block: JSONValue?) -> Set<BlockPublicAccessSetting> {
    guard let block else { return [] }
    if block.string != nil { return Set(BlockPublicAccessSetting.allCases) }
    return Set(
      BlockPublicAccessSetting.allCases.filter { setting in
        switch block[setting.rawValue] {
        case nil, .null?, .bool(false)?: false
        case .string(let text)?: text.lowercased() != "false"
        default: true
        }
      })
  }

  private static func settingsKnownOn(in block: JSONValue?) -> Set<BlockPublicAccessSetting> {
    Set(
      BlockPublicAccessSetting.allCases.filter { setting in
        switch block?[setting.rawValue] {
        case .bool(true)?: true
        case .string(let text)?: text.lowercased() == "true"
        default: false
        }
      })
  }

  // MARK: Names

  private var target: SwitchOn.Target {
    if let name { return .bucket(name, isNew: isNew) }
    guard isNew else {
      return .unknown(
        reason: "the change set does not name the bucket",
        remedy: "aws cloudformation describe-stack-resource --stack-name STACK"
          + " --logical-resource-id \(logicalID); then: bpa-ready check --bucket NAME")
    }
    return .newBucket(address: logicalID)
  }

  /// The bucket's name. One that is replaced has another one afterwards; of one that only may be, it is
  /// the one that is there.
  private var name: String? {
    let told = after?["BucketName"]?.string.flatMap { Self.isKnown($0) ? $0 : nil }
    return isNew ? told : physicalID ?? told
  }

  /// CloudFormation writes `{{changeSet:KNOWN_AFTER_APPLY}}` for what it cannot say yet.
  private static func isKnown(_ text: String) -> Bool { !text.contains("{{changeSet:") }

  // MARK: Conflicts

  /// What the resource does that a setting refuses which is on after the change; `nil` where nothing.
  func conflict(among resources: [ResourceOfChangeSet]) -> PlannedConflict? {
    switch kind {
    case .bucket: conflictOfACL
    case .policy: conflictOfPolicy(among: resources)
    }
  }

  private var conflictOfACL: PlannedConflict? {
    guard let after, let acl = after["AccessControl"]?.string,
      before?["AccessControl"]?.string != acl, TemplateACL.isPublic(acl),
      Self.settings(in: after[Self.property]).contains(.blockPublicAcls)
    else { return nil }
    return PlannedConflict(
      address: logicalID, bucket: name, setting: .blockPublicAcls, isCertain: true,
      reason: "it sets the ACL \(acl), and BlockPublicAcls on the same bucket")
  }

  private func conflictOfPolicy(among resources: [ResourceOfChangeSet]) -> PlannedConflict? {
    guard let after, let target = after["Bucket"]?.string,
      let bucket = resources.first(where: {
        $0.kind == .bucket && ($0.name == target || $0.logicalID == target)
      }), Self.settings(in: bucket.after?[Self.property]).contains(.blockPublicPolicy)
    else { return nil }
    return PlannedConflict(
      puttingPolicy: after["PolicyDocument"], by: logicalID, on: bucket.name ?? bucket.logicalID)
  }
}
