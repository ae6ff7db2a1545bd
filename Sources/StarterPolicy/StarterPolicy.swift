import Diagnostics
import Evidence
import PolicyFiles
import Readiness
import S3Access
import Timeline

/// A policy file to begin from, proposed from what the evidence shows and from nothing else.
///
/// What it says actively is never less than what a policy asks for that says nothing: evidence that is
/// missing is named in comments, for somebody to answer for. Only a bucket that serves anonymous callers
/// is proposed as public, with a reason to be filled in.
public struct StarterPolicy: Sendable {
  /// The team that the file is for; `nil` to be filled in.
  let team: String?
  /// The buckets, by account and name.
  let buckets: [ObservedBucket]
  /// Names in the evidence that no bucket can have.
  let impossibleNames: [String]
  /// What was read.
  let evidence: EvidenceSummary

  /// A proposal from evidence. `scope` says which buckets are meant; `nil` is all of them.
  public init(from ledger: Ledger, team: String? = nil, scope: GlobPattern? = nil) {
    let asOf = ledger.volume.extent?.to ?? Instant(secondsSince1970: 0)
    let seen = Evaluation(
      of: ledger, against: PolicySet(files: []), asOf: asOf, scope: AssessmentScope(bucket: scope)
    ).assessment()
    let names = seen.buckets.map(\.bucket)
    let claims = names.compactMap(BucketRule.init(claiming:))
    let claimed = Evaluation(
      of: ledger, against: PolicySet(files: [PolicyFile(path: "", team: "", rules: claims)]),
      asOf: asOf, scope: AssessmentScope(bucket: scope, includesUndeclared: false)
    ).assessment()
    self.team = team
    evidence = seen.evidence
    let sightings = Dictionary(grouping: ledger.sightings.keys, by: \.bucket)
    buckets = claimed.buckets.map { ObservedBucket($0, sightings: sightings[$0.bucket] ?? []) }
      .sorted { ($0.account ?? "~", $0.name) < ($1.account ?? "~", $1.name) }
    impossibleNames = names.filter { BucketRule(claiming: $0) == nil }.sorted()
  }

  /// How many buckets the file claims.
  public var bucketCount: Int { buckets.count }

  /// The text of the file.
  public var text: String {
    var page = YAMLPage()
    addHead(to: &page)
    addDefaults(to: &page)
    addBuckets(to: &page)
    page.addBlank()
    page.addComment("Findings that are known and accepted for a time go here; see the README.")
    page.add("waivers: []")
    return page.text
  }
}

extension BucketRule {
  /// A claim on the bucket of this very name; `nil` where no bucket can have it.
  fileprivate init?(claiming name: String) {
    guard let pattern = try? BucketPattern(name), pattern.exactName == name else { return nil }
    self.init(bucket: pattern, team: "", declaredAt: SourceLocation(file: ""))
  }
}

/// What the evidence shows of one bucket.
struct ObservedBucket: Sendable {
  var name: String
  /// The account that owns it; `nil` where nothing says.
  var account: String?
  /// The classes of events that its owner's trail never showed.
  var unseen: [EvidenceClass]
  /// What counts against the four settings, the most telling first.
  var findings: [Finding]
  /// The settings that are on already.
  var enabled: [BlockPublicAccessSetting]

  /// How many anonymous requests were answered, when, and what they were; `nil` where none was.
  var anonymous: (count: Int, extent: Interval, operations: [String])? {
    let answered = findings.filter { $0.kind == .anonymousAccess }
    guard let first = answered.first else { return nil }
    // One request can stand against two settings, in a finding for each.
    let counts = Dictionary(grouping: answered) { $0.operation }.mapValues { findings in
      findings.map(\.count).max() ?? 0
    }
    return (
      counts.values.reduce(0, +),
      answered.dropFirst().reduce(first.extent) { $0.union($1.extent) }, counts.keys.sorted()
    )
  }

  init(_ verdict: BucketVerdict, sightings: [Sighting]) {
    name = verdict.bucket
    account = verdict.account.flatMap { $0.isAccountID ? $0 : nil }
    let seen = sightings.filter { $0.place.account == verdict.account }.map(\.evidenceClass)
    unseen = EvidenceClass.allCases.filter { !seen.contains($0) }
    findings = verdict.findings.filter(\.state.counts)
    enabled = BlockPublicAccessSetting.allCases.filter {
      if case .enabled = verdict.settings[$0]?.status { true } else { false }
    }
  }
}
