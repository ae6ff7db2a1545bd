import Diagnostics
import S3Access
import Timeline

/// Which rule decides for a bucket, and where each thing that it asks was written.
public struct RuleResolution: Hashable, Sendable {
  /// The bucket.
  public var bucket: String
  /// The rule that decides.
  public var rule: BucketRule
  /// What it asks, in the order of the file format.
  public var values: [Value]
  /// The rules that match too and do not decide, the nearest first.
  public var others: [BucketRule]
  /// The team's waivers that may cover findings on the bucket.
  public var waivers: [Waiver]

  /// One thing that a rule asks.
  public struct Value: Hashable, Sendable {
    /// Its key in a policy file.
    public var key: String
    /// The value as a policy file would have it.
    public var text: String
    /// Where it was written; empty where it is built in.
    public var origins: [SourceLocation]
  }
}

extension PolicySet {
  /// Which rule decides for a bucket, whoever owns it, and why it asks what it does; `nil` where none
  /// claims it.
  public func resolution(of bucket: String) -> RuleResolution? {
    guard let rule = rule(for: bucket, account: nil) else { return nil }
    return RuleResolution(
      bucket: bucket, rule: rule, values: rule.values,
      others: rules(matching: bucket).filter { $0 != rule },
      waivers: waivers(for: bucket, account: nil))
  }
}

extension BucketRule {
  fileprivate var values: [RuleResolution.Value] {
    [
      value("expect", expectation.name, declared.expectsPublic),
      value("settings", settings.text, declared.settings),
      value("forbidden-acls", forbiddenACLs.sorted().map(\.name).listed, declared.forbiddenACLs),
      value("evidence.lookback", "\(evidence.lookback)", declared.lookback),
      value("evidence.freshness", "\(evidence.freshness)", declared.freshness),
      value("evidence.max-gap", "\(evidence.maximumGap)", declared.maximumGap),
      value("evidence.grade", evidence.grade.rawValue, declared.grade),
      value(
        "evidence.not-recorded", evidence.notRecorded.classes.map(\.rawValue).sorted().listed,
        declared.notRecorded),
    ]
  }

  private func value<Declaration>(
    _ key: String, _ text: String, _ declared: Declared<Declaration>?
  ) -> RuleResolution.Value {
    RuleResolution.Value(
      key: key, text: text, origins: declared.map { [$0.location] + $0.alsoAt } ?? [])
  }
}

extension Set<BlockPublicAccessSetting> {
  fileprivate var text: String {
    count == BlockPublicAccessSetting.allCases.count ? "all" : sorted().map(\.rawValue).listed
  }
}

extension BucketRule.Expectation {
  fileprivate var name: String {
    switch self {
    case .private: "private"
    case .public: "public"
    }
  }
}

extension [String] {
  /// As a list in a policy file.
  fileprivate var listed: String { "[\(joined(separator: ", "))]" }
}
