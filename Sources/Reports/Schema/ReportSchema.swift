import JSON
import Readiness

/// The JSON report, version 1, as a JSON Schema: for editors, for programs that check what they read,
/// and for those that make types of it.
///
/// Fields are added to a version, so a report may have others than the schema lists. The values of
/// enumerations are those that this version of the program writes, taken from the types that hold them.
/// Source: JSON Schema, draft 2020-12.
public enum ReportSchema {
  /// The schema.
  public static let document: JSONValue = .object(
    [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("title", "bpa-ready report, version 1"),
      .init("description", "Whether S3 Block Public Access can be switched on, and why."),
    ] + FieldType.object(fields).schema.members
      + [
        .init(
          "$defs",
          .object(Definition.allCases.map { .init($0.rawValue, $0.type.schema) }))
      ])

  private static let fields: [ReportField] = [
    .init("schema", "The version of the report.", .constant(.string(JSONReport.schema))),
    .init("tool", "The program that wrote it.", .object(tool)),
    .init("asOf", "The instant that the verdicts speak of.", .instant),
    .init("verdict", "The worst of all verdicts.", .verdict),
    .init("exitCode", "What the program ended with.", .exitCode),
    .init(
      "counts", "How many buckets have each verdict.",
      .object(
        Verdict.reportingOrder.map { .init($0.rawValue, "Buckets with this verdict.", .count) })),
    .sometimes("plan", "The answer on a planned change, where one was given.", .the(.plan)),
    .sometimes(
      "accounts", "The answer on whole accounts, where that was the question.",
      .list(of: .the(.account))),
    .init("buckets", "Each bucket, the worst first.", .list(of: .the(.bucket))),
    .init(
      "notices", "What the owners of policies and of the evidence should know.",
      .list(of: .the(.notice))),
    .init("evidence", "What was read.", .the(.evidence)),
    .init("policies", "The policy files that took part.", .list(of: .the(.policy))),
    .sometimes(
      "baseline", "What has changed since the earlier report that '--baseline' names.",
      .the(.baseline)),
  ]

  private static let tool: [ReportField] = [
    .init("name", "Its name.", .text), .init("version", "Its version.", .text),
  ]

  /// What stands in more than one place, or would make its place hard to read.
  enum Definition: String, CaseIterable {
    case place, interval, question, bucket, setting, coverage, finding, sample, notice, evidence
    case source, unreadable, policy, plan, change, refusal, account, blocking, baseline
    case bucketChange, identity

    var type: FieldType {
      switch self {
      case .place: ReportSchema.place
      case .interval: .object(ReportSchema.interval)
      case .question: .object(ReportSchema.question)
      case .bucket: .object(ReportSchema.bucket)
      case .setting: ReportSchema.setting
      case .coverage: .object(ReportSchema.coverage)
      case .finding: ReportSchema.finding
      case .sample: .object(ReportSchema.sample)
      case .notice: .object(ReportSchema.notice)
      case .evidence: .object(ReportSchema.evidence)
      case .source: .object(ReportSchema.source)
      case .unreadable: .object(ReportSchema.unreadable)
      case .policy: .object(ReportSchema.policy)
      case .plan: .object(ReportSchema.plan)
      case .change: .object(ReportSchema.change)
      case .refusal: .object(ReportSchema.refusal)
      case .account: .object(ReportSchema.account)
      case .blocking: .object(ReportSchema.blocking)
      case .baseline: .object(ReportSchema.baseline)
      case .bucketChange: .object(ReportSchema.bucketChange)
      case .identity: .object(ReportSchema.identity)
      }
    }
  }
}
