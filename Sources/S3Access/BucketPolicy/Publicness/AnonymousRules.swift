extension MeaningOfPublic {
  /// Whether an unsigned request may be allowed by a statement, as far as the document can tell.
  ///
  /// False only where that is certain: the statement names its principals, demands a key that only
  /// signed requests carry, or is denied as a whole.
  func mayAdmitAnonymous(
    _ statement: PolicyStatement, among denials: [PolicyStatement]
  ) -> Bool {
    guard statement.effect == .allow, case .open = reach(of: statement.principals) else {
      return false
    }
    return !statement.conditions.contains(where: demandsSignature)
      && !denials.contains { deny in
        deny.conditions.isEmpty && remainder(of: statement, after: deny) != nil
      }
  }

  /// Whether a condition fails on every unsigned request.
  ///
  /// Source: IAM User Guide, "AWS global condition context keys": requests without a signature lack
  /// these keys, but for aws:PrincipalAccount and aws:userid, which are `anonymous` there.
  private func demandsSignature(_ condition: PolicyCondition) -> Bool {
    let comparison = condition.comparison
    guard !comparison.isNegated, !comparison.passesMissingKey else { return false }
    switch comparison.comparison {
    case .stringEquals, .stringEqualsIgnoringCase, .stringLike, .arnEquals, .arnLike: break
    default: return false
    }
    switch condition.key.folded {
    case "aws:principalorgid", "aws:principalarn", "aws:principalorgpaths": return true
    case "aws:principalaccount", "aws:userid":
      if case .fixed = reach(ofComparing: condition) { return true } else { return false }
    default: return condition.key.folded.hasPrefix("aws:principaltag/")
    }
  }
}
