import Readiness
import S3Access
import Timeline

extension Verdict {
  /// The order in which reports name the verdicts' numbers, which is that of the JSON report.
  static let reportingOrder: [Verdict] = [.ready, .notReady, .unknown, .exempt, .undeclared]

  /// How it is said aloud.
  var headline: String {
    switch self {
    case .notReady: "NOT READY"
    case .unknown: "UNKNOWN"
    case .ready: "READY"
    case .exempt: "EXEMPT"
    case .undeclared: "UNDECLARED"
    }
  }

  /// How it is said within a sentence.
  var adjective: String {
    self == .notReady ? "not ready" : rawValue
  }
}

extension BucketVerdict {
  /// The answer for a setting; `not-asked` where the assessment holds none.
  func assessment(of setting: BlockPublicAccessSetting) -> SettingAssessment {
    settings[setting] ?? SettingAssessment(.notAsked, coverage: [])
  }
}

extension ClassCoverage {
  /// From the first instant that was recorded to the last; `nil` where nothing was.
  var extent: Interval? {
    guard let first = recorded.first else { return nil }
    return recorded.dropFirst().reduce(first) { $0.union($1) }
  }
}

extension EvidenceSummary {
  /// Whether no other source is of the same account and Region, so that its folder need not be told.
  func isAlone(_ source: Source) -> Bool {
    sources.count {
      $0.place.account == source.place.account && $0.place.region == source.place.region
    }
      == 1
  }
}
