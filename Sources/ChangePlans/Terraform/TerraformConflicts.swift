import JSON
import S3Access

/// What a plan does and its own settings refuse: public ACLs under BlockPublicAcls, public policies under
/// BlockPublicPolicy.
struct TerraformConflicts {
  let resources: [ResourceChange]
  let resolution: BucketResolution
  let switches: TerraformSwitches

  /// The conflicts, in the order of the document.
  func all(parsing parse: (String) -> JSONValue?) -> [PlannedConflict] {
    resources.filter(\.isWritten).flatMap { resource in
      [conflict(ofACL: resource), conflict(ofPolicy: resource, parse)].compactMap(\.self)
    }
  }

  /// Whether a setting refuses what is done to a bucket; `nil` where it is not on.
  private func refusal(
    _ setting: BlockPublicAccessSetting, of bucket: PlannedBucket
  ) -> Bool? {
    if switches.onForAccount.contains(setting) { return true }
    let isResolved = if case .unresolved = bucket { false } else { true }
    if isResolved, let settings = switches.onAfter[bucket] {
      return settings.contains(setting) ? true : nil
    }
    // One of two whose names are not known may be the other.
    let isMistakable = switches.onAfter.contains { other, settings in
      guard settings.contains(setting) else { return false }
      if case .unresolved = other { return true }
      return !isResolved
    }
    return isMistakable ? false : nil
  }

  private func conflict(
    of resource: ResourceChange, _ setting: BlockPublicAccessSetting, bucket: PlannedBucket,
    isCertain: Bool, _ reason: String
  ) -> PlannedConflict? {
    guard let isRefused = refusal(setting, of: bucket) else { return nil }
    let isOfAccount = switches.onForAccount.contains(setting)
    let holder = isOfAccount ? "the account" : isRefused ? "the bucket" : "what may be its bucket"
    return PlannedConflict(
      address: resource.address, bucket: bucket.name, setting: setting,
      isCertain: isCertain && isRefused,
      reason: "\(reason), and \(setting.rawValue) is on for \(holder) once the plan is applied")
  }

  // MARK: ACLs

  /// The types that carry an ACL, and the attributes that they carry it in.
  ///
  /// Source: Terraform AWS provider, the page of each resource.
  private static let aclAttributes: [String: [String]] = [
    "aws_s3_bucket_acl": ["acl", "access_control_policy"],
    "aws_s3_bucket": ["acl", "grant"],
    "aws_s3_object": ["acl"],
    "aws_s3_bucket_object": ["acl"],
    "aws_s3_object_copy": ["acl", "grant"],
  ]

  private func conflict(ofACL resource: ResourceChange) -> PlannedConflict? {
    guard let attributes = Self.aclAttributes[resource.type] else { return nil }
    // The bucket's own ACL is put only where it changes; the others are put with all that they carry.
    let put = attributes.filter { resource.type != "aws_s3_bucket" || resource.isChanged($0) }
    let canned =
      put.contains("acl") ? resource.text("acl").flatMap(CannedACL.init(headerValue:)) : nil
    let grants = put.flatMap { resource.after?[$0]?.texts(named: "uri") ?? [] }
      .map { Grant(Grantee(groupURI: $0), .read) }.filter(\.isPublic)
    let isUnknown = put.contains { resource.isUnknown($0) && resource.text($0) == nil }
    let bucket = resolution.bucket(of: resource)
    if let canned, canned.isPublic {
      return conflict(
        of: resource, .blockPublicAcls, bucket: bucket, isCertain: true,
        "it sets the ACL \(canned.rawValue)")
    }
    if let grant = grants.first {
      return conflict(
        of: resource, .blockPublicAcls, bucket: bucket, isCertain: true,
        "it sets an ACL with a grant to \(grant.grantee)")
    }
    // Every object and bucket has an ACL that is known only after the apply where none is asked for.
    guard isUnknown, put.contains(where: { resolution.configuration.says($0, in: resource) })
    else { return nil }
    return conflict(
      of: resource, .blockPublicAcls, bucket: bucket, isCertain: false,
      "its ACL is known only after the apply and may be public")
  }

  // MARK: Policies

  private static let typesWithPolicy: Set<String> = [
    "aws_s3_bucket_policy", "aws_s3_bucket", "aws_s3_access_point",
    "aws_s3control_access_point_policy",
  ]

  private func conflict(
    ofPolicy resource: ResourceChange, _ parse: (String) -> JSONValue?
  ) -> PlannedConflict? {
    guard Self.typesWithPolicy.contains(resource.type), resource.isChanged("policy") else {
      return nil
    }
    let bucket =
      resource.type == "aws_s3control_access_point_policy"
      ? .unresolved(references: []) : resolution.bucket(of: resource)
    func conflict(isCertain: Bool, _ reason: String) -> PlannedConflict? {
      self.conflict(
        of: resource, .blockPublicPolicy, bucket: bucket, isCertain: isCertain, reason)
    }
    guard let text = resource.text("policy") else {
      let isAsked = resolution.configuration.says("policy", in: resource)
      return resource.isUnknown("policy") && isAsked
        ? conflict(
          isCertain: false, "its policy is known only after the apply and may be public") : nil
    }
    guard !text.isEmpty else { return nil }
    guard let document = parse(text), let policy = try? BucketPolicy(document: document) else {
      return conflict(isCertain: false, "its policy cannot be read and may be public")
    }
    let judged = policy.publicAccess(attachedTo: attachment(of: resource))
    let cause = judged.statements.first { $0.answer == judged.answer }?.description ?? ""
    return switch judged.answer {
    case .notPublic: nil
    case .isPublic: conflict(isCertain: true, "it puts a public policy: \(cause)")
    case .undetermined:
      conflict(isCertain: false, "it puts a policy that may be public: \(cause)")
    }
  }

  private func attachment(of resource: ResourceChange) -> PolicyAttachment {
    switch resource.type {
    case "aws_s3_access_point":
      .accessPoint(
        vpcOrigin: !(resource.after?["vpc_configuration"]?.texts(named: "vpc_id").isEmpty ?? true))
    case "aws_s3control_access_point_policy": .accessPoint(vpcOrigin: false)
    default: .bucket
    }
  }
}

extension PlannedBucket {
  /// How it is called in reports.
  fileprivate var name: String? {
    switch self {
    case .named(let name): name
    case .made(let address): address
    case .unresolved: nil
    }
  }
}
