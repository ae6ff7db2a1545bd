import JSON
import Readiness
import S3Access

/// The report as lines of JSON, for log pipelines and `jq`: a line a bucket, so that one of which
/// nothing was found is not silence, and a line a finding. Each says what it needs of the others.
///
/// The fields are those of the JSON report, under the same names.
struct NDJSONReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  var text: String {
    (wider + report.assessment.buckets.flatMap(lines)).map { $0.compactText + "\n" }.joined()
  }

  /// Lines on what is no bucket: accounts, and what a planned change does.
  private var wider: [JSONValue] {
    let assessment = report.assessment
    let changes = assessment.plan?.changes.map { ("change", JSONReport.change($0)) } ?? []
    let refusals = assessment.plan?.conflicts.map { ("refusal", JSONReport.conflict($0)) } ?? []
    let accounts = assessment.accounts.map { ("account", JSONReport.account($0)) }
    return (accounts + changes + refusals).map { record, value in
      .object(head(record) + value.members)
    }
  }

  private func head(_ record: String) -> [JSONValue.Member] {
    [
      .init("schema", .string("bpa-ready/\(record)/v1")),
      .init("asOf", .instant(report.assessment.asOf)),
    ]
  }

  private func lines(of bucket: BucketVerdict) -> [JSONValue] {
    [line("bucket", of: bucket, with: Self.verdict(on: bucket))]
      + bucket.findings.map { finding in
        line("finding", of: bucket, with: JSONReport.finding(finding).members)
      }
  }

  private func line(
    _ record: String, of bucket: BucketVerdict, with members: [JSONValue.Member]
  ) -> JSONValue {
    let common: [JSONValue.Member] = [
      .init("bucket", .string(bucket.bucket)),
      .init("account", .text(bucket.account)),
      .init("team", .text(bucket.declaration?.team)),
      .init("verdict", .string(bucket.verdict.rawValue)),
    ]
    return .object(head(record) + common + members)
  }

  private static func verdict(on bucket: BucketVerdict) -> [JSONValue.Member] {
    let statuses = BlockPublicAccessSetting.allCases.map { setting in
      JSONValue.Member(setting.rawValue, .string(bucket.assessment(of: setting).status.name))
    }
    let questions = bucket.openQuestions.map { question, settings -> JSONValue in
      [
        "question": .string(question.question), "remedy": .text(question.remedy),
        "settings": .strings(settings.map(\.rawValue)),
      ]
    }
    return [
      .init("earliestReady", .text(bucket.earliestReady?.day)),
      .init("reasons", .strings(bucket.reasons)),
      .init("settings", .object(statuses)),
      .init("questions", .array(questions)),
      .init("findings", .count(bucket.findings.count)),
    ]
  }
}
