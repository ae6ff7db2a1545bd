import JSON
import S3Access

extension ConfigurationCall {
  /// What a successful call changed, by its `requestParameters`; `nil` where it changed nothing that
  /// is known of.
  func change(
    parameters: JSONValue?, policy: PolicyDocument?, region: String
  ) -> ConfigurationChange.Change? {
    switch self {
    case .putBucketPolicy: policy.map { .policy($0) }
    case .deleteBucketPolicy: .policyDeleted
    case .putBucketPublicAccessBlock, .putAccountPublicAccessBlock:
      // Parameters that are missing say nothing: that the settings are off then is the careful
      // reading, for what is off is judged by the logs.
      .publicAccessBlock(PublicAccessBlockConfiguration(requestParameters: parameters) ?? .allOff)
    case .deleteBucketPublicAccessBlock, .deleteAccountPublicAccessBlock:
      .publicAccessBlock(.allOff)
    case .putBucketOwnershipControls:
      .objectOwnership(ObjectOwnership(requestParameters: parameters))
    case .deleteBucketOwnershipControls: .objectOwnership(nil)
    case .putBucketACL:
      .bucketACL(parameters.flatMap { RequestedACL(requestParameters: $0) })
    case .createBucket:
      region == "us-east-1" || region.isEmpty
        ? nil : .created(ObjectOwnership(headerIn: parameters))
    case .deleteBucket: .deleted
    }
  }
}

extension PolicyDocument {
  /// The policy of a PutBucketPolicy record: `bucketPolicy` is an object, or a string that holds
  /// JSON, or an array of one.
  init(requestParameters: JSONValue?, parse: (String) -> JSONValue?) {
    switch requestParameters?["bucketPolicy"]?.elements.first {
    case .object(let members)?: self = .document(.object(members))
    case .string(let text)?:
      self = parse(text).map { .document($0) } ?? .unreadable("the policy is not JSON")
    default: self = .unreadable("the record does not show the policy")
    }
  }
}

extension PublicAccessBlockConfiguration {
  /// The configuration of a PutBucketPublicAccessBlock record: booleans, or their names as strings.
  init?(requestParameters: JSONValue?) {
    guard
      let configuration = requestParameters?["PublicAccessBlockConfiguration"]?.elements.first,
      case .object = configuration
    else { return nil }
    self.init(
      enabled: Set(
        BlockPublicAccessSetting.allCases.filter { setting in
          let value = configuration[setting.rawValue]
          return value == .bool(true) || value?.string?.lowercased() == "true"
        }))
  }
}

extension ObjectOwnership {
  /// The ownership that the `x-amz-object-ownership` header of a CreateBucket record asks for. A value
  /// that nobody knows counts as one that leaves ACLs on.
  init?(headerIn requestParameters: JSONValue?) {
    let header = requestParameters?.members.first {
      $0.name.lowercased() == "x-amz-object-ownership"
    }
    guard let header else { return nil }
    self = header.value.elements.first?.string.flatMap(Self.init(rawValue:)) ?? .objectWriter
  }

  /// The ownership of a PutBucketOwnershipControls record: one rule, as an object or in an array.
  init?(requestParameters: JSONValue?) {
    let rules = requestParameters?["OwnershipControls"]?["Rule"]?.elements ?? []
    guard let name = rules.lazy.compactMap({ $0["ObjectOwnership"]?.string }).first else {
      return nil
    }
    self.init(rawValue: name)
  }
}
