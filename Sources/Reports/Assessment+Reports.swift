import Diagnostics
import Readiness
import S3Access
import Timeline

extension Verdict {
  /// The order in which reports name the verdicts' numbers, which is that of the JSON report.
  static let reportingOrder: [Verdict] = [.ready, .notReady, .unknown, .exempt, .undeclared]

  /// What has to be acted upon first.
  static let orderOfUrgency: [Verdict] = [.notReady, .unknown, .ready, .exempt, .undeclared]

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

extension Assessment {
  /// `1 of 5 buckets is not ready`, `1 unknown`, `1 ready`: the verdict's own number first.
  var countsInWords: [String] {
    if let plan { return plan.countsInWords }
    let total = buckets.count
    let count = count(of: verdict)
    let first =
      switch (count, total) {
      case (1, 1): "the only bucket is \(verdict.adjective)"
      case (2, 2): "both buckets are \(verdict.adjective)"
      case (total, _): "all \(total.grouped) buckets are \(verdict.adjective)"
      default:
        "\(count.grouped) of \(total.grouped) buckets "
          + "\(count == 1 ? "is" : "are") \(verdict.adjective)"
      }
    let others = Verdict.orderOfUrgency.filter { $0 != verdict && self.count(of: $0) > 0 }
    return [first] + others.map { "\(self.count(of: $0).grouped) \($0.adjective)" }
  }

  /// `NOT READY: 1 of 5 buckets is not ready, 4 ready (as of 2020-02-10T00:00:00Z)`.
  var headline: String {
    guard !isEmpty else {
      return "NO BUCKET: no bucket is declared, and the evidence mentions none (as of \(asOf))"
    }
    return "\(verdict.headline): \(countsInWords.joined(separator: ", ")) (as of \(asOf))"
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
