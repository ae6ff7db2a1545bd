import Diagnostics
import Evidence
import Readiness
import S3Access

/// What is in the evidence, and what to do about what is not, for a person.
public struct DiagnosisText: Sendable {
  private let diagnosis: EvidenceDiagnosis
  private let style: TextStyle

  /// The text on a diagnosis, laid out in a style.
  public init(_ diagnosis: EvidenceDiagnosis, style: TextStyle) {
    self.diagnosis = diagnosis
    self.style = style
  }

  /// The text, each line with its line feed.
  public var text: String {
    var page = Page(style: style)
    addHeadline(to: &page)
    addSources(to: &page)
    addRepetitions(to: &page)
    addUnreadable(to: &page)
    addBuckets(to: &page)
    addSteps(to: &page)
    return page.text
  }

  private func addHeadline(to page: inout Page) {
    let answers = diagnosis.answers
    let isWhole = answers.possible == answers.all && answers.all > 0
    let head = Phrase("EVIDENCE", isWhole ? .good : .caution)
    let buckets = diagnosis.buckets.count
    let of = buckets == 0 ? "no bucket" : buckets.counting("bucket")
    page.addItem(
      [head], columns: head.width + 2,
      [
        Phrase("\(of), \(answers.possible) of \(answers.all) answers possible "),
        .name("(as of \(diagnosis.asOf))"),
      ])
    page.addProse([Phrase(diagnosis.evidence.volume.summary)], indent: head.width + 2)
  }

  // MARK: What was read

  private func addSources(to page: inout Page) {
    let trails = diagnosis.evidence.sources.map { source in
      (
        "CloudTrail",
        "\(source.place.account.orUnknown) \(source.place.region.orUnknown)",
        Words.days(source.extent)
      )
    }
    let logs = diagnosis.accessLogs.map { ("access logs", $0.bucket, Words.days($0.extent)) }
    let lists = diagnosis.inventories.map { list in
      (
        "inventory", list.bucket,
        "\(list.createdAt.day), \(list.objects.counting("object")), \(list.publicObjects.grouped) with a"
          + " public grant" + (list.tellsEveryACL ? "" : "; not whole, or without every ACL")
      )
    }
    let sources = trails + logs + lists
    guard !sources.isEmpty else { return }
    page.addBlank()
    page.addLine([Phrase("Sources", .strong)])
    let columns = min(style.width / 2, sources.map { Phrase.name($0.1).width }.max() ?? 0) + 15
    for (kind, name, words) in sources.prefix(style.limits.entries) {
      page.addItem(
        Page.padded([Phrase(kind, .faint)], to: 13) + [.name(name)], columns: columns,
        [Phrase(words)], indent: 2)
    }
    page.addRest(of: sources.count, after: style.limits.entries, "source", indent: 2)
  }

  private func addRepetitions(to page: inout Page) {
    let overlaps = diagnosis.overlaps.map { overlap in
      (
        "\(overlap.account.orUnknown) \(overlap.region.orUnknown)",
        "by the trails of " + overlap.folders.map { $0.isEmpty ? "." : $0 }.joined(separator: ", ")
      )
    }
    let logs = diagnosis.repeatedLogs.map { log in
      (log.paths[0], "also " + log.paths.dropFirst().joined(separator: ", "))
    }
    let repetitions = overlaps + logs
    guard !repetitions.isEmpty else { return }
    page.addBlank()
    page.addLine([
      Phrase("Told twice", .strong), Phrase(", and counted once: each use by its event", .faint),
    ])
    for (name, words) in repetitions.prefix(style.limits.entries) {
      page.addProse([.name(name), Phrase(": "), .name(words)], indent: 2, hanging: 2)
    }
    page.addRest(of: repetitions.count, after: style.limits.entries, "repetition", indent: 2)
  }

  private func addUnreadable(to page: inout Page) {
    let unreadable = diagnosis.evidence.unreadable
    guard !unreadable.isEmpty else { return }
    page.addBlank()
    page.addLine([Phrase("Unreadable", .strong)])
    for entry in unreadable.prefix(style.limits.entries) {
      page.addProse(
        [.name(entry.file), Phrase(", byte \(entry.offset): \(entry.reason)")], indent: 2,
        hanging: 2)
    }
    page.addRest(of: unreadable.count, after: style.limits.entries, "place", indent: 2)
  }

  // MARK: Buckets

  private func addBuckets(to page: inout Page) {
    for bucket in diagnosis.buckets.prefix(style.limits.entries) {
      page.addBlank()
      add(bucket, to: &page)
    }
    page.addRest(of: diagnosis.buckets.count, after: style.limits.entries, "bucket", indent: 0)
  }

  private func add(_ bucket: BucketDiagnosis, to page: inout Page) {
    let owner = bucket.account.map { "account \($0)" } ?? "of an account that nothing names"
    let place = [owner] + bucket.regions + (bucket.hasSnapshot ? [] : ["no snapshot"])
    page.addProse(
      [.name(bucket.bucket, .strong), Phrase(", \(place.joined(separator: ", "))")], hanging: 2)
    for coverage in bucket.coverage {
      CoverageStrip(coverage, style: style).add(to: &page, indent: 2)
    }
    for setting in BlockPublicAccessSetting.allCases {
      guard let assessment = bucket.settings[setting] else { continue }
      let status = assessment.status
      page.addItem(
        Page.padded([Phrase(setting.rawValue)], to: 23) + [Phrase(status.cell, status.ink)],
        columns: 32, [Phrase(Self.lacks(assessment))], indent: 2)
    }
  }

  /// What the answer lacks: classes of events, whose gaps the strips show, and what else is open.
  private static func lacks(_ assessment: SettingAssessment) -> String {
    switch assessment.status {
    case .safe, .enabled, .notAsked: return ""
    case .breaks(let reasons): return reasons.first
    case .unknown(let questions):
      let classes = assessment.coverage.filter { !$0.isComplete }.map(\.evidenceClass.rawValue)
      let other = questions.elements.first { question in
        !classes.contains { question.question.hasPrefix("\($0):") }
      }
      let lacking = classes.isEmpty ? nil : "lacks \(classes.joined(separator: ", "))"
      return [lacking, other?.question].compactMap(\.self).joined(separator: "; ")
    }
  }

  // MARK: What to do

  private func addSteps(to page: inout Page) {
    page.addBlank()
    guard !diagnosis.steps.isEmpty else {
      page.addLine([
        diagnosis.buckets.isEmpty
          ? Phrase("No record is of a bucket: give the logs of a trail that records those of S3.")
          : Phrase("Nothing is missing.", .good)
      ])
      return
    }
    page.addLine([Phrase("What to do", .strong)])
    for (index, step) in diagnosis.steps.enumerated() {
      let helped =
        step.buckets.isEmpty || step.buckets.count == diagnosis.buckets.count
        ? "" : " (\(step.buckets.count.counting("bucket")))"
      page.addItem(
        [Phrase("\(index + 1).")], columns: 4, [Phrase(step.action + helped)], indent: 2)
      // A command stands whole, so that it can be copied.
      if let command = step.command { page.addLine([.name(command)], indent: 6) }
    }
  }
}

extension String {
  fileprivate var orUnknown: String { isEmpty ? "unknown" : self }
}
