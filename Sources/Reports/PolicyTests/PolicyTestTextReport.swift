import Diagnostics
import PolicyTesting

/// What became of policy tests, for a person: the sum first, then what differs, then what no test
/// touched.
public struct PolicyTestTextReport: Sendable {
  private let run: PolicyTestRun
  private let style: TextStyle

  /// The report of a run, laid out in a style.
  public init(_ run: PolicyTestRun, style: TextStyle) {
    self.run = run
    self.style = style
  }

  /// The report, each line with its line feed.
  public var text: String {
    var page = Page(style: style)
    addHeadline(to: &page)
    if style.verbosity != .quiet {
      page.addBlank()
      for file in run.files { add(file, to: &page) }
    }
    for outcome in run.outcomes where !outcome.hasPassed { add(outcome, to: &page) }
    if style.verbosity != .quiet { addUntouched(to: &page) }
    return page.text
  }

  private func addHeadline(to page: inout Page) {
    let total = run.outcomes.count
    let failures = run.failures
    let headline = failures == 0 ? Phrase("PASSED", .good) : Phrase("FAILED", .alarm)
    let files = run.files.count.counting("file")
    let counted =
      failures == 0
      ? "\(total.counting("test")) in \(files)"
      : "\(failures.grouped) of \(total.counting("test")) in \(files) failed"
    var phrases = [Phrase(counted)]
    if !run.untouched.isEmpty {
      phrases.append(Phrase("; \(run.untouched.counted) without a test"))
    }
    page.addItem([headline], columns: headline.width + 2, phrases)
  }

  private func add(_ file: PolicyTestRun.File, to page: inout Page) {
    let failures = file.outcomes.count { !$0.hasPassed }
    let total = file.outcomes.count
    page.addItem(
      [failures == 0 ? Phrase("ok", .good) : Phrase("FAILED", .alarm)], columns: 8,
      [
        .name(file.path),
        Phrase(
          failures == 0
            ? ", \(total.counting("test"))" : ", \(failures.grouped) of \(total.counting("test"))"),
      ])
  }

  private func addUntouched(to page: inout Page) {
    guard !run.untouched.isEmpty else { return }
    page.addBlank()
    page.addProse([Phrase("No test touches", .strong)])
    for item in run.untouched.prefix(style.limits.entries) {
      page.addItem(
        [Phrase(item.kind == .rule ? "rule" : "waiver", .faint)], columns: 8,
        [.name(item.name, .strong), " at ", .name(item.location.description)], indent: 2)
    }
    let more = run.untouched.count - style.limits.entries
    if more > 0 { page.addProse([Phrase("and \(more.grouped) more")], indent: 2) }
  }
}

// MARK: - A test that failed

extension PolicyTestTextReport {
  private func add(_ outcome: PolicyTestOutcome, to page: inout Page) {
    page.addBlank()
    page.addItem([Phrase("FAILED", .alarm)], columns: 8, [Phrase(outcome.test.name, .strong)])
    page.addLine([.name(outcome.test.location.description, .faint)], indent: 8)
    for mismatch in outcome.mismatches {
      var phrases: [Phrase] = [.name(mismatch.bucket, .strong)]
      if let place = mismatch.declaredAt {
        phrases += [", declared at ", .name(place.description)]
      } else {
        phrases.append(", which no rule claims")
      }
      page.addProse(phrases, indent: 2, hanging: 2)
      for difference in mismatch.differences { add(difference, to: &page) }
    }
  }

  private func add(_ difference: BucketMismatch.Difference, to page: inout Page) {
    let sides: [(String, String?, Ink)] = [
      ("-", difference.expected, .good), ("+", difference.actual, .alarm),
    ]
    for (sign, value, ink) in sides {
      guard let value else { continue }
      page.addItem(
        [Phrase(sign, ink)], columns: 2, [Phrase("\(difference.subject): \(value)", ink)], indent: 4
      )
    }
    for reason in difference.reasons.prefix(style.limits.questions) {
      page.addProse([Phrase(reason, .faint)], indent: 6)
    }
  }
}

extension [PolicyTestRun.Untouched] {
  /// `2 rules and 1 waiver`.
  var counted: String {
    let rules = count { $0.kind == .rule }
    let waivers = count - rules
    return [(rules, "rule"), (waivers, "waiver")].filter { $0.0 > 0 }
      .map { $0.0.counting($0.1) }.joined(separator: " and ")
  }
}
