/// A file that claims no buckets and that others extend: what it asks holds for all of theirs.
public struct PolicyBaseline: Hashable, Sendable {
  /// The file's name as it was given, or as it was found from the file that extends it.
  public var path: String
  /// Who answers for the file; `nil` where it does not say.
  public var owner: String?
  /// The baselines that this one extends directly, by path.
  public var extends: [String]
  /// What it asks, with what it extends.
  public var requirements: DeclaredRequirements
  /// The most days that a waiver may last; `nil` where neither it nor what it extends says.
  public var maximumWaiverDays: Declared<Int>?

  /// A baseline of these parts.
  public init(
    path: String, owner: String? = nil, extends: [String] = [],
    requirements: DeclaredRequirements = DeclaredRequirements(),
    maximumWaiverDays: Declared<Int>? = nil
  ) {
    self.path = path
    self.owner = owner
    self.extends = extends
    self.requirements = requirements
    self.maximumWaiverDays = maximumWaiverDays
  }
}
