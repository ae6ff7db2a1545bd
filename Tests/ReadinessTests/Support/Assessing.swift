import Evidence
import PolicyFiles
import Readiness
import S3Access
import Testing
import Timeline

/// A team file that claims `invoices`, with more lines below the claim and waivers after it.
func teamFile(_ claim: String = "", waivers: String = "", bucket: String = "invoices") -> String {
  let lines = claim.split(separator: "\n").map { "    \($0)\n" }.joined()
  return """
    version: 1
    team: payments
    buckets:
      - bucket: "\(bucket)"
    \(lines)
    """ + (waivers.isEmpty ? "" : "\nwaivers:\n\(waivers)\n")
}

/// A waiver on `invoices` with these lines, valid long after the as-of instant unless it says
/// otherwise.
func waiver(_ lines: String..., id: String = "PAY-1", expires: String = "2021-01-01") -> String {
  let first = [
    "id: \(id)", "bucket: \"invoices\"", "owner: \"@example/payments\"", "reason: known",
  ]
  return ("  - " + (first + ["expires: \(expires)"] + lines).joined(separator: "\n    ")) + "\n"
}

/// What the evaluation says of all that was told.
func assess(
  _ told: [Told], _ policies: String..., asOf: Instant = .asOf,
  scope: AssessmentScope = AssessmentScope(), declared: [DeclaredRecording] = []
) throws -> Assessment {
  let texts = policies.isEmpty ? [teamFile()] : policies
  let files = texts.enumerated().map { (path: "\($0).yaml", bytes: Array($1.utf8)) }
  return Evaluation(
    of: Ledger(told), against: try PolicySet.load(files: files), asOf: asOf, scope: scope,
    declared: declared
  ).assessment()
}

extension Assessment {
  /// The verdict on a bucket.
  subscript(_ bucket: String) -> BucketVerdict? { buckets.first { $0.bucket == bucket } }
}

/// The verdict on `invoices`.
func verdict(
  _ told: [Told], _ policy: String = teamFile(), asOf: Instant = .asOf,
  scope: AssessmentScope = AssessmentScope()
) throws -> BucketVerdict {
  try #require(try assess(told, policy, asOf: asOf, scope: scope)[Told.bucket])
}

extension BucketVerdict {
  /// The status of a setting, by its name.
  func status(of setting: BlockPublicAccessSetting) -> String {
    settings[setting]?.status.name ?? "missing"
  }

  /// Why a setting has its status.
  func reasons(for setting: BlockPublicAccessSetting) -> String {
    settings[setting]?.status.reasons.joined(separator: "\n") ?? ""
  }
}

/// One row of a table of cases: what is told, and what it makes of one setting. What each rule's
/// cases are about is told on top of evidence that is complete.
struct SettingCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var told: [Told]
  var status: String

  init(_ name: String, _ told: Told..., gives status: String) {
    (testDescription, self.told, self.status) = (name, told, status)
  }

  func check(
    _ setting: BlockPublicAccessSetting, _ policy: String = teamFile(),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let verdict = try verdict([.recorded] + told, policy)
    #expect(
      verdict.status(of: setting) == status, "\(verdict.reasons(for: setting))",
      sourceLocation: sourceLocation)
  }
}
