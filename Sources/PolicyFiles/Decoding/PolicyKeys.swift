/// The keys that one kind of mapping may have. The cases are the whole list: what is not named here
/// is an error in a file.
package protocol PolicyKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The mapping's name in messages: `a bucket rule`.
  static var mapping: String { get }
}

/// The keys of a policy file.
enum FileKey: String, PolicyKey {
  case version, team, owner, extends, defaults, buckets, waivers
  case maximumWaiverDays = "max-waiver-days"

  static let mapping = "a policy file"
}

/// The keys of `defaults`.
enum DefaultsKey: String, PolicyKey {
  case expect, settings
  case forbiddenACLs = "forbidden-acls"
  case evidence

  static let mapping = "'defaults'"
}

/// The keys of an entry of `buckets`.
enum BucketKey: String, PolicyKey {
  case bucket, except, account, expect, reason, settings
  case forbiddenACLs = "forbidden-acls"
  case evidence

  static let mapping = "a bucket rule"
}

/// The keys of `evidence`.
enum EvidenceKey: String, PolicyKey {
  case lookback, freshness
  case maximumGap = "max-gap"
  case grade
  case notRecorded = "not-recorded"
  case reason

  static let mapping = "'evidence'"
}

/// The keys of an entry of `waivers`.
enum WaiverKey: String, PolicyKey {
  case id, bucket, setting, principal, operation, acl, key
  case sourceAddress = "source-address"
  case userAgent = "user-agent"
  case owner, reason, expires

  static let mapping = "a waiver"
}

/// The values of one mapping by key, each key at its first place.
package struct Fields<Key: PolicyKey> {
  /// The place of the mapping itself.
  package let span: SourceSpan
  private var entries: [Key: YAMLNode.Entry] = [:]
  /// The keys that a misspelt one most likely stands for: those are not missing too.
  private var misspelt: Set<Key> = []

  init(span: SourceSpan) {
    self.span = span
  }

  /// Takes an entry up; answers the place of an earlier one with the same key, which stays.
  mutating func add(_ entry: YAMLNode.Entry, for key: Key) -> SourceSpan? {
    if let earlier = entries[key] { return earlier.key.span }
    entries[key] = entry
    return nil
  }

  /// Remembers that an unknown key most likely means this one.
  mutating func addMisspelling(of key: Key) {
    misspelt.insert(key)
  }

  /// Whether the mapping has the key, or one that most likely means it.
  package func intends(_ key: Key) -> Bool { entries[key] != nil || misspelt.contains(key) }

  /// The value of a key; `nil` where the mapping does not have it.
  package subscript(key: Key) -> YAMLNode? { entries[key]?.value }

  /// The place of the key itself.
  package func span(of key: Key) -> SourceSpan? { entries[key]?.key.span }
}
