import Diagnostics
import S3Access

/// What a policy file is: a team's, or what teams' files extend.
enum PolicyDocument {
  case team(PolicyFile)
  case baseline(PolicyBaseline)
}

extension Fields<FileKey> {
  /// Whether the file claims nothing and says what others are to take in.
  var areOfBaseline: Bool {
    ![.team, .buckets, .waivers].contains(where: intends)
      && [.defaults, .maximumWaiverDays].contains { self[$0] != nil }
  }
}

// A file as a whole, and its claims.
extension PolicyFileDecoder {
  /// The file's policy with all that could be read of it; whoever asks looks at ``reports`` first.
  /// `nil` where the file is not a mapping at all.
  mutating func document(_ root: YAMLNode) -> PolicyDocument? {
    guard let fields = fields(of: root, "a policy file", FileKey.self) else { return nil }
    version(fields)
    return fields.areOfBaseline ? .baseline(baseline(fields)) : .team(policyFile(fields))
  }

  private mutating func policyFile(_ fields: Fields<FileKey>) -> PolicyFile {
    var file = PolicyFile(path: source.path, team: "")
    file.team = required(.team, in: fields).flatMap { word($0, "'team'") } ?? ""
    file.owner = fields[.owner].flatMap { word($0, "'owner'") }
    if let span = fields.span(of: .maximumWaiverDays) {
      report(
        "'max-waiver-days' stands in a baseline, and this is a team's file", at: span,
        help: "write it into a file without 'team' and 'buckets', and name that in 'extends'")
    }
    file.extends = inheritance.paths
    file.maximumWaiverDays = inheritance.maximumWaiverDays
    file.defaults = fields[.defaults].map { defaults($0) } ?? DeclaredRequirements()
    file.rules = rules(fields, of: file)
    file.waivers = waivers(fields, of: file)
    return file
  }

  private mutating func baseline(_ fields: Fields<FileKey>) -> PolicyBaseline {
    let owner = fields[.owner].flatMap { word($0, "'owner'") }
    let days = declare(fields[.maximumWaiverDays]) {
      $0.wholeNumber($1, "'max-waiver-days'", in: 1...36_500)
    }
    checkLoosening(ofMaximumWaiverDays: days)
    let defaults = fields[.defaults].map { self.defaults($0) } ?? DeclaredRequirements()
    return PolicyBaseline(
      path: source.path, owner: owner, extends: inheritance.paths,
      requirements: defaults.over(inheritance.requirements),
      maximumWaiverDays: days ?? inheritance.maximumWaiverDays)
  }

  private mutating func version(_ fields: Fields<FileKey>) {
    guard let node = required(.version, in: fields, help: "write 'version: 1'") else { return }
    guard case .scalar(let scalar) = node.content, scalar.implicitType == .number else {
      reportType(of: node, "'version'", takes: "the number 1")
      return
    }
    if scalar.text != "1" {
      report(
        "version \(quoted(scalar.text)) is not known; this program reads version 1", at: node.span)
    }
  }

  private mutating func rules(_ fields: Fields<FileKey>, of file: PolicyFile) -> [BucketRule] {
    guard
      let node = required(
        .buckets, in: fields, help: "list the team's buckets; 'buckets: []' claims none"),
      let items = list(node, "'buckets'")
    else {
      missesClaims = true
      return []
    }
    var rules: [BucketRule] = []
    for item in items {
      if let rule = rule(item, of: file) {
        rules.append(rule)
      } else {
        missesClaims = true
      }
    }
    return rules
  }

  /// `nil` where the bucket itself cannot be read; whatever else is wrong has the inherited value.
  private mutating func rule(_ node: YAMLNode, of file: PolicyFile) -> BucketRule? {
    let name = "an entry of 'buckets'"
    guard let fields = fields(of: node, name, BucketKey.self) else { return nil }
    let bucketNode = required(.bucket, in: fields)
    let bucket = bucketNode.flatMap { pattern($0, "'bucket'", BucketPattern.init) }
    let declared = requirements(
      expect: fields[.expect], settings: fields[.settings], forbiddenACLs: fields[.forbiddenACLs],
      evidence: fields[.evidence])
    let defaults = file.defaults.over(inheritance.requirements)
    checkWindow(declared, inheriting: defaults)
    checkLoosening(of: declared)
    let effective = declared.over(defaults)
    let expectation = self.expectation(fields, declared, effective)
    let except = self.except(fields, bucket)
    let account = fields[.account].flatMap { self.account($0, "'account'") }
    guard let bucket, let bucketNode else { return nil }
    var rule = BucketRule(
      bucket: bucket, except: except, account: account, expectation: expectation,
      evidence: effective.evidence, team: file.team, declaredAt: location(of: bucketNode.span),
      declared: effective)
    rule.settings = effective.settings?.value ?? rule.settings
    rule.forbiddenACLs = effective.forbiddenACLs?.value ?? rule.forbiddenACLs
    return rule
  }

  private mutating func expectation(
    _ fields: Fields<BucketKey>, _ declared: DeclaredRequirements,
    _ effective: DeclaredRequirements
  ) -> BucketRule.Expectation {
    let reason = fields[.reason].flatMap { text($0, "'reason'") }
    // Where 'expect' itself is wrong, nobody can say whether the reason belongs here.
    if fields.intends(.expect), declared.expectsPublic == nil {
      return .private
    }
    guard effective.expectsPublic?.value == true else {
      if let span = fields.span(of: .reason) {
        report(
          "'reason' explains 'expect: public', and this rule expects private", at: span,
          help: "write a note behind '#'; what 'not-recorded' needs stands in 'evidence'")
      }
      return .private
    }
    if !fields.intends(.reason) {
      report(
        "'expect: public' needs a 'reason' in the bucket's rule",
        at: fields.span(of: .expect) ?? fields.span, help: "say why the bucket is public")
    }
    return .public(reason: reason ?? "")
  }

  private mutating func except(
    _ fields: Fields<BucketKey>, _ bucket: BucketPattern?
  ) -> [BucketPattern] {
    guard let node = fields[.except] else { return [] }
    if let name = bucket?.exactName, let span = fields.span(of: .except) {
      report("'except' leaves out names from a pattern, and '\(name)' is a name", at: span)
    }
    guard
      let patterns = set(
        node, "'except'", of: { $0.pattern($1, "an entry of 'except'", BucketPattern.init) })
    else { return [] }
    return patterns.sorted { $0.text < $1.text }
  }
}
