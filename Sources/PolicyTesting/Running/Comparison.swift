import Readiness
import S3Access

extension ExpectedBucket {
  /// Where the verdict is not what is expected; `nil` where it is.
  func mismatch(with actual: BucketVerdict?) -> BucketMismatch? {
    let differences = actual.map(differences(from:)) ?? [differenceFromNothing]
    guard !differences.isEmpty else { return nil }
    return BucketMismatch(
      bucket: bucket, location: location, declaredAt: actual?.declaration?.location,
      differences: differences)
  }

  private var differenceFromNothing: BucketMismatch.Difference {
    BucketMismatch.Difference(
      subject: "verdict", expected: verdict?.rawValue ?? "any", actual: nil,
      reasons: ["nothing that the test tells names the bucket, and no rule does by its exact name"])
  }

  private func differences(from actual: BucketVerdict) -> [BucketMismatch.Difference] {
    var differences: [BucketMismatch.Difference] = []
    if let verdict, verdict != actual.verdict {
      differences.append(
        .init(
          subject: "verdict", expected: verdict.rawValue, actual: actual.verdict.rawValue,
          reasons: actual.reasons))
    }
    for (setting, status) in settings.sorted(by: { $0.key < $1.key }) {
      let found = actual.settings[setting]?.status ?? .notAsked
      guard status.rawValue != found.name else { continue }
      differences.append(
        .init(
          subject: setting.rawValue, expected: status.rawValue, actual: found.name,
          reasons: found.reasons))
    }
    if let earliestReady, earliestReady != actual.earliestReady {
      differences.append(
        .init(
          subject: "earliest-ready", expected: earliestReady.day,
          actual: actual.earliestReady?.day, reasons: []))
    }
    if let findings { differences += self.differences(of: findings, from: actual.findings) }
    return differences
  }

  /// Findings that are missing, and findings that nobody expected.
  private func differences(
    of expected: [ExpectedFinding], from actual: [Finding]
  ) -> [BucketMismatch.Difference] {
    let pairing = FindingPairing(expected, actual)
    let missing = pairing.missing.map {
      BucketMismatch.Difference(
        subject: "finding", expected: expected[$0].description, actual: nil, reasons: [])
    }
    let surplus = pairing.surplus.map { place in
      BucketMismatch.Difference(
        subject: "finding", expected: nil,
        actual: ExpectedFinding(describing: actual[place]).description,
        reasons: [actual[place].explanation])
    }
    return missing + surplus
  }
}

/// Which expected finding stands for which actual one: as many as can be paired are, each with one.
struct FindingPairing {
  /// The expected findings that nothing stands for.
  private(set) var missing: [Int] = []
  /// The actual findings that nobody expected.
  var surplus: [Int] { pairs.indices.filter { pairs[$0] == nil } }

  /// For each actual finding the expected one that it is paired with.
  private var pairs: [Int?]
  private let fits: [[Int]]

  init(_ expected: [ExpectedFinding], _ actual: [Finding]) {
    pairs = actual.map { _ in nil }
    fits = expected.map { finding in actual.indices.filter { finding.matches(actual[$0]) } }
    for place in expected.indices {
      var tried: Set<Int> = []
      if !pair(place, &tried) { missing.append(place) }
    }
  }

  /// Finds a partner, and moves others to another of theirs to get it (Kuhn's algorithm): an entry that
  /// says little must not take the only finding that fits one that says more.
  private mutating func pair(_ expected: Int, _ tried: inout Set<Int>) -> Bool {
    for actual in fits[expected] where tried.insert(actual).inserted {
      if let other = pairs[actual], !pair(other, &tried) { continue }
      pairs[actual] = expected
      return true
    }
    return false
  }
}

extension ExpectedFinding {
  /// Whether a finding has all the features that are named here.
  func matches(_ finding: Finding) -> Bool {
    let actual = ExpectedFinding(describing: finding)
    func agrees<Value: Equatable>(_ feature: KeyPath<ExpectedFinding, Value?>) -> Bool {
      self[keyPath: feature].map { $0 == actual[keyPath: feature] } ?? true
    }
    return agrees(\.kind) && agrees(\.certainty) && agrees(\.state) && agrees(\.waiver)
      && agrees(\.operation) && agrees(\.acl) && agrees(\.caller) && agrees(\.count)
      && (setting.map { finding.settings.contains($0) } ?? true)
  }

  /// All features of a finding; of its settings the first.
  init(describing finding: Finding) {
    self.init()
    kind = finding.kind
    setting = finding.settings.first
    certainty = Certainty(rawValue: finding.certainty.rawValue)
    state = State(rawValue: finding.state.name)
    waiver = finding.state.waiver?.id
    operation = finding.operation
    acl = finding.acl?.name
    caller = finding.caller.principal
    count = finding.count
  }
}

extension ExpectedFinding: CustomStringConvertible {
  /// As a test file says it: `{setting: BlockPublicAcls, operation: PutObject, count: 3}`.
  public var description: String {
    let features: [(FindingKey, String?)] = [
      (.kind, kind?.rawValue), (.setting, setting?.rawValue), (.certainty, certainty?.rawValue),
      (.state, state?.rawValue), (.waiver, waiver), (.operation, operation), (.acl, acl),
      (.caller, caller), (.count, count.map(String.init)),
    ]
    let said = features.compactMap { key, value in value.map { "\(key.rawValue): \($0)" } }
    return "{\(said.joined(separator: ", "))}"
  }
}
