import Diagnostics
import Evidence
import JSON
import Readiness
import S3Access
import Timeline

/// The report for programs, version 1. Field names and their meaning are frozen: what is new is
/// added under a new name.
///
/// What is not known is `null` where the field is always there; a field that speaks only of some
/// cases (`waiver`, `errorCode`, `questions`) is left out of the others.
public struct JSONReport: Sendable {
  private let report: Report

  /// The report of an assessment.
  public init(_ report: Report) {
    self.report = report
  }

  /// The name of this version.
  static let schema = "bpa-ready/report/v1"

  /// The document, indented, with a line feed at its end.
  public var text: String { value.prettyText }

  /// The document.
  public var value: JSONValue {
    let assessment = report.assessment
    let members: [JSONValue.Member] =
      [
        .init("schema", .string(Self.schema)),
        .init(
          "tool", ["name": .string(report.tool.name), "version": .string(report.tool.version)]),
        .init("asOf", .instant(assessment.asOf)),
        .init("verdict", .string(assessment.verdict.rawValue)),
        .init("exitCode", .number(String(report.exitCode.rawValue))),
        .init(
          "counts",
          .object(
            Verdict.reportingOrder.map { .init($0.rawValue, .count(assessment.count(of: $0))) })),
      ] + Self.plan(assessment.plan) + Self.accounts(assessment.accounts) + [
        .init("buckets", .array(assessment.buckets.map(Self.bucket))),
        .init("notices", .array(assessment.notices.map(Self.notice))),
        .init("evidence", Self.evidence(assessment.evidence)),
        .init("policies", .array(assessment.policies.map(Self.policy))),
      ]
    let baseline =
      report.comparison.map {
        [JSONValue.Member("baseline", Self.baseline($0))]
      } ?? []
    return .object(members + baseline)
  }

  private static func bucket(_ bucket: BucketVerdict) -> JSONValue {
    let declaration = bucket.declaration
    return [
      "bucket": .string(bucket.bucket),
      "account": .text(bucket.account),
      "team": .text(declaration?.team),
      "owner": .text(declaration?.owner),
      "pattern": .text(declaration?.pattern),
      "declaredAt": declaration.map { .location($0.location) } ?? nil,
      "verdict": .string(bucket.verdict.rawValue),
      "reasons": .strings(bucket.reasons),
      "earliestReady": .text(bucket.earliestReady?.day),
      "window": .interval(bucket.window),
      "settings": .object(
        BlockPublicAccessSetting.allCases.map {
          .init($0.rawValue, setting(bucket.assessment(of: $0)))
        }),
      "findings": .array(bucket.findings.map(finding)),
    ]
  }

  static func setting(_ assessment: SettingAssessment) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("status", .string(assessment.status.name)),
      .init("reasons", .strings(assessment.status.reasons)),
    ]
    if case .unknown(let questions) = assessment.status {
      members.append(
        .init(
          "questions",
          .array(
            questions.elements.map {
              ["question": .string($0.question), "remedy": .text($0.remedy)]
            })))
    }
    members.append(.init("coverage", .array(assessment.coverage.map(coverage))))
    return .object(members)
  }

  /// `from` and `to` are those of what was recorded, `null` where nothing was; the window that it is
  /// measured against is the bucket's.
  static func coverage(_ coverage: ClassCoverage) -> JSONValue {
    let extent = coverage.extent
    var members: [JSONValue.Member] = [
      .init("class", .string(coverage.evidenceClass.rawValue)),
      .init("grade", .string(coverage.grade.rawValue)),
      .init("from", extent.map { .instant($0.from) } ?? .null),
      .init("to", extent.map { .instant($0.to) } ?? .null),
      .init("recorded", .array(coverage.recorded.map(JSONValue.interval))),
      .init(
        "stretches",
        .array(
          coverage.stretches.map {
            [
              "from": .instant($0.interval.from), "to": .instant($0.interval.to),
              "grade": .string($0.grade.rawValue), "source": .text($0.source),
            ]
          })),
      .init(
        "gaps",
        .array(
          coverage.gaps.map {
            [
              "from": .instant($0.interval.from), "to": .instant($0.interval.to),
              "cause": .string($0.cause),
            ]
          })),
    ]
    if let reason = coverage.acceptedReason {
      members.append(.init("acceptedReason", .string(reason)))
    }
    return .object(members)
  }

  private static func notice(_ notice: Notice) -> JSONValue {
    [
      "kind": .string(notice.kind.rawValue),
      "message": .string(notice.message),
      "at": .location(notice.location),
    ]
  }

  static func evidence(_ evidence: EvidenceSummary) -> JSONValue {
    let volume = evidence.volume
    return [
      "files": .count(volume.files),
      "filesWithoutCalls": .count(volume.filesWithoutCalls),
      "filesPassedOver": .count(volume.filesPassedOver),
      "snapshots": .count(volume.snapshots),
      "events": .count(volume.events),
      "bytes": .count(volume.bytes),
      "bytesInflated": .count(volume.bytesInflated),
      "window": volume.extent.map(JSONValue.interval) ?? .null,
      "sources": .array(evidence.sources.map { source($0, of: evidence) }),
      "unreadable": .array(evidence.unreadable.map(unreadable)),
    ]
  }

  private static func source(
    _ source: EvidenceSummary.Source, of evidence: EvidenceSummary
  ) -> JSONValue {
    let folder = evidence.isAlone(source) ? [] : [("folder", JSONValue.text(source.place.folder))]
    return .object(
      [
        .init("account", .text(source.place.account)),
        .init("region", .text(source.place.region)),
      ] + folder.map { .init($0, $1) } + [
        .init("from", .instant(source.extent.from)), .init("to", .instant(source.extent.to)),
      ])
  }

  /// What an offset counts the bytes of.
  enum OffsetIn: String, CaseIterable {
    case file
    case inflatedText = "inflated text"
  }

  private static func unreadable(_ unreadable: UnreadableEvidence) -> JSONValue {
    let offsetIn: OffsetIn = unreadable.isOffsetInflated ? .inflatedText : .file
    return [
      "file": .string(unreadable.file),
      "offset": .count(unreadable.offset),
      "offsetIn": .string(offsetIn.rawValue),
      "reason": .string(unreadable.reason),
    ]
  }

  private static func policy(_ policy: AppliedPolicy) -> JSONValue {
    [
      "file": .string(policy.file),
      "sha256": .string(policy.sha256),
      "team": policy.team.map(JSONValue.string) ?? .null,
    ]
  }
}
