import Diagnostics
import JSON
import Readiness
import S3Access

/// How an issue stood in an earlier report.
struct EarlierIssue: Hashable {
  var severity: Diagnostic.Severity
  /// Whether a waiver covered all of it.
  var isWaived: Bool

  init(severity: Diagnostic.Severity, isWaived: Bool = false) {
    (self.severity, self.isWaived) = (severity, isWaived)
  }

  init(_ issue: PolicyIssue) {
    self.init(severity: issue.severity, isWaived: issue.waiver != nil)
  }
}

extension Baseline {
  /// The issues that ``PolicyIssues`` would have had of the same assessment, from what its JSON report
  /// says of it. One that is passed over here is told as new, never as known.
  static func issues(
    of list: [JSONValue], _ buckets: [String: Bucket], notices: JSONValue?
  ) -> [FindingIdentity: EarlierIssue] {
    var issues: [FindingIdentity: EarlierIssue] = [:]
    for value in list {
      guard let name = value["bucket"]?.string, let bucket = buckets[name],
        value["declaredAt"]?["file"] != nil, bucket.verdict != .exempt
      else { continue }
      for (identity, issue) in bucket.issues(named: name, findings: value["findings"]) {
        issues[identity] = issue
      }
    }
    guard case .array(let notices) = notices else { return issues }
    for value in notices {
      guard let notice = Notice(value) else { continue }
      let issue = PolicyIssues.issue(of: notice)
      issues[issue.identity] = EarlierIssue(issue)
    }
    return issues
  }
}

extension Baseline.Bucket {
  fileprivate func issues(
    named name: String, findings: JSONValue?
  ) -> [FindingIdentity: EarlierIssue] {
    var issues: [FindingIdentity: EarlierIssue] = [:]
    for found in waived(named: name, findings) {
      for identity in found.identities where issues[identity]?.severity != .error {
        issues[identity] = EarlierIssue(
          severity: found.isCertain ? .error : .warning, isWaived: true)
      }
    }
    for identity in counting {
      issues[identity] = EarlierIssue(severity: broken.contains(identity) ? .error : .warning)
    }
    for (setting, status) in settings where status == SettingStatus.Name.breaks.rawValue {
      guard !broken.contains(where: { $0.setting == setting.rawValue }) else { continue }
      let identity = FindingIdentity(bucket: name, setting: setting.rawValue, kind: "breaks")
      issues[identity] = EarlierIssue(severity: .error)
    }
    for rule in rulesBeside {
      issues[FindingIdentity(bucket: name, kind: rule.id)] = EarlierIssue(severity: rule.severity)
    }
    return issues
  }

  private func waived(named name: String, _ findings: JSONValue?) -> [FoundBefore] {
    guard case .array(let findings) = findings else { return [] }
    return findings.compactMap { FoundBefore($0, bucket: name) }
      .filter { $0.state == Finding.State.Name.waived.rawValue }
  }

  /// The rules that speak of the bucket as a whole.
  private var rulesBeside: [IssueRule] {
    let statuses = Set(settings.values)
    let isForbidden = counting.contains { $0.kind == Finding.Kind.forbiddenACLWrite.rawValue }
    let isStoppedByBoth =
      verdict == .notReady && !statuses.contains(SettingStatus.Name.breaks.rawValue)
      && !isForbidden
    let isOpen = verdict == .unknown || statuses.contains(SettingStatus.Name.unknown.rawValue)
    return (isStoppedByBoth ? [.bothSettings] : []) + (isOpen ? [.missingEvidence] : [])
  }
}

extension Notice {
  /// A notice of a report; `nil` where it is none that this program knows.
  fileprivate init?(_ value: JSONValue) {
    guard let kind = value["kind"]?.string.flatMap(Kind.init(rawValue:)),
      let message = value["message"]?.string, let place = value["at"],
      let file = place["file"]?.string
    else { return nil }
    func number(_ name: String) -> Int {
      if case .number(let text) = place[name] { Int(text) ?? 0 } else { 0 }
    }
    self.init(
      kind: kind, message: message,
      location: SourceLocation(file: file, line: number("line"), column: number("column")))
  }
}
