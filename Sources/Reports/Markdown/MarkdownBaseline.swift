import Diagnostics
import Readiness

/// What has changed since the baseline: what got worse in sight, the rest in a fold.
struct MarkdownBaseline {
  private let comparison: BaselineComparison
  private static let mostChanges = 10
  private static let mostFindings = 3

  init(_ comparison: BaselineComparison) {
    self.comparison = comparison
  }

  var text: String {
    let worse = comparison.changes.filter { $0.kind == .worse }
    let others = comparison.changes.filter { $0.kind != .worse }
    var blocks = ["**\(comparison.headline)**"]
    if !worse.isEmpty { blocks.append(list(worse)) }
    if !others.isEmpty {
      let summary = others.count == 1 ? "1 other change" : "\(others.count.grouped) other changes"
      blocks.append(
        "<details>\n<summary>\(summary)</summary>\n\n\(list(others))\n\n</details>")
    }
    return blocks.joined(separator: "\n\n")
  }

  private func list(_ changes: [BaselineComparison.BucketChange]) -> String {
    let shown = changes.prefix(Self.mostChanges).flatMap(lines)
    let rest = changes.count - Self.mostChanges
    let more = rest > 0 ? ["- and \(rest.counting("bucket")) more, see the JSON report"] : []
    return (shown + more).joined(separator: "\n")
  }

  private func lines(of change: BaselineComparison.BucketChange) -> [String] {
    let name = MarkdownText.code(change.bucket)
    let settings = change.settings.map(\.words).joined(separator: ", ")
    return ["- \(change.kind.rawValue): \(name), \(change.verdicts)"]
      + (settings.isEmpty ? [] : ["  - \(MarkdownText.prose(settings))"])
      + lines("new", change.new) + lines("fixed", change.fixed)
  }

  private func lines(_ label: String, _ identities: [FindingIdentity]) -> [String] {
    let rest = identities.count - Self.mostFindings
    return identities.prefix(Self.mostFindings).map {
      "  - \(label): \(MarkdownText.code($0.words))"
    }
      + (rest > 0 ? ["  - and \(rest.grouped) more \(label)"] : [])
  }
}
