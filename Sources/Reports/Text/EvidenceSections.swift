import Diagnostics
import Evidence
import Readiness

/// What the verdicts rest on: notices, what could not be read, what was, and the policies.
struct EvidenceSections {
  private let assessment: Assessment
  private let style: TextStyle

  init(_ assessment: Assessment, style: TextStyle) {
    self.assessment = assessment
    self.style = style
  }

  func add(to page: inout Page) {
    addSection("Notices", assessment.notices, "notice", to: &page) {
      [.name($0.location.description), Phrase(": \($0.message)")]
    }
    addSection(
      "Unreadable evidence", assessment.evidence.unreadable, "place", to: &page, Self.unreadable)
    addEvidence(to: &page)
    addSection("Policies", assessment.policies, "file", to: &page) {
      [
        .name($0.file),
        Phrase(", \($0.team.map { "team \($0)" } ?? "baseline"), sha256 \($0.sha256.prefix(12))"),
      ]
    }
  }

  private func addSection<Entry>(
    _ title: String, _ entries: [Entry], _ noun: String, to page: inout Page,
    _ phrases: (Entry) -> [Phrase]
  ) {
    guard !entries.isEmpty else { return }
    page.addBlank()
    page.addLine([Phrase(title, .strong)])
    for entry in entries.prefix(style.limits.entries) {
      page.addProse(phrases(entry), indent: 2, hanging: 2)
    }
    page.addRest(of: entries.count, after: style.limits.entries, noun, indent: 2)
  }

  private static func unreadable(_ evidence: UnreadableEvidence) -> [Phrase] {
    [
      .name(evidence.file), ", ", .name("byte \(evidence.offset)"),
      Phrase(evidence.isOffsetInflated ? " of its text: " : ": "), Phrase(evidence.reason),
    ]
  }

  private func addEvidence(to page: inout Page) {
    let volume = assessment.evidence.volume
    page.addBlank()
    page.addLine([Phrase("Evidence", .strong)])
    page.addProse([Phrase(volume.summary)], indent: 2)
    let sources = assessment.evidence.sources
    // Several trails of one account and Region are told apart by the folders of their files.
    let names = sources.map { source in
      let place = "\(source.place.account.orUnknown) \(source.place.region.orUnknown)"
      return assessment.evidence.isAlone(source) ? place : "\(place) \(source.place.folder)"
    }
    let columns = min(style.width / 2, names.map { Phrase.name($0).width + 2 }.max() ?? 0)
    for (source, name) in zip(sources, names).prefix(style.limits.entries) {
      page.addItem(
        [.name(name)], columns: columns, [Phrase(Words.days(source.extent))], indent: 2)
    }
    page.addRest(of: sources.count, after: style.limits.entries, "source", indent: 2)
  }
}

extension String {
  fileprivate var orUnknown: String { isEmpty ? "unknown" : self }
}

extension EvidenceVolume {
  /// `12 files, 48,210 records, 9.1 MB (88.2 MB inflated), 2020-01-03 to 2020-02-09`.
  var summary: String {
    var parts = ["no file was read"]
    if files > 0 {
      parts = [
        files.counting("file"), events.counting("record"),
        "\(bytes.bytesText) (\(bytesInflated.bytesText) inflated)",
      ]
    }
    if snapshots > 0 { parts.append(snapshots.counting("configuration snapshot")) }
    if let extent { parts.append(Words.days(extent)) }
    if filesWithoutCalls > 0 {
      parts.append(
        "\(filesWithoutCalls.counting("file")) without calls (digests, Insights)")
    }
    if filesPassedOver > 0 {
      parts.append(
        "\(filesPassedOver.counting("file")) passed over (no kind of evidence)")
    }
    return parts.joined(separator: ", ")
  }
}
