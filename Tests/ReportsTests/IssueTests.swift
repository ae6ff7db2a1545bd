import Diagnostics
import Evidence
import JSON
import Readiness
import S3Access
import Testing
import Timeline

@testable import Reports

@Suite("Issues beside the lines of policies")
struct IssueTests {
  @Test("of the mixed sample: each with its rule, severity and place, the worst first")
  func mixed() {
    let issues = PolicyIssues(.mixed)
    let told = issues.all.map {
      "\($0.severity) \($0.rule.id) \($0.location)\($0.waiver == nil ? "" : " waived")"
    }
    #expect(
      told == [
        "error forbidden-acl Policies/payments.yaml:14:5",
        "error BlockPublicAcls Policies/payments.yaml:14:5",
        "warning missing-evidence Policies/payments.yaml:14:5",
        "warning missing-evidence Policies/payments.yaml:16:5",
        "warning IgnorePublicAcls Policies/payments.yaml:16:5",
        "note unmatched-pattern Policies/payments.yaml:22:5",
        "note expiring-waiver Policies/payments.yaml:31:5",
        "error BlockPublicAcls Policies/payments.yaml:14:5 waived",
        "error BlockPublicAcls Policies/payments.yaml:14:5 waived",
      ])
    #expect(issues.undeclared.map(\.bucket) == ["tmp-migration"])
  }

  /// A sample, and how it looks in another run that finds the same.
  static let variations: [(String, Finding, isSame: Bool)] = [
    ("counts and times", .sample(count: 99, extent: .between("2020-02-08", "2020-02-09")), true),
    (
      "samples, tools and addresses",
      .sample(userAgents: ["curl"], sourceAddresses: ["198.51.100.1"], samples: []), true
    ),
    ("words", .sample(explanation: "other", remedy: "other"), true),
    ("the operation", .sample(operation: "CopyObject"), false),
    ("the ACL", .sample(acl: RequestedACL(canned: .publicReadWrite)), false),
    ("the caller", .sample(caller: Caller(principal: "anonymous", kind: .anonymous)), false),
    ("the setting", .sample(.publicACLWrite, [.ignorePublicAcls]), false),
    ("the kind", .sample(.anonymousAccess), false),
  ]

  @Test("have fingerprints that stay the same between runs", arguments: variations)
  func fingerprints(_: String, _ other: Finding, isSame: Bool) {
    let first = Finding.sample().identities(on: "b").map(\.fingerprint)
    let second = other.identities(on: "b").map(\.fingerprint)
    #expect((first == second) == isSame)
    #expect(first != Finding.sample().identities(on: "c").map(\.fingerprint))
  }

  @Test("have fingerprints that are frozen: services remember them")
  func frozenFingerprint() {
    #expect(
      FindingIdentity(bucket: "b", kind: "missing-evidence").fingerprint
        == "81c744c942de4eec69593fa608ae840ee4c308a9a9a1df321013abe16c1aa0eb")
  }

  @Test("No two lists of parts make one fingerprint")
  func unambiguous() {
    let a = FindingIdentity(bucket: "a", kind: "b1:c")
    let b = FindingIdentity(bucket: "a", kind: "b", operation: "c")
    #expect(a.fingerprint != b.fingerprint)
  }

  @Test("A bucket that only both settings together stop has an issue of that name")
  func bothSettings() {
    let bucket = BucketVerdict.sample(
      "readers", .notReady, reasons: ["12 requests by anonymous callers"], settings: .safe())
    #expect(PolicyIssues(.sample([bucket])).all.map(\.rule.id) == ["both-settings"])
  }

  @Test("Every not-ready bucket that a policy declares has an error, every unknown one a warning")
  func nothingIsSilent() {
    for assessment in [Assessment.mixed, .hostile, .large] {
      let issues = PolicyIssues(assessment).all.filter { $0.waiver == nil }
      for bucket in assessment.buckets where bucket.declaration != nil {
        let severities = issues.filter { $0.identity.bucket == bucket.bucket }.map(\.severity)
        switch bucket.verdict {
        case .notReady: #expect(severities.contains(.error), "\(bucket.bucket)")
        case .unknown: #expect(!severities.isEmpty, "\(bucket.bucket)")
        default: break
        }
      }
    }
  }
}

@Suite("The Markdown report")
struct MarkdownReportTests {
  /// As many buckets as an account may have.
  static let huge = Assessment.sample(
    (1...2_000).map { number in
      .sample(
        "payments-production-customer-documents-\(number)",
        number.isMultiple(of: 2) ? .notReady : .ready, findings: [.sample()],
        earliestReady: "2020-05-04")
    })

  @Test("is never longer than a comment may be, and says what it leaves out")
  func bounded() {
    let text = MarkdownReport(.sample(Self.huge)).text
    #expect(text.utf16.count <= 65_536)
    #expect(text.utf16.count > 50_000)
    #expect(text.contains("Left out, for a comment holds no more: "))
    #expect(text.contains("the details of "))
    #expect(text.contains("1,000 of 2,000 buckets are not ready"))
  }

  @Test("closes every fold that it opens", arguments: [Assessment.mixed, .hostile, .large, huge])
  func folds(_ assessment: Assessment) {
    let text = MarkdownReport(.sample(assessment)).text
    #expect(text.ranges(of: "<details>").count == text.ranges(of: "</details>").count)
  }
}
