/// How a condition compares its key with its values.
///
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators", and "Set operators for
/// multivalued context keys".
public struct ConditionOperator: Hashable, Sendable {
  /// What is compared and how, with the negation taken off.
  public enum Comparison: Hashable, Sendable {
    case stringEquals, stringEqualsIgnoringCase, stringLike
    case arnEquals, arnLike
    case ipAddress
    case bool, binaryEquals, null
    case numericEquals, numericLess, numericLessOrEqual, numericGreater, numericGreaterOrEqual
    case dateEquals, dateLess, dateLessOrEqual, dateGreater, dateGreaterOrEqual
  }

  /// How a key of several values is compared.
  public enum Quantifier: String, CaseIterable, Hashable, Sendable {
    /// All the request's values must match; true of a request that lacks the key.
    case forAllValues = "ForAllValues"
    /// One of the request's values must match; false of a request that lacks the key.
    case forAnyValue = "ForAnyValue"
  }

  /// What is compared and how.
  public var comparison: Comparison
  /// Whether the comparison must fail: `StringNotEquals` is `StringEquals` negated.
  public var isNegated: Bool
  /// The set operator before the name.
  public var quantifier: Quantifier?
  /// Whether a request that lacks the key passes: the name ends in `IfExists`.
  public var passesIfKeyIsMissing: Bool

  /// An operator by its parts.
  public init(
    _ comparison: Comparison, isNegated: Bool = false, quantifier: Quantifier? = nil,
    passesIfKeyIsMissing: Bool = false
  ) {
    self.comparison = comparison
    self.isNegated = isNegated
    self.quantifier = quantifier
    self.passesIfKeyIsMissing = passesIfKeyIsMissing
  }

  /// The operator of a name such as `ForAnyValue:StringNotLikeIfExists`, in any letter case; `nil`
  /// where there is none.
  public init?(name: String) {
    var rest = Substring(name.foldedASCII)
    var quantifier: Quantifier?
    for candidate in Quantifier.allCases {
      let prefix = candidate.rawValue.foldedASCII + ":"
      guard rest.hasPrefix(prefix) else { continue }
      quantifier = candidate
      rest = rest.dropFirst(prefix.count)
      break
    }
    let passesIfKeyIsMissing = rest.hasSuffix("ifexists")
    if passesIfKeyIsMissing { rest = rest.dropLast("ifexists".count) }
    guard let form = Self.formsByFoldedName[String(rest)] else { return nil }
    // Null asks whether the key exists, so IfExists says nothing there, and IAM has no such operator.
    guard !(form.comparison == .null && passesIfKeyIsMissing) else { return nil }
    self.init(
      form.comparison, isNegated: form.isNegated, quantifier: quantifier,
      passesIfKeyIsMissing: passesIfKeyIsMissing)
  }
}

extension ConditionOperator: CustomStringConvertible {
  /// The name as AWS spells it.
  public var description: String {
    let name = Self.forms.first { $0.comparison == comparison && $0.isNegated == isNegated }?.name
    return (quantifier.map { $0.rawValue + ":" } ?? "") + (name ?? "?")
      + (passesIfKeyIsMissing ? "IfExists" : "")
  }

  private struct Form {
    let name: String
    let comparison: Comparison
    let isNegated: Bool

    init(_ name: String, _ comparison: Comparison, isNegated: Bool = false) {
      self.name = name
      self.comparison = comparison
      self.isNegated = isNegated
    }
  }

  private static let forms = [
    Form("StringEquals", .stringEquals),
    Form("StringNotEquals", .stringEquals, isNegated: true),
    Form("StringEqualsIgnoreCase", .stringEqualsIgnoringCase),
    Form("StringNotEqualsIgnoreCase", .stringEqualsIgnoringCase, isNegated: true),
    Form("StringLike", .stringLike),
    Form("StringNotLike", .stringLike, isNegated: true),
    Form("NumericEquals", .numericEquals),
    Form("NumericNotEquals", .numericEquals, isNegated: true),
    Form("NumericLessThan", .numericLess),
    Form("NumericLessThanEquals", .numericLessOrEqual),
    Form("NumericGreaterThan", .numericGreater),
    Form("NumericGreaterThanEquals", .numericGreaterOrEqual),
    Form("DateEquals", .dateEquals),
    Form("DateNotEquals", .dateEquals, isNegated: true),
    Form("DateLessThan", .dateLess),
    Form("DateLessThanEquals", .dateLessOrEqual),
    Form("DateGreaterThan", .dateGreater),
    Form("DateGreaterThanEquals", .dateGreaterOrEqual),
    Form("Bool", .bool),
    Form("BinaryEquals", .binaryEquals),
    Form("IpAddress", .ipAddress),
    Form("NotIpAddress", .ipAddress, isNegated: true),
    Form("ArnEquals", .arnEquals),
    Form("ArnNotEquals", .arnEquals, isNegated: true),
    Form("ArnLike", .arnLike),
    Form("ArnNotLike", .arnLike, isNegated: true),
    Form("Null", .null),
  ]

  private static let formsByFoldedName = Dictionary(
    uniqueKeysWithValues: forms.map { ($0.name.foldedASCII, $0) })
}
