import Diagnostics
import Timeline

/// Looks for what policy files that can be read most likely say by mistake.
public struct PolicyLint: Sendable {
  let reading: PolicyReading
  let policies: PolicySet
  let asOf: Instant

  /// A look at files as they stand on the day of an instant.
  public init(_ reading: PolicyReading, asOf: Instant) {
    self.reading = reading
    policies = reading.draft
    self.asOf = asOf
  }

  /// All errors of the files; where there are none, all warnings. By file and place.
  public func problems() -> [Problem] {
    if let errors = reading.errors { return errors.problems }
    var rules = RuleLint(self)
    return (rules.problems() + waiverProblems() + forbiddenACLProblems() + baselineProblems())
      .sorted()
  }

  /// A warning at a place in one of the files, which shows as much of `text` as stands there.
  public func warning(
    _ rule: LintRule, _ message: String, at location: SourceLocation, marking text: String,
    help: String, notes: [Diagnostic] = []
  ) -> Problem {
    Problem(
      rule: rule.rawValue, diagnostic(.warning, message, at: location, marking: text, help: help),
      notes: notes)
  }

  /// A note at a place in one of the files.
  func note(_ message: String, at location: SourceLocation, marking text: String) -> Diagnostic {
    diagnostic(.note, message, at: location, marking: text, help: nil)
  }

  private func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, at location: SourceLocation,
    marking text: String, help: String?
  ) -> Diagnostic {
    reading.sources[location.file]?.diagnostic(
      severity, message, at: location, marking: text, help: help)
      ?? Diagnostic(severity, message, at: location, help: help)
  }

  /// The places of values, with the text of the file that stands there.
  func warning<Value>(
    _ rule: LintRule, _ message: String, at declared: Declared<Value>, help: String
  ) -> Problem {
    let source = reading.sources[declared.location.file]
    return Problem(
      rule: rule.rawValue,
      source?.diagnostic(.warning, message, at: declared.span, help: help)
        ?? Diagnostic(.warning, message, at: declared.location, help: help))
  }
}

// MARK: - Waivers

extension PolicyLint {
  private func waiverProblems() -> [Problem] {
    let limits = Dictionary(policies.files.map { ($0.path, $0.maximumWaiverDays) }) { a, _ in a }
    return policies.waivers.flatMap { waiver in
      [
        end(of: waiver),
        limits[waiver.declaredAt.file].flatMap { $0 }.flatMap { length(of: waiver, $0) },
      ]
      .compactMap(\.self)
    }
  }

  private func end(of waiver: Waiver) -> Problem? {
    if !waiver.isInForce(at: asOf) {
      return warning(
        .expiredWaiver,
        "waiver \(quoted(waiver.id)) ended on \(waiver.expires.day) and covers nothing any more",
        at: waiver.declaredAt, marking: waiver.id,
        help: "take it out, or give it a later day where it is still needed")
    }
    guard waiver.isNearItsEnd(at: asOf) else { return nil }
    return warning(
      .expiringWaiver, "waiver \(quoted(waiver.id)) ends on \(waiver.expires.day)",
      at: waiver.declaredAt, marking: waiver.id,
      help: "mend what it covers by then, or agree on a later day")
  }

  private func length(of waiver: Waiver, _ limit: Declared<Int>) -> Problem? {
    let days = (waiver.expires - asOf.startOfDay).seconds / TimeSpan.days(1).seconds
    guard days > limit.value else { return nil }
    return warning(
      .longWaiver,
      "waiver \(quoted(waiver.id)) lasts \(days) days, until \(waiver.expires.day);"
        + " \(limit.location) allows \(limit.value)",
      at: waiver.declaredAt, marking: waiver.id,
      help: "give it a last day of \((asOf.startOfDay + .days(Int64(limit.value))).day) or before",
      notes: [note("the limit is here", at: limit.location, marking: "\(limit.value)")])
  }
}

// MARK: - Lists and baselines

extension PolicyLint {
  /// Lists that leave out what BlockPublicAcls refuses, where that setting is asked for. What a bucket
  /// that is public by intention may not carry is nobody's question.
  private func forbiddenACLProblems() -> [Problem] {
    let declared =
      policies.rules.filter { $0.expectation == .private }.map(\.declared)
      + policies.files.map(\.defaults) + policies.baselines.map(\.requirements)
    var seen: Set<SourceLocation> = []
    return declared.compactMap { requirements in
      guard let list = requirements.forbiddenACLs,
        requirements.settings?.value.contains(.blockPublicAcls) ?? true
      else { return nil }
      let missing = list.value.leavesOut(of: ForbiddenACL.defaults).map(\.name)
      guard !missing.isEmpty, seen.insert(list.location).inserted else { return nil }
      return warning(
        .incompleteForbiddenACLs,
        "'forbidden-acls' leaves out \(missing.joined(separator: ", ")),"
          + " which BlockPublicAcls refuses all the same",
        at: list, help: "a use of it breaks whatever the list says; 'public' names all of them")
    }
  }

  private func baselineProblems() -> [Problem] {
    // Alone, as a hook gives a file that was changed, nothing could extend it.
    guard !policies.files.isEmpty else { return [] }
    return policies.baselines.filter { !reading.extendedPaths.contains($0.path) }.map { baseline in
      Problem(
        rule: LintRule.unusedBaseline.rawValue,
        Diagnostic(
          .warning, "no file extends this baseline", at: SourceLocation(file: baseline.path),
          help: "name it in the 'extends' of the teams' files, or give it 'team' and 'buckets'"))
    }
  }
}
