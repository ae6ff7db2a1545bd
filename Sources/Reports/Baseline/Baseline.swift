import JSON
import Readiness
import S3Access
import Timeline

/// An earlier JSON report, as far as a comparison needs it.
public struct Baseline: Sendable {
  /// The instant that its verdicts speak of.
  public var asOf: Instant
  /// What it says of each bucket, by name.
  public var buckets: [String: Bucket]
  /// What stood beside lines of policies, and how.
  var issues: [FindingIdentity: EarlierIssue]

  /// What it says of one bucket.
  public struct Bucket: Hashable, Sendable {
    /// The verdict.
    public var verdict: Verdict
    /// The status of each setting, as reports name it.
    public var settings: [BlockPublicAccessSetting: String]
    /// The findings that count for certain.
    public var broken: Set<FindingIdentity>
    /// The findings that count, certain and possible ones.
    public var counting: Set<FindingIdentity>
  }

  /// Why a document is no baseline.
  public struct Problem: Error, Hashable, Sendable {
    /// What is wrong with it, without a capital and an end stop.
    public var reason: String
  }

  /// Reads a report. Everything that a comparison rests on has to be there: a bucket that is passed
  /// over here would look as if it were new, or nothing had become of it.
  ///
  /// - Throws: ``Problem`` where the document is no report of this version.
  public init(_ document: JSONValue) throws(Problem) {
    guard case .object = document else { throw Problem(reason: "it is no JSON object") }
    guard let schema = document["schema"]?.string else {
      throw Problem(reason: "it has no 'schema': a JSON report says '\(JSONReport.schema)'")
    }
    guard schema == JSONReport.schema else {
      throw Problem(reason: "its schema is '\(schema)', and not '\(JSONReport.schema)'")
    }
    guard let asOf = document["asOf"]?.string.flatMap({ Instant(iso8601: $0) }) else {
      throw Problem(reason: "its 'asOf' is no instant")
    }
    guard case .array(let list) = document["buckets"] else {
      throw Problem(reason: "it has no list 'buckets'")
    }
    self.asOf = asOf
    (buckets, issues) = ([:], [:])
    for (index, value) in list.enumerated() {
      guard let name = value["bucket"]?.string, let bucket = Bucket(value, name: name) else {
        throw Problem(reason: "buckets[\(index)] is not as a report has it")
      }
      guard buckets.updateValue(bucket, forKey: name) == nil else {
        throw Problem(reason: "buckets[\(index)] is there twice: '\(name)'")
      }
    }
    issues = Self.issues(of: list, buckets, notices: document["notices"])
  }
}

extension Baseline.Bucket {
  /// `nil` where something is missing.
  fileprivate init?(_ value: JSONValue, name: String) {
    guard let verdict = value["verdict"]?.string.flatMap(Verdict.init(rawValue:)),
      let settings = value["settings"], case .array(let findings) = value["findings"]
    else { return nil }
    self.init(verdict: verdict, settings: [:], broken: [], counting: [])
    for setting in BlockPublicAccessSetting.allCases {
      guard let status = settings[setting.rawValue]?["status"]?.string else { return nil }
      self.settings[setting] = status
    }
    for finding in findings {
      guard let found = FoundBefore(finding, bucket: name) else { return nil }
      guard found.counts else { continue }
      counting.formUnion(found.identities)
      if found.isCertain { broken.formUnion(found.identities) }
    }
  }
}

/// A finding of an earlier report.
struct FoundBefore {
  let identities: [FindingIdentity]
  let state: String
  let counts: Bool
  let isCertain: Bool

  init?(_ value: JSONValue, bucket: String) {
    guard let kind = value["kind"]?.string, case .array(let settings) = value["settings"],
      let certainty = value["certainty"]?.string, let state = value["state"]?.string,
      let operation = value["operation"]?.string, let principal = value["principal"]?.string,
      case .array(let grants) = value["grants"]
    else { return nil }
    self.state = state
    counts = state == "active" || state == "expired-waiver"
    isCertain = certainty == Finding.Certainty.certain.rawValue
    let granted = grants.map {
      "\($0["grantee"]?.string ?? "") \($0["permission"]?.string ?? "")"
    }
    let acl = ([value["acl"]?.string].compactMap(\.self) + granted).joined(separator: " ")
    let names = settings.isEmpty ? [""] : settings.compactMap(\.string)
    identities = names.map {
      FindingIdentity(
        bucket: bucket, setting: $0, kind: kind, operation: operation, acl: acl,
        principal: principal)
    }
  }
}
