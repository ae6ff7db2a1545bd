import Diagnostics
import Evidence
import PolicyFiles
import S3Access
import Timeline

/// What is in a body of evidence and what it lacks, before any policy exists: each bucket is judged for all
/// four settings by what holds where no policy says anything.
public struct EvidenceDiagnosis: Sendable {
  /// The instant that it speaks of.
  public var asOf: Instant
  /// What was read, from where, and what could not be read.
  public var evidence: EvidenceSummary
  /// When each bucket was heard of in its server access logs, by name.
  public var accessLogs: [(bucket: String, extent: Interval)]
  /// The last inventory of each bucket, by name.
  public var inventories: [InventorySummary]
  /// The accounts and Regions of which several trails tell.
  public var overlaps: [TrailOverlap]
  /// The log files that lie in several places.
  public var repeatedLogs: [RepeatedLog]
  /// Each bucket that the evidence speaks of, by name.
  public var buckets: [BucketDiagnosis]
  /// What to do so that answers become possible, what helps most first; empty where nothing is missing.
  public var steps: [DiagnosisStep]

  /// The diagnosis of what was read; `repeatedLogs` are those files of it that lie in several places.
  public init(of ledger: Ledger, asOf: Instant, repeatedLogs: [RepeatedLog] = []) {
    let scope = AssessmentScope(accounts: AccountScope())
    let assessment = Evaluation(
      of: ledger, against: PolicySet(files: []), asOf: asOf, scope: scope
    ).assessment()
    self.asOf = asOf
    evidence = assessment.evidence
    accessLogs = ledger.accessLogs.compactMap { bucket, heard in
      heard.extent.map { (bucket: bucket, extent: $0) }
    }.sorted { $0.bucket < $1.bucket }
    inventories = Dictionary(grouping: ledger.inventories, by: \.bucket)
      .compactMap { $0.value.max() }.sorted { $0.bucket < $1.bucket }
    overlaps = TrailOverlap.all(in: ledger)
    self.repeatedLogs = repeatedLogs
    buckets = assessment.buckets.map { verdict in
      BucketDiagnosis(
        verdict, regions: ledger.regions(of: verdict.bucket),
        hasSnapshot: ledger.answers.contains { $0.scope == .bucket(verdict.bucket) })
    }.sorted { $0.bucket < $1.bucket }
    steps = DiagnosisStep.steps(for: buckets, unreadable: evidence.unreadable)
  }

  /// The accounts that own the buckets, by id.
  public var accounts: [String] { Set(buckets.compactMap(\.account)).sorted() }

  /// How many answers of four a bucket can be given.
  public var answers: (possible: Int, all: Int) {
    let statuses = buckets.flatMap { $0.settings.values.map(\.status) }
    let open = statuses.filter { if case .unknown = $0 { true } else { false } }
    return (statuses.count - open.count, statuses.count)
  }
}

/// What the evidence holds of one bucket.
public struct BucketDiagnosis: Sendable {
  /// The bucket's name.
  public var bucket: String
  /// The account that owns it; `nil` where nothing says.
  public var account: String?
  /// The Regions whose logs speak of it.
  public var regions: [String]
  /// Whether a configuration snapshot shows it.
  public var hasSnapshot: Bool
  /// How each class of its events was recorded over the window that holds where no policy says anything.
  public var coverage: [ClassCoverage]
  /// The answer for each of the four settings, with what it lacks.
  public var settings: [BlockPublicAccessSetting: SettingAssessment]

  fileprivate init(_ verdict: BucketVerdict, regions: [String], hasSnapshot: Bool) {
    bucket = verdict.bucket
    account = verdict.account
    self.regions = regions
    self.hasSnapshot = hasSnapshot
    settings = verdict.settings
    let told = verdict.settings.values.flatMap(\.coverage)
    coverage = EvidenceClass.allCases.compactMap { evidenceClass in
      told.first { $0.evidenceClass == evidenceClass }
    }
  }

  /// The settings of which nobody can say anything yet, in AWS's order.
  public var openSettings: [BlockPublicAccessSetting] {
    BlockPublicAccessSetting.allCases.filter { setting in
      if case .unknown? = settings[setting]?.status { true } else { false }
    }
  }
}

extension Ledger {
  fileprivate func regions(of bucket: String) -> [String] {
    Set(sightings.keys.filter { $0.bucket == bucket }.map(\.place.region))
      .filter { !$0.isEmpty }.sorted()
  }
}
