import Diagnostics

/// All policy files of a run, and which rule of theirs decides for a bucket.
public struct PolicySet: Sendable {
  /// The teams' files, by path.
  public let files: [PolicyFile]
  /// The files that they extend, and others like them, by path.
  public let baselines: [PolicyBaseline]
  /// All rules, by file and place.
  public let rules: [BucketRule]
  /// All waivers, by file and place.
  public let waivers: [Waiver]

  /// The rules that name one bucket.
  private let exactRules: [String: [BucketRule]]
  /// The rules with a pattern, the one that decides first.
  private let patternRules: [BucketRule]

  /// A set of files that are known to agree; ``load(files:reading:)`` is what checks that. The order in which
  /// they are given does not matter.
  public init(files: [PolicyFile], baselines: [PolicyBaseline] = []) {
    self.files = files.sorted { $0.path < $1.path }
    self.baselines = baselines.sorted { $0.path < $1.path }
    rules = files.flatMap(\.rules).sorted { $0.declaredAt < $1.declaredAt }
    waivers = files.flatMap(\.waivers).sorted { $0.declaredAt < $1.declaredAt }
    exactRules = Dictionary(grouping: rules.filter(\.bucket.glob.isExact), by: \.bucket.text)
    patternRules = rules.filter { !$0.bucket.glob.isExact }.sorted { a, b in
      a.bucket.specificity == b.bucket.specificity
        ? a.declaredAt < b.declaredAt : a.bucket.specificity > b.bucket.specificity
    }
  }

  /// The rule that decides for a bucket: an exact name beats a pattern, a longer literal prefix a
  /// shorter one, then more fixed characters fewer, then the earlier place the later. `account` is the
  /// bucket's owner, `nil` where it is not known; a rule for another account does not count.
  public func rule(for bucket: String, account: String?) -> BucketRule? {
    exactRules[bucket]?.first { $0.claims(bucket, account: account) }
      ?? patternRules.first { $0.claims(bucket, account: account) }
  }

  /// All rules that claim a bucket, whoever owns it, the one that decides first.
  func rules(matching bucket: String) -> [BucketRule] {
    ((exactRules[bucket] ?? []) + patternRules).filter { $0.claims(bucket, account: nil) }
  }

  /// The team whose rule decides for a bucket.
  public func team(forBucket bucket: String, account: String? = nil) -> String? {
    rule(for: bucket, account: account)?.team
  }

  /// The waivers that may cover findings on a bucket: those of the team that claims it.
  public func waivers(for bucket: String, account: String?) -> [Waiver] {
    guard let team = team(forBucket: bucket, account: account) else { return [] }
    return waivers.filter { $0.team == team && $0.bucket.matches(bucket) }
  }

  /// The buckets that are claimed by name, so that one without any evidence is not overlooked.
  public var exactBuckets: [String] { exactRules.keys.sorted() }
}
