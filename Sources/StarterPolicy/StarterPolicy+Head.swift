import Diagnostics
import Timeline

// What stands before the buckets.
extension StarterPolicy {
  /// How far back a policy looks where it says nothing else, and what is proposed.
  private static let lookback = TimeSpan.days(90)

  func addHead(to page: inout YAMLPage) {
    page.addComment("A policy to begin from, proposed by 'bpa-ready init' from \(whatWasRead).")
    page.add("#")
    page.addComment(
      "Nobody answers for it yet. Fill in what says TODO, take out the buckets that are another"
        + " team's, and ask: bpa-ready check --policy THIS-FILE --evidence PATH")
    if !evidence.unreadable.isEmpty {
      page.addComment(
        "\(evidence.unreadable.count.counting("place")) of the evidence could not be read: what"
          + " stood there is missing here.")
    }
    addImpossibleNames(to: &page)
    page.addBlank()
    page.addComment("The version of this file format.")
    page.add("version: 1")
    page.addComment("Whose claims these are: two teams cannot claim the same bucket.")
    page.add("team: \(YAMLPage.quoted(team ?? "TODO"))")
    page.addComment("Who answers for the file, shown in reports.")
    page.add("owner: TODO")
    page.addBlank()
  }

  private var whatWasRead: String {
    let events = evidence.volume.events.counting("record")
    let files = evidence.volume.files.counting("file")
    guard let extent = evidence.volume.extent else { return "\(files) without a record" }
    return "\(events) in \(files), of \(extent.from) to \(extent.to)"
  }

  /// Names that somebody tried, or that are damaged: at most so many are shown.
  private func addImpossibleNames(to page: inout YAMLPage) {
    guard !impossibleNames.isEmpty else { return }
    let shown = impossibleNames.prefix(10).map { "'\($0.prefix(80))'" }.joined(separator: ", ")
    let more = impossibleNames.count > 10 ? " and \((impossibleNames.count - 10).grouped) more" : ""
    page.add("#")
    page.addComment(
      "Left out, for no bucket can have such a name: \(shown)\(more).")
  }

  func addDefaults(to page: inout YAMLPage) {
    page.addComment("What holds for every bucket below that does not say otherwise.")
    page.add("defaults:")
    page.addComment("The buckets are meant to be private, so they are assessed.", indent: 2)
    page.add("  expect: private")
    page.addComment("All four settings of Block Public Access are to be switched on.", indent: 2)
    page.add("  settings: all")
    page.addComment("Every ACL that BlockPublicAcls would refuse.", indent: 2)
    page.add("  forbidden-acls: [public]")
    page.add("  evidence:")
    addLookback(to: &page)
    page.addComment("The newest log may be so much older than the instant of the check.", indent: 4)
    page.add("    freshness: 24h")
    page.addComment(
      "A longer silence in the logs is a gap, and a gap is not proof of anything.", indent: 4)
    page.add("    max-gap: 24h")
    page.addBlank()
  }

  private func addLookback(to page: inout YAMLPage) {
    page.addComment(
      "How far back the logs are searched: long enough for monthly and quarterly jobs.", indent: 4)
    if let extent = evidence.volume.extent, extent.length < Self.lookback {
      let days = extent.length.seconds / 86_400
      let span = days > 0 ? Int(days).counting("day") : "less than a day"
      page.addComment(
        "These logs span \(span), so no bucket is READY before about"
          + " \((extent.from + Self.lookback).day), or until older logs are given."
          + (days > 0
            ? " A shorter lookback would answer now, and overlook what happens more seldom:" : ""),
        indent: 4)
      if days > 0 { page.addProposal(["lookback: \(days)d"], indent: 4) }
    }
    page.add("    lookback: 90d")
  }
}
