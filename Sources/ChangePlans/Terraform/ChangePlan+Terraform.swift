public import JSON
import S3Access

extension ChangePlan {
  /// Reads what `terraform show -json PLAN` prints; OpenTofu's is of the same format.
  ///
  /// What is `before` in it was read from AWS when the plan was made, so that drift counts.
  ///
  /// Source: Terraform, "JSON output format", section "Plan representation".
  ///
  /// - Parameter parse: reads the JSON of policies within the document; `nil` for what is none.
  /// - Throws: ``ChangePlanError`` for what is no plan, or of a version that is not known.
  public init(
    terraform document: JSONValue, parsing parse: (String) -> JSONValue?
  ) throws(ChangePlanError) {
    try TerraformFormat.check(document)
    var resources: [ResourceChange] = []
    for value in document["resource_changes"]?.elements ?? [] {
      if let change = try ResourceChange(value) { resources.append(change) }
    }
    var deferred: [ResourceChange] = []
    for value in document["deferred_changes"]?.elements ?? [] {
      if let change = try value["resource_change"].flatMap({ (value) throws(ChangePlanError) in
        try ResourceChange(value)
      }) {
        deferred.append(change)
      }
    }
    let resolution = BucketResolution(
      changes: resources, configuration: TerraformConfiguration(document))
    let switches = TerraformSwitches(resources: resources, resolution: resolution)
    self.init(
      origin: .terraform, changes: switches.changes + deferred.compactMap(SwitchOn.init(deferred:)),
      conflicts: TerraformConflicts(
        resources: resources, resolution: resolution, switches: switches
      ).all(parsing: parse))
  }
}

/// Whether a document is the JSON of a plan.
enum TerraformFormat {
  private static let help = "write the plan as JSON: terraform show -json PLAN > plan.json"

  static func check(_ document: JSONValue) throws(ChangePlanError) {
    guard case .object = document else { throw ChangePlanError("it is no plan", help: help) }
    guard let version = document["format_version"]?.string else {
      throw ChangePlanError(
        document["@level"] == nil
          ? "it has no 'format_version', which every plan of Terraform has as JSON"
          : "it is the log of a run, and not a plan", help: help)
    }
    let major = version.prefix { $0 != "." }
    guard major == "0" || major == "1" else {
      throw ChangePlanError(
        "it is of format version \(version), and this program knows version 1",
        help: "look for a newer bpa-ready")
    }
    guard document["planned_values"] != nil || document["resource_changes"] != nil else {
      throw ChangePlanError(
        document["values"] == nil
          ? "it says nothing of what is planned" : "it is a state, and not a plan", help: help)
    }
    if document["resource_changes"].map({ if case .array = $0 { false } else { true } }) ?? false {
      throw ChangePlanError("'resource_changes' is no list", help: help)
    }
    if document["errored"]?.isOn ?? false {
      throw ChangePlanError(
        "planning failed, so that the plan is not whole and cannot be applied",
        help: "mend the configuration, and plan once more")
    }
  }
}

/// The settings that a plan switches on.
struct TerraformSwitches {
  /// In the order of the document.
  let changes: [SwitchOn]
  /// The settings of each bucket that are on once the plan is applied, as far as it holds them.
  let onAfter: [PlannedBucket: Set<BlockPublicAccessSetting>]
  /// The settings that are on for an account once the plan is applied.
  let onForAccount: Set<BlockPublicAccessSetting>

  init(resources: [ResourceChange], resolution: BucketResolution) {
    var changes: [SwitchOn] = []
    var onAfter: [PlannedBucket: Set<BlockPublicAccessSetting>] = [:]
    var onForAccount: Set<BlockPublicAccessSetting> = []
    for resource in resources {
      switch resource.type {
      case "aws_s3_bucket_public_access_block":
        let bucket = resolution.bucket(of: resource)
        onAfter[bucket, default: []].formUnion(resource.settingsAfter)
        changes += SwitchOn.switches(
          of: resource, identity: "bucket", target: .init(bucket, resolution))
      case "aws_s3_account_public_access_block":
        onForAccount.formUnion(resource.settingsAfter)
        changes += SwitchOn.switches(
          of: resource, identity: "account_id", target: .account(resource.text("account_id")))
      default: changes += [SwitchOn(hiddenBehind: resource)].compactMap(\.self)
      }
    }
    self.changes = changes
    self.onAfter = onAfter
    self.onForAccount = onForAccount
  }
}

extension SwitchOn.Target {
  fileprivate init(_ bucket: PlannedBucket, _ resolution: BucketResolution) {
    self =
      switch bucket {
      case .named(let name): .bucket(name, isNew: resolution.isMade(name))
      case .made(let address): .newBucket(address: address)
      case .unresolved(let references):
        .unknown(
          reason: "the bucket's name is known only after the apply"
            + (references.isEmpty ? "" : ": it comes from \(references.joined(separator: ", "))"),
          remedy: "give 'bucket' a name that is known when the plan is made, or apply what it comes"
            + " from first (terraform apply -target=...) and plan once more")
      }
  }
}

extension SwitchOn {
  /// What a resource switches on; empty where that is nothing.
  ///
  /// - Parameter identity: the attribute that says whose settings they are: what is replaced by those of
  ///   something else switches all of them on.
  fileprivate static func switches(
    of resource: ResourceChange, identity: String, target: Target
  ) -> [SwitchOn] {
    guard resource.isWritten else { return [] }
    let isSame =
      resource.before?[identity]?.string != nil
      && resource.before?[identity]?.string == resource.text(identity)
    let settings = resource.settingsAfter.subtracting(isSame ? resource.settingsBefore : [])
    return settings.isEmpty
      ? []
      : [
        SwitchOn(
          address: resource.address, previousAddress: resource.previousAddress, target: target,
          settings: settings)
      ]
  }

  /// A change that Terraform puts off because too much of it is not known.
  fileprivate init?(deferred resource: ResourceChange) {
    guard
      ["aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"]
        .contains(resource.type), resource.after != nil
    else { return nil }
    let settings = resource.settingsAfter
    self.init(
      address: resource.address, previousAddress: resource.previousAddress,
      target: .unknown(
        reason: "the change is put off to a later plan, and may be of any number of buckets",
        remedy: "apply this plan, plan once more, and check that plan"),
      settings: settings.isEmpty ? Set(BlockPublicAccessSetting.allCases) : settings)
  }
}
