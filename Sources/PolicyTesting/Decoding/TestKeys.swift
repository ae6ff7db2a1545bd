import PolicyFiles

/// The keys of a test file.
enum TestFileKey: String, PolicyKey {
  case version, policies, defaults, tests

  static let mapping = "a test file"
}

/// The keys of `defaults` in a test file.
enum TestDefaultsKey: String, PolicyKey {
  case asOf = "as-of"
  case account, region, recorded

  static let mapping = "'defaults'"
}

/// The keys of an entry of `tests`.
enum TestKey: String, PolicyKey {
  case name
  case asOf = "as-of"
  case account, region, evidence, recorded, events, expect

  static let mapping = "a test"
}

/// The keys of `recorded`.
enum RecordedKey: String, PolicyKey {
  case from, to, classes

  static let mapping = "'recorded'"
}

/// The keys of an entry of `events`.
enum EventKey: String, PolicyKey {
  case at, operation, bucket, account, region, key, caller
  case userAgent = "user-agent"
  case sourceAddress = "source-address"
  case acl, grants
  case aclRequired = "acl-required"
  case policy, settings
  case objectOwnership = "object-ownership"
  case errorCode = "error-code"

  static let mapping = "an event"
}

/// The keys of what is expected of a bucket.
enum ExpectationKey: String, PolicyKey {
  case verdict, settings, findings
  case earliestReady = "earliest-ready"

  static let mapping = "what is expected of a bucket"
}

/// The keys of an expected finding.
enum FindingKey: String, PolicyKey {
  case kind, setting, certainty, state, waiver, operation, acl, caller, count

  static let mapping = "a finding"
}
