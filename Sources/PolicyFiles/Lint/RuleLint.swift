import Diagnostics

// Rules that other rules stand in the way of.
extension PolicyLint {
  func ruleProblems() -> [Problem] {
    let patterns = policies.rules.filter { $0.bucket.exactName == nil }
    var shadowed: Set<SourceLocation> = []
    var problems = patterns.flatMap(exceptionProblems)
    for rule in patterns {
      let before = patterns.filter { $0.goesBefore(rule) && $0.mayMeet(rule) }
      if let problem = shadowProblem(rule, behind: before) {
        shadowed.insert(rule.declaredAt)
        problems.append(problem)
        continue
      }
      problems += before.compactMap { other in
        shadowed.contains(other.declaredAt) ? nil : overlapProblem(rule, other)
      }
    }
    return problems
  }

  // MARK: Exceptions

  private func exceptionProblems(_ rule: BucketRule) -> [Problem] {
    rule.except.compactMap { exception in
      guard GlobSearch(matching: [rule.bucket, exception]).outcome() == .none else { return nil }
      return warning(
        .unusedException,
        "the exception \(quoted(exception.text)) leaves out nothing of \(quoted(rule.bucket.text))",
        at: rule.declaredAt, marking: rule.bucket.text,
        help: "mend its spelling, or take it out")
    }
  }

  // MARK: Shadows

  /// A warning where no bucket is left for a rule by those that go before it.
  private func shadowProblem(_ rule: BucketRule, behind before: [BucketRule]) -> Problem? {
    if !rule.except.isEmpty,
      GlobSearch(matching: [rule.bucket], butNot: rule.except).outcome() == .none
    {
      return warning(
        .shadowedRule, "the exceptions of \(quoted(rule.bucket.text)) leave nothing of it",
        at: rule.declaredAt, marking: rule.bucket.text,
        help: "take the exceptions or the rule out")
    }
    let takers = takers(from: rule, before)
    guard !takers.isEmpty, takesAll(takers, from: rule) else { return nil }
    let shown = takers.first { takesAll([$0], from: rule) }.map { [$0] } ?? takers
    let names = shown.prefix(3).map { quoted($0.bucket.text) }.joined(separator: ", ")
    return warning(
      .shadowedRule,
      "\(quoted(rule.bucket.text)) never decides for a bucket: \(names) "
        + (shown.count == 1 ? "goes" : "go") + " before it",
      at: rule.declaredAt, marking: rule.bucket.text,
      help: "take the rule out, or leave its buckets out of the other with 'except'",
      notes: shown.prefix(3).map {
        note("this goes before it", at: $0.declaredAt, marking: $0.bucket.text)
      })
  }

  /// The rules that take every bucket that both match, whoever owns it. Names matter where a pattern
  /// stands for a handful of names only.
  private func takers(from rule: BucketRule, _ before: [BucketRule]) -> [BucketRule] {
    let names =
      rule.bucket.glob.isListOfNames
      ? policies.rules.filter { $0.bucket.exactName.map(rule.bucket.matches) ?? false } : []
    return (before + names).filter { other in
      (other.account == nil || other.account == rule.account)
        && other.except.allSatisfy {
          GlobSearch(matching: [rule.bucket, $0]).outcome() == .none
        }
    }
  }

  private func takesAll(_ takers: [BucketRule], from rule: BucketRule) -> Bool {
    GlobSearch(matching: [rule.bucket], butNot: takers.map(\.bucket) + rule.except).outcome()
      == .none
  }

  // MARK: Overlaps

  /// A warning where two rules are equally near to a bucket, so that their place in the files decides.
  /// Two rules of a team that ask for the same are not worth a word.
  private func overlapProblem(_ rule: BucketRule, _ other: BucketRule) -> Problem? {
    guard rule.bucket.specificity == other.bucket.specificity,
      rule.team != other.team || !rule.asksForTheSame(as: other)
    else { return nil }
    let search = GlobSearch(
      matching: [rule.bucket, other.bucket], butNot: rule.except + other.except)
    guard case .found(let name) = search.outcome() else { return nil }
    let whose = rule.team == other.team ? "" : " of team \(quoted(other.team))"
    return warning(
      .overlappingPatterns,
      "\(quoted(rule.bucket.text)) and \(quoted(other.bucket.text))\(whose) both match names such as"
        + " \(quoted(name)), and neither is the nearer one",
      at: rule.declaredAt, marking: rule.bucket.text,
      help: "the earlier place decides; leave the names out of one of them with 'except'",
      notes: [
        note("this decides, for it stands before", at: other.declaredAt, marking: other.bucket.text)
      ])
  }
}

extension BucketRule {
  /// Whether it decides where both rules claim a bucket.
  fileprivate func goesBefore(_ other: BucketRule) -> Bool {
    bucket.specificity == other.bucket.specificity
      ? declaredAt < other.declaredAt : bucket.specificity > other.bucket.specificity
  }

  /// Whether a bucket can be claimed by both, as far as the beginnings of the patterns and the accounts
  /// tell: a cheap look before a thorough one.
  fileprivate func mayMeet(_ other: BucketRule) -> Bool {
    let (own, others) = (bucket.glob.literalPrefix, other.bucket.glob.literalPrefix)
    return isForOwner(other.account) && (own.starts(with: others) || others.starts(with: own))
  }

  fileprivate func asksForTheSame(as other: BucketRule) -> Bool {
    settings == other.settings && forbiddenACLs == other.forbiddenACLs
      && evidence == other.evidence && expectation == other.expectation
  }
}

extension GlobPattern {
  /// The text before the first special character.
  fileprivate var literalPrefix: Substring.UnicodeScalarView {
    text.unicodeScalars.prefix(literalPrefixLength)
  }

  /// Whether it stands for a few names that could be written out: alternatives without a wildcard.
  fileprivate var isListOfNames: Bool {
    !program.contains { $0 == .anyNumber || $0 == .anyOne }
  }
}
