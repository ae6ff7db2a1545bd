import Readiness
import S3Access
import Timeline

/// What has changed since an earlier report.
public struct BaselineComparison: Sendable {
  /// The instant that the earlier report speaks of.
  public var baselineAsOf: Instant
  /// The buckets of which something changed: those that got worse first, then by name.
  public var changes: [BucketChange]
  /// How many buckets of both reports are as they were.
  public var unchanged: Int
  /// What stood beside lines of policies in the earlier report.
  var issuesBefore: [FindingIdentity: EarlierIssue]

  /// A bucket of which something changed.
  public struct BucketChange: Hashable, Sendable {
    /// The bucket.
    public var bucket: String
    /// What became of it.
    public var kind: Kind
    /// The earlier verdict; `nil` where the earlier report does not know the bucket.
    public var before: Verdict?
    /// The verdict now; `nil` where the bucket is not in the report any more.
    public var after: Verdict?
    /// The settings whose status is another one.
    public var settings: [SettingChange]
    /// What counts now and did not before, or does so for certain only now.
    public var new: [FindingIdentity]
    /// What counted before and does not any more.
    public var fixed: [FindingIdentity]
    /// What counts as it did.
    public var unchanged: [FindingIdentity]

    /// What became of a bucket.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// Its verdict is worse, or something breaks that did not.
      case worse
      /// Its verdict is better, or less breaks.
      case better
      /// Something else is not what it was, such as who claims it.
      case changed
      /// It is not in the report any more.
      case gone
    }
  }

  /// A setting whose status is another one.
  public struct SettingChange: Hashable, Sendable {
    /// The setting.
    public var setting: BlockPublicAccessSetting
    /// The earlier status.
    public var before: String
    /// The status now.
    public var after: String
  }

  /// A comparison of an assessment with an earlier report.
  public init(of assessment: Assessment, with baseline: Baseline) {
    baselineAsOf = baseline.asOf
    issuesBefore = baseline.issues
    let compared = assessment.buckets.map { bucket in
      BucketChange(of: bucket, since: baseline.buckets[bucket.bucket])
    }
    let present = Set(assessment.buckets.map(\.bucket))
    let gone = baseline.buckets.filter { !present.contains($0.key) }.map { name, before in
      BucketChange(
        bucket: name, kind: .gone, before: before.verdict, after: nil, settings: [], new: [],
        fixed: [], unchanged: [])
    }
    changes = (compared.compactMap(\.self) + gone).sorted { a, b in
      a.kind == b.kind ? a.bucket < b.bucket : a.kind.place < b.kind.place
    }
    unchanged = compared.count { $0 == nil }
  }

  /// How many buckets are of this kind.
  public func count(of kind: BucketChange.Kind) -> Int {
    changes.count { $0.kind == kind }
  }

  /// The buckets that got worse.
  public var worse: Set<String> {
    Set(changes.filter { $0.kind == .worse }.map(\.bucket))
  }
}

extension BaselineComparison.BucketChange {
  /// `nil` where nothing changed.
  fileprivate init?(of bucket: BucketVerdict, since before: Baseline.Bucket?) {
    let counting = bucket.findings.filter(\.state.counts)
    let broken = Set(
      counting.filter { $0.certainty == .certain }.flatMap { $0.identities(on: bucket.bucket) })
    let all = Set(counting.flatMap { $0.identities(on: bucket.bucket) })
    let known = before?.counting ?? []
    let newlyBroken = broken.subtracting(before?.broken ?? [])
    let new = newlyBroken.union(all.subtracting(known))
    let fixed = known.subtracting(all)
    let settings = Self.changes(of: bucket, since: before)
    let isSame = before?.verdict == bucket.verdict
    if isSame, new.isEmpty, fixed.isEmpty, settings.isEmpty { return nil }
    // What breaks on a bucket that is expected to be public, or that nobody claims, is nobody's news.
    let isAssessed = bucket.verdict.rank != nil
    let kind: Kind
    switch ((before?.verdict).flatMap(\.rank) ?? 0, bucket.verdict.rank) {
    case (let old, let now?) where now > old: kind = .worse
    case _ where isAssessed && !newlyBroken.isEmpty: kind = .worse
    case (let old, let now?) where now < old: kind = .better
    default: kind = isSame && isAssessed && new.isEmpty && !fixed.isEmpty ? .better : .changed
    }
    self.init(
      bucket: bucket.bucket, kind: kind, before: before?.verdict, after: bucket.verdict,
      settings: settings, new: new.sorted(), fixed: fixed.sorted(),
      unchanged: all.subtracting(new).sorted())
  }
}

extension BaselineComparison.BucketChange {
  /// The settings whose status is another one; none where there is nothing to compare with.
  private static func changes(
    of bucket: BucketVerdict, since before: Baseline.Bucket?
  ) -> [BaselineComparison.SettingChange] {
    guard let before else { return [] }
    return BlockPublicAccessSetting.allCases.compactMap { setting in
      let status = (before.settings[setting] ?? "", bucket.assessment(of: setting).status.name)
      return status.0 == status.1
        ? nil
        : BaselineComparison.SettingChange(setting: setting, before: status.0, after: status.1)
    }
  }
}

extension Verdict {
  /// How bad it is; `nil` where the bucket was not assessed. A bucket that was not assessed before is
  /// taken for ready, so that whatever stands in its way is news.
  fileprivate var rank: Int? {
    switch self {
    case .ready: 0
    case .unknown: 1
    case .notReady: 2
    case .exempt, .undeclared: nil
    }
  }
}

extension BaselineComparison.BucketChange.Kind {
  fileprivate var place: Int {
    switch self {
    case .worse: 0
    case .better: 1
    case .changed: 2
    case .gone: 3
    }
  }
}
