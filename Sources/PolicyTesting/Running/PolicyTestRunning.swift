import Diagnostics
import Evidence
import PolicyFiles
import Readiness

extension PolicyTest {
  /// Judges what the test tells, and the logs that it names, by the policies, and holds the verdicts
  /// against what was expected.
  public func outcome(
    against policies: PolicySet, besideLogs logs: Ledger = Ledger()
  ) async -> PolicyTestOutcome {
    var ledger = await ledger(for: policies)
    ledger.merge(logs)
    let assessment = Evaluation(of: ledger, against: policies, asOf: asOf).assessment()
    let verdicts = Dictionary(uniqueKeysWithValues: assessment.buckets.map { ($0.bucket, $0) })
    return PolicyTestOutcome(
      test: self,
      mismatches: expected.compactMap { $0.mismatch(with: verdicts[$0.bucket]) },
      touched: Set(expected.compactMap { verdicts[$0.bucket] }.flatMap(\.touched)))
  }
}

extension BucketVerdict {
  /// The places of the rule and the waivers that had a part in it.
  fileprivate var touched: [SourceLocation] {
    [declaration?.location].compactMap(\.self) + findings.compactMap(\.state.waiver?.location)
  }
}

extension Finding.State {
  /// The waiver that it speaks of.
  var waiver: Finding.WaiverReference? {
    switch self {
    case .waived(let waiver), .expiredWaiver(let waiver): waiver
    case .active, .alreadyRefused, .accountLevel: nil
    }
  }
}

extension PolicyTestRun {
  /// The outcomes of all files, and what of the policies none of the tests touched.
  public init(_ files: [File], of policies: [PolicySet]) {
    self.files = files
    untouched = []
    let touched = Set(outcomes.flatMap(\.touched))
    let rules = policies.flatMap(\.rules).map {
      Untouched(kind: .rule, name: $0.bucket.text, location: $0.declaredAt)
    }
    let waivers = policies.flatMap(\.waivers).map {
      Untouched(kind: .waiver, name: $0.id, location: $0.declaredAt)
    }
    untouched = Set(rules + waivers).filter { !touched.contains($0.location) }
      .sorted { $0.location < $1.location }
  }
}
