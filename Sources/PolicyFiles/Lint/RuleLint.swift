import Diagnostics

/// Looks for rules that other rules stand in the way of.
struct RuleLint {
  private let lint: PolicyLint
  private let names: [BucketRule]
  private let patterns: [BucketRule]
  /// What may still be spent on comparing, in steps of a search. An ordinary pair of patterns takes
  /// some hundred; without an end a file could be made to keep the linter busy for days.
  private var budget = 2_000_000
  /// Whether some search gave up.
  private var isIncomplete = false

  init(_ lint: PolicyLint) {
    self.lint = lint
    names = lint.policies.rules.filter { $0.bucket.exactName != nil }
    patterns = lint.policies.rules.filter { $0.bucket.exactName == nil }
  }

  mutating func problems() -> [Problem] {
    let before = rulesThatGoBefore()
    var shadowed: Set<SourceLocation> = []
    var problems = patterns.flatMap { exceptionProblems($0) }
    for (rule, before) in zip(patterns, before) {
      if let problem = shadowProblem(rule, behind: before) {
        shadowed.insert(rule.declaredAt)
        problems.append(problem)
        continue
      }
      for other in before where !shadowed.contains(other.declaredAt) {
        if let problem = overlapProblem(rule, other) { problems.append(problem) }
      }
    }
    if isIncomplete, let first = patterns.first { problems.append(tooMuch(first)) }
    return problems
  }

  /// For each pattern, those that decide before it and begin alike, which is where a thorough look is
  /// worth while.
  private mutating func rulesThatGoBefore() -> [[BucketRule]] {
    var before: [[BucketRule]] = patterns.map { _ in [] }
    let byPrefix = Dictionary(grouping: patterns.indices) { patterns[$0].bucket.glob.literalPrefix }
    for (index, rule) in patterns.enumerated() {
      let prefix = rule.bucket.glob.literalPrefix
      for length in 0...prefix.count {
        for other in byPrefix[Array(prefix[..<length])] ?? []
        where length < prefix.count || other < index {
          budget -= 1
          guard budget > 0 else {
            isIncomplete = true
            return before
          }
          guard rule.isForOwner(patterns[other].account) else { continue }
          if patterns[other].goesBefore(rule) {
            before[index].append(patterns[other])
          } else {
            before[other].append(rule)
          }
        }
      }
    }
    return before
  }

  private mutating func outcome(
    matching wanted: [BucketPattern], butNot unwanted: [BucketPattern] = []
  ) -> GlobSearch.Outcome {
    let outcome = GlobSearch(matching: wanted, butNot: unwanted).outcome(spending: &budget)
    if outcome == .undecided { isIncomplete = true }
    return outcome
  }

  private func tooMuch(_ rule: BucketRule) -> Problem {
    lint.warning(
      .uncomparedPatterns, "not all patterns were compared: they are too many or too intricate",
      at: rule.declaredAt, marking: rule.bucket.text,
      help: "begin patterns with letters that tell them apart; verdicts do not suffer from this")
  }

  // MARK: Exceptions

  private mutating func exceptionProblems(_ rule: BucketRule) -> [Problem] {
    var problems: [Problem] = []
    for exception in rule.except where outcome(matching: [rule.bucket, exception]) == .none {
      problems.append(
        lint.warning(
          .unusedException,
          "the exception \(quoted(exception.text)) leaves out nothing of"
            + " \(quoted(rule.bucket.text))",
          at: rule.declaredAt, marking: rule.bucket.text,
          help: "mend its spelling, or take it out"))
    }
    return problems
  }

  // MARK: Shadows

  /// A warning where no bucket is left for a rule by those that go before it.
  private mutating func shadowProblem(
    _ rule: BucketRule, behind before: [BucketRule]
  ) -> Problem? {
    if !rule.except.isEmpty, outcome(matching: [rule.bucket], butNot: rule.except) == .none {
      return lint.warning(
        .shadowedRule, "the exceptions of \(quoted(rule.bucket.text)) leave nothing of it",
        at: rule.declaredAt, marking: rule.bucket.text,
        help: "take the exceptions or the rule out")
    }
    let takers = takers(from: rule, before)
    guard !takers.isEmpty, takesAll(takers, from: rule) else { return nil }
    var shown = takers
    for taker in takers where takesAll([taker], from: rule) {
      shown = [taker]
      break
    }
    let names = shown.prefix(3).map { quoted($0.bucket.text) }.joined(separator: ", ")
    return lint.warning(
      .shadowedRule,
      "\(quoted(rule.bucket.text)) never decides for a bucket: \(names) "
        + (shown.count == 1 ? "goes" : "go") + " before it",
      at: rule.declaredAt, marking: rule.bucket.text,
      help: "take the rule out, or leave its buckets out of the other with 'except'",
      notes: shown.prefix(3).map {
        lint.note("this goes before it", at: $0.declaredAt, marking: $0.bucket.text)
      })
  }

  /// The rules that take every bucket that both match, whoever owns it. Names matter where a pattern
  /// stands for a handful of names only.
  private mutating func takers(from rule: BucketRule, _ before: [BucketRule]) -> [BucketRule] {
    var takers: [BucketRule] = []
    if rule.bucket.glob.isListOfNames {
      budget -= names.count
      takers = names.filter { $0.bucket.exactName.map(rule.bucket.matches) ?? false }
    }
    takers += before
    return takers.filter { other in
      guard other.account == nil || other.account == rule.account else { return false }
      return other.except.allSatisfy { outcome(matching: [rule.bucket, $0]) == .none }
    }
  }

  private mutating func takesAll(_ takers: [BucketRule], from rule: BucketRule) -> Bool {
    outcome(matching: [rule.bucket], butNot: takers.map(\.bucket) + rule.except) == .none
  }

  // MARK: Overlaps

  /// A warning where two rules are equally near to a bucket, so that their place in the files decides.
  /// Two rules of a team that ask for the same are not worth a word.
  private mutating func overlapProblem(_ rule: BucketRule, _ other: BucketRule) -> Problem? {
    guard rule.bucket.specificity == other.bucket.specificity,
      rule.team != other.team || !rule.asksForTheSame(as: other),
      case .found(let name) = outcome(
        matching: [rule.bucket, other.bucket], butNot: rule.except + other.except)
    else { return nil }
    let whose = rule.team == other.team ? "" : " of team \(quoted(other.team))"
    return lint.warning(
      .overlappingPatterns,
      "\(quoted(rule.bucket.text)) and \(quoted(other.bucket.text))\(whose) both match names such as"
        + " \(quoted(name)), and neither is the nearer one",
      at: rule.declaredAt, marking: rule.bucket.text,
      help: "the earlier place decides; leave the names out of one of them with 'except'",
      notes: [
        lint.note(
          "this decides, for it stands before", at: other.declaredAt, marking: other.bucket.text)
      ])
  }
}

extension BucketRule {
  /// Whether it decides where both rules claim a bucket.
  fileprivate func goesBefore(_ other: BucketRule) -> Bool {
    bucket.specificity == other.bucket.specificity
      ? declaredAt < other.declaredAt : bucket.specificity > other.bucket.specificity
  }

  fileprivate func asksForTheSame(as other: BucketRule) -> Bool {
    settings == other.settings && forbiddenACLs == other.forbiddenACLs
      && evidence == other.evidence && expectation == other.expectation
  }
}

extension GlobPattern {
  /// The text before the first special character.
  fileprivate var literalPrefix: [Unicode.Scalar] {
    Array(text.unicodeScalars.prefix(literalPrefixLength))
  }

  /// Whether it stands for a few names that could be written out: alternatives without a wildcard.
  fileprivate var isListOfNames: Bool {
    !program.contains { $0 == .anyNumber || $0 == .anyOne }
  }
}
