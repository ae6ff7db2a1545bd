import Diagnostics
import Evidence
import Readiness
import S3Access
import Timeline

/// What has to come about before a setting is safe.
struct SettingConditions {
  private let assessment: SettingAssessment
  private let findings: [Finding]
  private let window: Interval

  init(_ assessment: SettingAssessment, findings: [Finding], window: Interval) {
    self.assessment = assessment
    self.findings = findings
    self.window = window
  }

  /// The conditions, each a sentence after `safe once`; all of them have to hold. Empty where nothing
  /// stands in the way.
  var sentences: [String] {
    switch assessment.status {
    case .safe, .enabled, .notAsked: return []
    case .breaks, .unknown: break
    }
    let counting = findings.filter(\.state.counts)
    return [
      callers(of: counting.filter { $0.certainty == .certain }).map {
        "\($0), or a waiver covers what they do"
      },
      callers(of: counting.filter { $0.certainty == .possible }).map {
        "\($0), or it is known that nothing of it depends on the setting"
      },
    ].compactMap(\.self) + recording
  }

  /// `these 2 callers stop: a, b; the last request, of 2020-02-03, leaves the window on 2020-05-03`.
  private func callers(of findings: [Finding]) -> String? {
    guard let last = findings.map(\.extent.to).max() else { return nil }
    let callers = findings.map(\.caller.principal).distinct
    let shown = callers.prefix(5).joined(separator: ", ")
    let rest = callers.count > 5 ? " and \((callers.count - 5).grouped) more" : ""
    let who =
      callers.count == 1 ? "this caller stops" : "these \(callers.count.grouped) callers stop"
    let leaves = (last + window.length).day
    return "\(who): \(shown)\(rest) (the last request, of \(last.day), leaves the window on"
      + " \(leaves))"
  }

  /// `12 more days of object-reads events are recorded without a gap`, for each class that is short.
  private var recording: [String] {
    assessment.coverage.filter { !$0.isComplete && $0.acceptedReason == nil }.map { coverage in
      let name = coverage.evidenceClass.rawValue
      guard let since = coverage.unbrokenSince else {
        let days = (window.length.seconds + 86_399) / 86_400
        return "\(name) events are recorded for \(Int(days).counting("day")) without a gap, or"
          + " the log files of the window are given that show them"
      }
      let until = since + window.length
      let days = max(1, ((until - window.to).seconds + 86_399) / 86_400)
      return "\(Int(days).counting("more day")) of \(name) events are recorded without a gap"
        + " (until \(until.day)), or the log files that fill the gaps are given"
    }
  }
}

extension BlockPublicAccessSetting {
  /// What switching it on does, after `once on,`.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings".
  var effect: String {
    switch self {
    case .blockPublicAcls:
      "S3 refuses requests that carry a public ACL; ACLs that are stored stay as they are"
    case .ignorePublicAcls:
      "public ACLs, stored ones too, let nobody in; requests that carry one still succeed"
    case .blockPublicPolicy:
      "S3 refuses to put a bucket policy that is public; one that is in force stays"
    case .restrictPublicBuckets:
      "a bucket with a public policy serves only its own account and AWS services"
    }
  }
}
