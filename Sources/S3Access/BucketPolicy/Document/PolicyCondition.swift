/// One condition of a statement: a key of the request, compared with values.
///
/// The values are alternatives, and all conditions of a statement must hold.
///
/// Source: IAM User Guide, "IAM JSON policy elements: Condition".
public struct PolicyCondition: Hashable, Sendable {
  /// Where it stands in the document.
  public var path: DocumentPath
  /// How the key is compared.
  public var comparison: ConditionOperator
  /// What is compared.
  public var key: ConditionKey
  /// What it is compared with, as text; may be empty, and then nothing equals it.
  public var values: [String]
}

/// The name of something that a request carries, such as `aws:SourceVpc`.
public struct ConditionKey: Hashable, Sendable, CustomStringConvertible {
  /// The name as the policy spells it.
  public var description: String
  /// The name in lower case, by which two are the same.
  public let folded: String

  /// A key by its name.
  public init(_ name: String) {
    description = name
    folded = name.foldedASCII
  }

  public static func == (a: ConditionKey, b: ConditionKey) -> Bool { a.folded == b.folded }

  public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

extension PolicyCondition {
  /// Reads a `Condition` element.
  static func conditions(of element: PolicyElement) throws(BucketPolicyError) -> [PolicyCondition] {
    var conditions: [PolicyCondition] = []
    for block in try element.members(of: "a condition").all {
      guard let comparison = ConditionOperator(name: block.name) else {
        throw BucketPolicyError(
          at: block.element.path, expected: "a condition operator", found: quoted(block.name))
      }
      for key in try block.element.members(of: "a condition operator").all {
        conditions.append(
          PolicyCondition(
            path: key.element.path, comparison: comparison, key: ConditionKey(key.name),
            values: try key.element.conditionValues()))
      }
    }
    return conditions
  }

  /// Whether both ask for the same, wherever they stand.
  func isSame(as other: PolicyCondition) -> Bool {
    comparison == other.comparison && key == other.key && values.count == other.values.count
      && zip(values, other.values).allSatisfy { $0.isSpelled(as: $1) }
  }
}
