import Diagnostics
import S3Access
import Timeline

// `defaults`, and the keys that rules share with them.
extension PolicyFileDecoder {
  mutating func defaults(_ node: YAMLNode) -> DeclaredRequirements {
    guard let fields = fields(of: node, "'defaults'", DefaultsKey.self) else {
      return DeclaredRequirements()
    }
    let requirements = requirements(
      expect: fields[.expect], settings: fields[.settings], forbiddenACLs: fields[.forbiddenACLs],
      evidence: fields[.evidence])
    checkWindow(requirements, inheriting: inheritance.requirements)
    checkLoosening(of: requirements)
    checkLoosening(ofExpectation: requirements)
    return requirements
  }

  mutating func requirements(
    expect: YAMLNode?, settings: YAMLNode?, forbiddenACLs: YAMLNode?, evidence: YAMLNode?
  ) -> DeclaredRequirements {
    var declared = DeclaredRequirements()
    declared.expectsPublic = declare(expect) {
      $0.choice($1, "'expect'", "an expectation", Expect.self)
    }
    .map { Declared(value: $0.value == .public, location: $0.location, span: $0.span) }
    declared.settings = declare(settings) { $0.settings($1) }
    declared.forbiddenACLs = declare(forbiddenACLs) { decoder, node in
      decoder.set(node, "'forbidden-acls'") { $0.acl($1, "an entry of 'forbidden-acls'") }
    }
    if let evidence { self.evidence(evidence, into: &declared) }
    return declared
  }

  private enum Expect: String, CaseIterable {
    case `private`, `public`
  }

  /// A value with its place, where there is one.
  mutating func declare<Value>(
    _ node: YAMLNode?, _ decode: (inout PolicyFileDecoder, YAMLNode) -> Value?
  ) -> Declared<Value>? {
    guard let node, let value = decode(&self, node) else { return nil }
    return Declared(value: value, location: location(of: node.span), span: node.span)
  }

  private mutating func settings(_ node: YAMLNode) -> Set<BlockPublicAccessSetting>? {
    if case .scalar(let scalar) = node.content, scalar.implicitType == nil {
      if scalar.text == "all" { return Set(BlockPublicAccessSetting.allCases) }
      report(
        "'settings' takes a list or 'all', not \(quoted(scalar.text))", at: node.span,
        help: "a list of one is written [\(scalar.text)]")
      return nil
    }
    let settings = set(node, "'settings'") { $0.setting($1, "an entry of 'settings'") }
    if case .sequence(let items) = node.content, items.isEmpty {
      report(
        "'settings' is empty: there would be nothing to assess", at: node.span,
        help: "name one setting at least, or write 'settings: all'")
      return nil
    }
    return settings
  }

  package mutating func setting(_ node: YAMLNode, _ name: String) -> BlockPublicAccessSetting? {
    choice(node, name, "a setting", BlockPublicAccessSetting.self)
  }

  mutating func acl(_ node: YAMLNode, _ name: String) -> ForbiddenACL? {
    choice(
      node, name, "an ACL value", among: ForbiddenACL.allCases.map(\.name), ForbiddenACL.init(_:))
  }
}

// MARK: - Evidence

extension PolicyFileDecoder {
  private mutating func evidence(_ node: YAMLNode, into declared: inout DeclaredRequirements) {
    guard let fields = fields(of: node, "'evidence'", EvidenceKey.self) else { return }
    let hourly = "evidence is kept by the hour"
    declared.lookback = declare(fields[.lookback]) {
      $0.timeSpan($1, "'lookback'", atLeast: .hours(1), because: hourly)
    }
    declared.freshness = declare(fields[.freshness]) { $0.timeSpan($1, "'freshness'") }
    declared.maximumGap = declare(fields[.maximumGap]) {
      $0.timeSpan($1, "'max-gap'", atLeast: .hours(1), because: hourly)
    }
    declared.grade = declare(fields[.grade]) {
      $0.choice($1, "'grade'", "a grade of evidence", EvidenceGrade.self)
    }
    declared.notRecorded = notRecorded(fields)
  }

  private mutating func notRecorded(
    _ fields: Fields<EvidenceKey>
  ) -> Declared<EvidenceRequirements.NotRecorded>? {
    let reason = fields[.reason].flatMap { text($0, "'reason'") }
    let declared = declare(fields[.notRecorded]) { decoder, node in
      decoder.set(node, "'not-recorded'") {
        $0.choice($1, "an entry of 'not-recorded'", "a class of evidence", EvidenceClass.self)
      }
    }
    guard let declared else {
      if !fields.intends(.notRecorded), let span = fields.span(of: .reason) {
        report("'reason' explains 'not-recorded', which is not here", at: span)
      }
      return nil
    }
    if !fields.intends(.reason), !declared.value.isEmpty {
      report(
        "'not-recorded' needs a 'reason' beside it",
        at: fields.span(of: .notRecorded) ?? fields.span,
        help: "say why the evidence may be missing; every report repeats it")
    }
    let notRecorded = EvidenceRequirements.NotRecorded(
      classes: declared.value, reason: reason ?? "")
    return Declared(value: notRecorded, location: declared.location, span: declared.span)
  }

  /// A window that is no longer than what may be missing of it would be covered by nothing at all.
  /// Reports at the nearest of the values that clash.
  mutating func checkWindow(
    _ requirements: DeclaredRequirements, inheriting: DeclaredRequirements? = nil
  ) {
    guard inheritance.isComplete else { return }
    let effective = inheriting.map(requirements.over) ?? requirements
    let evidence = effective.evidence
    for (name, value, declared) in [
      ("freshness", evidence.freshness, requirements.freshness),
      ("max-gap", evidence.maximumGap, requirements.maximumGap),
    ] where value >= evidence.lookback {
      guard let span = declared?.span ?? requirements.lookback?.span else { continue }
      report(
        "'lookback' (\(evidence.lookback)) has to be longer than '\(name)' (\(value))", at: span,
        help: "else a window without any evidence would do")
      return
    }
  }
}
