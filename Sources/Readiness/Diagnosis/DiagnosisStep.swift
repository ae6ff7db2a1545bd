import Diagnostics
import Evidence
import S3Access

/// Something to do so that more answers become possible.
public struct DiagnosisStep: Hashable, Sendable {
  /// What to do, as a sentence.
  public var action: String
  /// The command that does it; `nil` where none does.
  public var command: String?
  /// The buckets that it helps, by name; empty for all.
  public var buckets: [String]

  /// A step of these parts.
  public init(_ action: String, command: String?, buckets: [String]) {
    self.action = action
    self.command = command
    self.buckets = buckets
  }
}

extension DiagnosisStep {
  /// The shortest list of what to do: one step for all buckets of an account that lack the same.
  static func steps(
    for buckets: [BucketDiagnosis], unreadable: [UnreadableEvidence]
  ) -> [DiagnosisStep] {
    let open = buckets.filter { !$0.openSettings.isEmpty }
    let byAccount = Dictionary(grouping: open) { $0.account ?? "" }.sorted { $0.key < $1.key }
    return ofUnreadable(unreadable)
      + byAccount.flatMap { account, buckets in
        [
          recording(buckets, of: account), snapshots(buckets), fetching(buckets, of: account),
          inventories(buckets),
        ].compactMap(\.self)
      }
  }

  private static func ofUnreadable(_ unreadable: [UnreadableEvidence]) -> [DiagnosisStep] {
    let files = Set(unreadable.map(\.file)).sorted()
    guard let first = files.first else { return [] }
    let others = files.count > 1 ? " and \((files.count - 1).counting("other file"))" : ""
    return [
      DiagnosisStep(
        "fetch \(first)\(others) again, or leave out what is no evidence: while they cannot be read,"
          + " what they may hold is unknown", command: nil, buckets: [])
    ]
  }

  /// What was never recorded begins to count on the day on which it is.
  private static func recording(_ buckets: [BucketDiagnosis], of account: String) -> DiagnosisStep?
  {
    let lacking = buckets.filter { bucket in
      bucket.coverage.contains { $0.grade == .none && !$0.evidenceClass.isManagement }
    }
    guard !lacking.isEmpty else { return nil }
    return DiagnosisStep(
      "record management events, and data events of all buckets, in a trail of"
        + " \(account.isEmpty ? "the account that owns the buckets" : "account \(account)")"
        + " (data events cost money: see CloudTrail's prices); where a trail does, give its logs",
      command: "aws cloudtrail put-event-selectors --trail-name TRAIL --advanced-event-selectors"
        + #" '[{"Name":"Management","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]},"#
        + #"{"Name":"S3","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},"#
        + #"{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}]'"#,
      buckets: lacking.map(\.bucket))
  }

  private static func snapshots(_ buckets: [BucketDiagnosis]) -> DiagnosisStep? {
    let lacking = buckets.filter { !$0.hasSnapshot }
    guard !lacking.isEmpty else { return nil }
    return DiagnosisStep(
      "collect the configuration of the buckets: what is on already, and which policies are public, needs"
        + " no logs then", command: "Examples/collect-snapshots snapshots",
      buckets: lacking.map(\.bucket))
  }

  /// What is recorded now and lacks a part of the window, or one of its classes.
  private static func fetching(_ buckets: [BucketDiagnosis], of account: String) -> DiagnosisStep? {
    let lacking = buckets.filter { bucket in
      bucket.coverage.contains {
        !$0.isComplete && ($0.grade != .none || $0.evidenceClass.isManagement)
      }
    }
    guard !lacking.isEmpty else { return nil }
    let regions = Set(lacking.flatMap(\.regions)).sorted()
    let region = regions.count == 1 ? "\(regions[0])/" : ""
    return DiagnosisStep(
      "fetch the log files of the whole window, if there are any",
      command: "aws s3 sync s3://TRAIL-BUCKET/AWSLogs/\(account.isEmpty ? "ACCOUNT" : account)"
        + "/CloudTrail/\(region) logs/", buckets: lacking.map(\.bucket))
  }

  /// Where reads were never recorded, the ACLs of all objects can settle one of the settings sooner.
  private static func inventories(_ buckets: [BucketDiagnosis]) -> DiagnosisStep? {
    let lacking = buckets.filter { bucket in
      bucket.openSettings.contains(.ignorePublicAcls)
        && bucket.coverage.contains { $0.evidenceClass == .objectReads && $0.grade == .none }
    }
    guard !lacking.isEmpty else { return nil }
    return DiagnosisStep(
      "or ask for an S3 Inventory of all versions with ObjectAccessControlList, in CSV: it settles"
        + " IgnorePublicAcls without reads where no object has a public grant",
      command: "aws s3api put-bucket-inventory-configuration --bucket BUCKET --id all"
        + " --inventory-configuration file://inventory.json", buckets: lacking.map(\.bucket))
  }
}

extension EvidenceClass {
  fileprivate var isManagement: Bool { self == .management }
}
