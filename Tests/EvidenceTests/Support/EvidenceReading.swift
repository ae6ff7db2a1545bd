import Evidence
import JSON
import RawEvidence
import S3Access
import Timeline
import TrailFixtures

/// The name of a file as CloudTrail gives it, where a test does not care.
let usualFileName = "111122223333_CloudTrail_us-east-1_20200203T1205Z_zKlMhON7EpHala9u.json"

/// What these bytes say as one file, settled.
func ledger(
  reading bytes: [UInt8], named name: String = usualFileName, limits: InflationLimits = .standard
) async throws -> Ledger {
  let folder = try TemporaryFolder()
  let path = try folder.write(bytes, to: name)
  let file = EvidenceFile(path: path, size: bytes.count)
  return await EvidenceCollection([file], limits: limits).ledger(workers: 1).settled()
}

/// What this text says as one file, settled.
func ledger(reading text: String, named name: String = usualFileName) async throws -> Ledger {
  try await ledger(reading: Array(text.utf8), named: name)
}

/// What these events say in one log file, settled.
func ledger(_ events: [Event]) async throws -> Ledger {
  try await ledger(reading: logFile(events))
}

extension Ledger {
  /// Its facts, a line each, in a fixed order: who did what to which bucket, and how often.
  var factLines: [String] {
    facts.map { fact, tally in
      "\(fact.bucket) \(fact.operation) \(fact.subject.line) \(fact.outcome.line)"
        + " \(fact.caller.kind.rawValue) \(fact.caller.principal) x\(tally.count)"
    }.sorted()
  }

  /// Its changes of configuration, a line each, by time.
  var changeLines: [String] {
    changes.sorted().map { change in
      let scope =
        switch change.scope {
        case .bucket(let name): name
        case .account(let id): "account \(id)"
        }
      return "\(scope) \(change.change.line)"
    }
  }

  /// What was seen of which buckets, a line each, in a fixed order.
  var sightingLines: [String] {
    sightings.keys.map {
      "\($0.bucket) \($0.evidenceClass.rawValue) \($0.place.account) \($0.place.region)"
    }.sorted()
  }

  /// When anything was heard of an account and Region, in whatever folder.
  func heard(_ account: String = "111122223333", _ region: String = "us-east-1") -> Interval? {
    activity.first { $0.key.account == account && $0.key.region == region }?.value.extent
  }

  /// Who owns which buckets, a line each, in a fixed order.
  var ownershipLines: [String] {
    ownership.keys.map { "\($0.bucket) \($0.account)\($0.isNamed ? "" : " perhaps")" }.sorted()
  }

  /// What could not be read, a line each, in a fixed order, without the files.
  var unreadableLines: [String] {
    unreadable.sorted().map {
      "\($0.offset)\($0.isOffsetInflated ? " inflated" : ""): \($0.reason)"
    }
  }
}

extension Fact.Subject {
  fileprivate var line: String {
    switch self {
    case .acl(let acl): "acl(\(acl.name))"
    case .hiddenACL(let required): required ? "hidden-acl(required)" : "hidden-acl"
    case .loggedACL(let required): "logged-acl(\(required.map { "\($0)" } ?? "nil"))"
    case .access(let authorization): "access(\(authorization))"
    case .policy(let document, let onAccessPoint):
      "policy(\(document.line))\(onAccessPoint ? " on access point" : "")"
    }
  }
}

extension PolicyDocument {
  var line: String {
    switch self {
    case .document(let value): value.compactText
    case .unreadable(let reason): reason
    }
  }
}

extension RequestOutcome {
  fileprivate var line: String {
    switch self {
    case .succeeded: "succeeded"
    case .refused(let code): "refused(\(code))"
    case .failedForNow(let code): "failed-for-now(\(code))"
    }
  }
}

extension ConfigurationChange.Change {
  fileprivate var line: String {
    switch self {
    case .publicAccessBlock(let configuration):
      "settings(\(configuration.enabled.sorted().map(\.rawValue).joined(separator: ",")))"
    case .objectOwnership(let ownership): "ownership(\(ownership?.rawValue ?? "none"))"
    case .policy(let document): "policy(\(document.line))"
    case .policyDeleted: "policy-deleted"
    case .bucketACL(let acl): "acl(\(acl?.name ?? "not shown"))"
    case .created(let ownership): ownership.map { "created(\($0.rawValue))" } ?? "created"
    case .deleted: "deleted"
    }
  }
}
