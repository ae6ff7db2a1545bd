import PolicyFiles
import Readiness
import S3Access

extension PolicyFileDecoder {
  /// What is expected, by bucket: the name is the key.
  mutating func expectations(_ node: YAMLNode) -> [ExpectedBucket] {
    guard case .mapping(let entries) = node.content else {
      reportType(
        of: node, "'expect'", takes: "a mapping from buckets to verdicts",
        help: "for example payments-invoices: not-ready")
      return []
    }
    if entries.isEmpty {
      report("'expect' is empty: a test that expects nothing cannot fail", at: node.span)
    }
    var names: Set<String> = []
    return entries.compactMap { entry in
      guard let name = bucketName(entry.key, "a key of 'expect'") else { return nil }
      if !names.insert(name).inserted {
        report("bucket '\(name)' stands twice in 'expect'", at: entry.key.span)
      }
      var expected = ExpectedBucket(bucket: name, location: location(of: entry.key.span))
      expectation(entry.value, into: &expected)
      return expected
    }
  }

  /// A verdict alone, or a mapping.
  private mutating func expectation(_ node: YAMLNode, into expected: inout ExpectedBucket) {
    if case .scalar = node.content {
      expected.verdict = choice(node, "a verdict", "a verdict", Verdict.self)
      return
    }
    guard let fields = fields(of: node, "what is expected", ExpectationKey.self) else { return }
    if ExpectationKey.allCases.allSatisfy({ !fields.intends($0) }) {
      report("nothing is expected of the bucket", at: node.span, help: "give its 'verdict'")
    }
    expected.verdict = fields[.verdict].flatMap {
      choice($0, "'verdict'", "a verdict", Verdict.self)
    }
    expected.settings = fields[.settings].map { statuses($0) } ?? [:]
    expected.findings = fields[.findings].flatMap { list($0, "'findings'") }?.compactMap {
      finding($0)
    }
    expected.earliestReady = fields[.earliestReady].flatMap { instant($0, "'earliest-ready'") }
  }

  /// One status for all four settings, or one for each that matters.
  private mutating func statuses(
    _ node: YAMLNode
  ) -> [BlockPublicAccessSetting: ExpectedStatus] {
    guard case .mapping(let entries) = node.content else {
      guard let status = choice(node, "'settings'", "a status", ExpectedStatus.self) else {
        return [:]
      }
      return Dictionary(
        uniqueKeysWithValues: BlockPublicAccessSetting.allCases.map { ($0, status) })
    }
    if entries.isEmpty {
      report("'settings' is empty: nothing would be expected of them", at: node.span)
    }
    var statuses: [BlockPublicAccessSetting: ExpectedStatus] = [:]
    for entry in entries {
      let setting = setting(entry.key, "a key of 'settings'")
      let status = choice(entry.value, "a status", "a status", ExpectedStatus.self)
      guard let setting, let status else { continue }
      if statuses.updateValue(status, forKey: setting) != nil {
        report("setting '\(setting.rawValue)' stands twice in 'settings'", at: entry.key.span)
      }
    }
    return statuses
  }

  private mutating func finding(_ node: YAMLNode) -> ExpectedFinding? {
    guard let fields = fields(of: node, "an entry of 'findings'", FindingKey.self) else {
      return nil
    }
    var finding = ExpectedFinding()
    finding.kind = fields[.kind].flatMap {
      choice($0, "'kind'", "a kind of finding", Finding.Kind.self)
    }
    finding.setting = fields[.setting].flatMap { setting($0, "'setting'") }
    finding.certainty = fields[.certainty].flatMap {
      choice($0, "'certainty'", "a certainty", ExpectedFinding.Certainty.self)
    }
    finding.state = fields[.state].flatMap {
      choice($0, "'state'", "a state", ExpectedFinding.State.self)
    }
    finding.waiver = fields[.waiver].flatMap { word($0, "'waiver'") }
    finding.operation = fields[.operation].flatMap { word($0, "'operation'") }
    finding.acl = fields[.acl].flatMap { word($0, "'acl'") }
    finding.caller = fields[.caller].flatMap { word($0, "'caller'") }
    finding.count = fields[.count].flatMap { count($0, "'count'") }
    return finding
  }

  private mutating func count(_ node: YAMLNode, _ name: String) -> Int? {
    if case .refused = node.content { return nil }
    if case .scalar(let scalar) = node.content, scalar.text.allSatisfy(\.isNumber),
      let count = Int(scalar.text), count > 0
    {
      return count
    }
    report("\(name) takes a whole number above 0", at: node.span)
    return nil
  }
}
