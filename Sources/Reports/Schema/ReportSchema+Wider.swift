import ChangePlans
import Readiness

// What is asked beyond single buckets, and beyond one run.
extension ReportSchema {
  static let plan: [ReportField] = [
    .init("kind", "What was given.", .choice(ChangePlan.Origin.self)),
    .init("file", "The file that was given.", .text),
    .init("verdict", "The worst of its verdicts.", .verdict),
    .init(
      "changes", "Each resource that switches settings on.", .list(of: .the(.change))),
    .init(
      "refused", "What the same change makes and its own settings refuse.",
      .list(of: .the(.refusal))),
  ]

  static let change: [ReportField] = [
    .init("address", "The resource, as the document calls it.", .text),
    .init(
      "previousAddress", "What it was called before it was moved; null where it was not.",
      .text.orNull),
    .init("level", "What the settings belong to.", .choice(JSONReport.Level.self)),
    .init("bucket", "The bucket; null where it is not known or not meant.", .text.orNull),
    .init("account", "The account; null where it is not known or not meant.", .text.orNull),
    .init("isNew", "Whether the same change makes the bucket.", .flag),
    .init("settings", "The settings that come on.", .list(of: .setting)),
    .init("verdict", "Whether they can be switched on.", .verdict),
    .init("reasons", "Why: sentences.", .list(of: .text)),
    .init("remedy", "What to do.", .text.orNull),
  ]

  static let refusal: [ReportField] = [
    .init("address", "The resource that would be refused.", .text),
    .init("bucket", "Its bucket; null where it is not known.", .text.orNull),
    .init("setting", "The setting that refuses it.", .setting),
    .init("certainty", "Whether that is certain.", .certainty),
    .init("verdict", "What it makes of the plan.", .verdict),
    .init("reason", "Why, in a sentence.", .text),
  ]

  static let account: [ReportField] = [
    .init("account", "The account.", .text),
    .init("verdict", "Whether the settings can be switched on for it.", .verdict),
    .init(
      "earliestReady", "The day from which it could be ready if nothing more happens.", .day.orNull),
    .init("buckets", "How many buckets were looked at.", .count),
    .init("blockingBuckets", "The buckets that stand in the way, by name.", .list(of: .text)),
    .init("undeclaredBuckets", "The buckets that no policy claims, by name.", .list(of: .text)),
    .init(
      "settings", "Each of the four settings.",
      .bySetting(
        .object([
          .init(
            "status", "What switching it on would do.",
            .choice(AccountSettingAssessment.Status.self)),
          .init("blocking", "The buckets that stand in its way.", .list(of: .the(.blocking))),
        ]))),
    .init(
      "stoppedByBoth", "Buckets that only the two settings on reading together stop.",
      .list(of: .the(.blocking))),
    .init("questions", "What is left open.", .list(of: .the(.question))),
  ]

  static let blocking: [ReportField] = [
    .init("bucket", "The bucket's name.", .text),
    .init("claim", "Whether a team claims it.", .choice(BlockingBucket.Claim.Name.self)),
    .init("team", "The team; null where there is none.", .text.orNull),
    .init(
      "status", "Whether something would stop working, or nobody can say.",
      .choice(JSONReport.blockingStatuses)),
    .init("reasons", "Why: sentences.", .list(of: .text)),
  ]

  static let baseline: [ReportField] = [
    .init("asOf", "The instant that the earlier report speaks of.", .instant),
    .init("counts", "How many buckets changed, and how many did not.", .object(counts)),
    .init("buckets", "Each bucket of which something changed.", .list(of: .the(.bucketChange))),
  ]

  private static let counts: [ReportField] =
    BaselineComparison.BucketChange.Kind.allCases.map {
      .init($0.rawValue, "Buckets of which this is said.", .count)
    } + [.init("unchanged", "Buckets that are as they were.", .count)]

  /// What the earlier report says is taken as it stands there: it may be of another program.
  static let bucketChange: [ReportField] = [
    .init("bucket", "The bucket's name.", .text),
    .init(
      "change", "What became of it.", .choice(BaselineComparison.BucketChange.Kind.self)),
    .init("before", "The earlier verdict; null where it was not known.", .verdict.orNull),
    .init("after", "The verdict; null where the bucket is gone.", .verdict.orNull),
    .init(
      "settings", "The settings whose status is another one.",
      .list(
        of: .object([
          .init("setting", "The setting.", .setting),
          .init("before", "The earlier status, as the earlier report has it.", .text),
          .init("after", "The status now.", .choice(SettingStatus.Name.self)),
        ]))),
    .init(
      "new", "What counts now and did not, or not for certain.", .list(of: .the(.identity))),
    .init("fixed", "What counted and does not any more.", .list(of: .the(.identity))),
    .init("unchanged", "What counts as it did.", .list(of: .the(.identity))),
  ]

  /// Of what was fixed, it is what the earlier report has.
  static let identity: [ReportField] = [
    .init("setting", "The setting; null where only the policy forbids it.", .text.orNull),
    .init("kind", "What was done.", .text),
    .init("operation", "S3's name of the call.", .text.orNull),
    .init("acl", "The ACL with its grants; null where there is none.", .text.orNull),
    .init("principal", "The caller.", .text.orNull),
    .init("fingerprint", "The SHA-256 that makes it the same in every report.", .sha256),
  ]
}
