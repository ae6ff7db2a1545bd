extension MeaningOfPublic {
  /// How far a statement reaches that has this condition and no other.
  func reach(of condition: PolicyCondition, in statement: PolicyStatement) -> Reach {
    let comparison = condition.comparison
    // Whether a key is there pins nobody down.
    if comparison.comparison == .null {
      return .open("\(comparison) asks only whether \(condition.key) is there")
    }
    // Measured: 281.
    if comparison.isNegated {
      return .open("\(comparison) leaves out some callers and keeps all others")
    }
    guard !comparison.passesMissingKey || statement.demandsPresence(of: condition.key) else {
      return .open("\(comparison) passes requests that lack \(condition.key)")
    }
    let reach = reach(ofComparing: condition)
    // Each was measured with a Null condition beside it (579, 585), the two together were not.
    if case .fixed = reach, comparison.passesIfKeyIsMissing, comparison.quantifier == .forAllValues
    {
      return .unsettled("AWS does not say how it sees \(comparison) on \(condition.key)")
    }
    return reach
  }

  /// How far a condition reaches among requests that carry its key, when the comparison must succeed.
  func reach(ofComparing condition: PolicyCondition) -> Reach {
    let key = condition.key
    switch (key.meaning, condition.values.isEmpty) {
    case (.describesRequest, false):
      return .open("\(key) says nothing of who calls")
    case (.unsettled, _), (.describesRequest, true):
      return .unsettled("AWS does not say how it sees \(condition.comparison) on \(key)")
    case (.identifiesCaller, true):
      // Measured: 329.
      return .fixed("\(condition.comparison) compares \(key) with no value, which nobody meets")
    case (.identifiesCaller(let form), false):
      return reach(of: condition, comparing: form)
    }
  }

  private func reach(
    of condition: PolicyCondition, comparing form: ConditionKeyMeaning.Form
  ) -> Reach {
    let comparison = condition.comparison.comparison
    let alternatives = condition.values.lazy.map { value in
      describe(valueReach(value, comparison, form), value, condition)
    }
    // One wildcard among the values is enough.
    guard let widest = Reach.ofAny(alternatives) else { return .open("\(condition.key) is open") }
    if form == .address, case .fixed = widest, AddressBlock.addUpToVeryBroad(condition.values) {
      return .unsettled(
        "the ranges of \(condition.key) add up to a very broad one, and AWS does not say whether it"
          + " adds them up")
    }
    return widest
  }

  private func describe(_ reach: Reach, _ value: String, _ condition: PolicyCondition) -> Reach {
    switch reach {
    case .fixed:
      .fixed("\(condition.comparison) holds \(condition.key) to \(quotedList(condition.values))")
    case .unsettled(let cause):
      .unsettled("\(condition.key) may be \(quoted(value)), and \(cause)")
    case .open(let cause): .open("\(condition.key) may be \(quoted(value)), and \(cause)")
    }
  }

  private func quotedList(_ values: [String]) -> String {
    let shown = values.prefix(3).map { quoted($0) }.joined(separator: ", ")
    return values.count > 3 ? "\(shown) or \(values.count - 3) more" : shown
  }
}

extension ConditionOperator {
  /// Whether a request that lacks the key passes.
  ///
  /// Source: IAM User Guide, "Condition operators" on IfExists; "Set operators for multivalued
  /// context keys" on ForAllValues. Measured: 257, 425, 431.
  var passesMissingKey: Bool { passesIfKeyIsMissing || quantifier == .forAllValues }
}

extension PolicyStatement {
  /// Whether a `Null` condition demands that requests carry the key. Measured: 579, 585.
  func demandsPresence(of key: ConditionKey) -> Bool {
    conditions.contains { condition in
      condition.key == key && condition.comparison == ConditionOperator(.null)
        && !condition.values.isEmpty
        && condition.values.allSatisfy { $0.foldedASCII == "false" }
    }
  }
}
