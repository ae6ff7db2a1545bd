import Evidence
import Foundation
import JSON
import PolicyFiles
import Readiness
import Reports
import S3Access
import Testing
import Timeline

/// The code that the modules' pages show stands here, so that it is known to compile and to say what
/// the pages say. A test of the pages compares the two.
@Suite("What the pages of the modules show")
struct DocumentedUse {
  private static let examples =
    URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)
    + "Examples"

  @Test("An ACL and a policy are judged")
  func access() throws {
    let document: JSONValue = [
      "Statement": [
        "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
      ]
    ]

    let acl = RequestedACL(headerValue: "public-read")
    let isRefused = acl.isPublic  // true: BlockPublicAcls refuses the request

    let access = try BucketPolicy(document: document).publicAccess(attachedTo: .bucket)
    let answer = access.answer  // .isPublic, .notPublic, or .undetermined where AWS does not say

    #expect(isRefused)
    #expect(answer == .isPublic)
  }

  @Test("Logs and a policy file become reports")
  func reports() async throws {
    let logs = Self.examples + "/logs"
    let text = try String(
      contentsOfFile: Self.examples + "/policies/payments.yaml", encoding: .utf8)
    let asOf = try #require(Instant(iso8601: "2020-02-10T00:00:00Z"))

    let found = EvidenceFiles(below: [logs])
    let ledger = await EvidenceCollection(found.files).ledger(workers: 2)

    let records = ledger.volume.events
    let unreadable = ledger.unreadable  // what could not be read, each with its place

    let policies = try PolicySet.load(files: [(path: "payments.yaml", bytes: Array(text.utf8))])

    let team = policies.team(forBucket: "payments-invoices")
    let rule = policies.rule(for: "payments-invoices", account: nil)
    let line = rule?.declaredAt.line  // where the claim stands

    let assessment = Evaluation(of: ledger, against: policies, asOf: asOf).assessment()

    let lines = assessment.buckets.map { bucket in
      "\(bucket.bucket): \(bucket.verdict.rawValue), \(bucket.settings[.blockPublicAcls]?.status.name ?? "-")"
    }

    let report = Report(
      assessment, tool: .init(version: "1.2.3"), exitCode: ExitCode(assessment.verdict))

    let style = TextStyle(terminalWidth: 80)
    let pages = ReportFormat.all.map { format in (format.name, format.render(report, style)) }

    #expect(records == 644)
    #expect(unreadable.isEmpty)
    #expect(team == "payments")
    #expect(line == 33)
    #expect(lines.first == "payments-invoices: not-ready, breaks")
    #expect(pages.count == 10)
  }
}
