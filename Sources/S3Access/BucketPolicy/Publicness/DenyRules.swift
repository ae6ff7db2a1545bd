extension MeaningOfPublic {
  /// How far an Allow statement still reaches after a Deny statement; `nil` where the Deny takes
  /// nothing of it, or not surely all that it would have to take.
  ///
  /// A Deny counts only if it names everyone and covers each action and resource of the Allow: what
  /// it leaves out would stay as open as it was. A Deny with `NotPrincipal` was measured to change
  /// nothing (609).
  func remainder(of allow: PolicyStatement, after deny: PolicyStatement) -> Reach? {
    guard namesEveryone(deny.principals), deny.actions.coversActions(of: allow.actions),
      deny.resources.coversResources(of: allow.resources)
    else { return nil }
    let place = "\(deny.path) denies"
    // Whatever meets the Allow's conditions meets the Deny's as well. Measured: 461.
    if deny.conditions.allSatisfy({ condition in
      allow.conditions.contains { $0.isSame(as: condition) }
    }) {
      return .fixed("\(place) all that it allows")
    }
    // A request escapes the Deny by failing any one of its conditions.
    switch Reach.ofAny(deny.conditions.map(reachOutside)) {
    case .fixed(let cause): return .fixed("\(place) it to all others: \(cause)")
    case .unsettled(let cause): return .unsettled("\(place) a part of it, and \(cause)")
    case .open, nil: return nil
    }
  }

  private func namesEveryone(_ principals: PolicyPrincipals) -> Bool {
    switch principals {
    case .everyone: true
    case .named(let principals): principals.contains(PolicyPrincipal(.aws, "*"))
    case .everyoneExcept: false
    }
  }

  /// How far the requests reach that fail a condition.
  private func reachOutside(_ condition: PolicyCondition) -> Reach {
    let comparison = condition.comparison
    if case .describesRequest = condition.key.meaning {
      return .open("\(condition.key) says nothing of who calls")
    }
    // False of a request without the key, so that all such requests are spared.
    if comparison.quantifier == .forAnyValue {
      return .open("\(comparison) spares requests that lack \(condition.key)")
    }
    guard comparison.isNegated else { return reachOutsideMatch(condition) }
    var match = condition
    match.comparison = ConditionOperator(comparison.comparison)
    let reach = reach(ofComparing: match)
    guard case .fixed = reach, !isMeasuredInDeny(condition) else { return reach }
    return .unsettled(
      "AWS was measured to heed a Deny of all others for StringNotEquals on aws:SourceAccount only")
  }

  /// How far the requests reach that do not match: to all others. A question of yes and no about a
  /// key that AWS does not settle, such as aws:PrincipalIsAWSService, leaves the few or the many.
  private func reachOutsideMatch(_ condition: PolicyCondition) -> Reach {
    switch (condition.key.meaning, condition.comparison.comparison) {
    case (.unsettled, .bool), (.unsettled, .null):
      .unsettled("AWS does not say how it sees \(condition.comparison) on \(condition.key)")
    default: .open("\(condition.comparison) spares all who do not match")
    }
  }

  /// Measured: 621, `StringNotEquals` on aws:SourceAccount with an account's number.
  private func isMeasuredInDeny(_ condition: PolicyCondition) -> Bool {
    condition.comparison == ConditionOperator(.stringEquals, isNegated: true)
      && condition.key == ConditionKey("aws:SourceAccount") && !condition.values.isEmpty
      && condition.values.allSatisfy(\.isAccountID)
  }
}
