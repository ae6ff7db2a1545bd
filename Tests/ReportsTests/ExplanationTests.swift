import Diagnostics
import Evidence
import PolicyFiles
import Readiness
import Reports
import S3Access
import Testing
import Timeline

@Suite("The explanation of a verdict")
struct ExplanationTests {
  private static func explanation(
    of bucket: BucketVerdict, waivers: [Waiver] = []
  ) -> Explanation {
    var explanation = Explanation(
      of: bucket, in: PolicySet(files: []), asOf: .at("2020-02-10"))
    explanation.waivers = waivers
    return explanation
  }

  @Test(
    "is what it was",
    arguments: [
      ("invoices", BucketVerdict.invoices), ("exports", .exports), ("ledger", .ledger),
    ])
  func golden(_ name: String, _ bucket: BucketVerdict) throws {
    let text = ExplanationText(
      Self.explanation(of: bucket), style: TextStyle(terminalWidth: 80, verbosity: .verbose)
    ).text
    try Golden.compare(text, with: "explain-\(name)-80.txt")
  }

  @Test("holds no character that a terminal obeys")
  func noControls() {
    for bucket in Assessment.hostile.buckets {
      let text = ExplanationText(Self.explanation(of: bucket), style: TextStyle()).text
      #expect(Controls.found(in: text) == [])
    }
  }

  static let scopes: [(Waiver.Scope, String, [String]?)] = [
    (
      Waiver.Scope(acl: .canned(.publicReadWrite)), "2020-03-31", ["its acl is 'public-read-write'"]
    ),
    (
      Waiver.Scope(setting: .ignorePublicAcls, acl: .canned(.publicRead)), "2020-03-31",
      ["its setting is IgnorePublicAcls"]
    ),
    (
      Waiver.Scope(operation: .of("CopyObject"), key: .of("a/*")), "2020-03-31",
      ["its operation is 'CopyObject'", "its key is 'a/*'"]
    ),
    (
      Waiver.Scope(principal: .of("*:role/other")), "2020-03-31",
      ["its principal is '*:role/other'"]
    ),
    (
      Waiver.Scope(sourceAddress: .of("198.*"), userAgent: .of("curl*")), "2020-03-31",
      ["its source-address is '198.*'", "its user-agent is 'curl*'"]
    ),
    (Waiver.Scope(), "2020-01-31", ["it ended on 2020-01-31"]),
    (Waiver.Scope(), "2020-03-31", nil),
  ]

  @Test("says what keeps a waiver from covering a finding", arguments: scopes)
  func nearestWaiver(_ scope: Waiver.Scope, _ expires: String, _ differences: [String]?) throws {
    let waiver = Waiver(
      id: "W-1", team: "payments", bucket: try BucketPattern("payments-invoices"), scope: scope,
      owner: "o", reason: "r", expires: .at(expires),
      declaredAt: SourceLocation(file: "p.yaml", line: 3, column: 5))
    let explanation = Self.explanation(of: .invoices, waivers: [waiver])
    #expect(explanation.nearestWaiver(to: .sample())?.differences == differences)
    #expect(explanation.nearestWaiver(to: .sample(state: .waived(.sample()))) == nil)
  }
}

extension GlobPattern {
  fileprivate static func of(_ text: String) -> GlobPattern {
    guard let pattern = try? GlobPattern(text) else { preconditionFailure("no pattern: \(text)") }
    return pattern
  }
}
