/// What a file takes from those that it extends.
struct Inheritance: Sendable {
  /// The baselines that it names, each once, in the order of the file.
  private(set) var bases: [PolicyBaseline] = []
  /// Whether all that the file extends could be read, so that nothing is missing below.
  var isComplete = true
  /// The texts of all baselines, by path, for the notes that show a place in them.
  var sources: [String: SourceText] = [:]

  /// What holds where the file says nothing: of several baselines, whichever asks for more.
  private(set) var requirements = DeclaredRequirements()
  /// The shortest that a baseline allows.
  private(set) var maximumWaiverDays: Declared<Int>?

  /// The baselines' paths.
  var paths: [String] { bases.map(\.path) }

  /// Adds a baseline; one that is there already changes nothing.
  mutating func append(_ base: PolicyBaseline) {
    guard !paths.contains(base.path) else { return }
    bases.append(base)
    requirements = requirements.tightened(by: base.requirements)
    maximumWaiverDays = [maximumWaiverDays, base.maximumWaiverDays].compactMap(\.self)
      .min { $0.value < $1.value }
  }
}
