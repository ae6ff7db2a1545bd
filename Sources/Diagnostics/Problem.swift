/// A diagnostic with the notes that belong to it, under the name of the rule that found it.
public struct Problem: Hashable, Sendable {
  /// The rule's name for programs, such as `shadowed-rule`; stable.
  public var rule: String
  /// What is wrong.
  public var diagnostic: Diagnostic
  /// Other places that have to do with it.
  public var notes: [Diagnostic]

  /// A problem of these parts.
  public init(rule: String, _ diagnostic: Diagnostic, notes: [Diagnostic] = []) {
    self.rule = rule
    self.diagnostic = diagnostic
    self.notes = notes
  }
}

extension Problem: Comparable {
  /// By file and place, then by rule and words, so that the order never depends on how they were found.
  public static func < (a: Problem, b: Problem) -> Bool {
    let none = SourceLocation(file: "")
    let (left, right) = (a.diagnostic.location ?? none, b.diagnostic.location ?? none)
    if left != right { return left < right }
    return (a.rule, a.diagnostic.message) < (b.rule, b.diagnostic.message)
  }
}

extension Problem: CustomStringConvertible {
  /// The printed form: the diagnostic, then its notes.
  public var description: String {
    ([diagnostic] + notes).map(\.description).joined(separator: "\n")
  }
}
