import Foundation
import Testing

/// A page of Markdown that people read: the README, or an article of a module's documentation.
struct DocumentationPage: CustomTestStringConvertible, Sendable {
  /// Its path from the package's folder on.
  let path: String
  let lines: [String]

  var testDescription: String { path }

  /// The pages for people, the README first.
  static let all: [DocumentationPage] = {
    let articles =
      FileManager.default.enumerator(atPath: Golden.package + "Sources")?
      .compactMap { $0 as? String }
      .filter { $0.hasSuffix(".md") && $0.contains(".docc/") } ?? []
    return (["README.md", "Examples/README.md"] + articles.sorted().map { "Sources/\($0)" })
      .compactMap(DocumentationPage.init(path:))
  }()

  /// The page of that path; `nil` where there is none.
  init?(path: String) {
    guard let text = try? Workspace.text(ofFileAt: Golden.package + path) else { return nil }
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// A command that the page shows, and what it says that the command prints.
  struct Sample: CustomTestStringConvertible, Sendable {
    let page: String
    let command: String
    let output: [String]

    var testDescription: String { "\(page): \(command.suffix(60))" }
  }

  /// The commands after the comment `<!-- checked -->`: a fence of shell, and one of what it prints.
  var samples: [Sample] {
    lines.indices.filter { lines[$0] == "<!-- checked -->" }.map { index in
      let command = fence(after: index)
      let output = fence(after: command.end)
      return Sample(
        page: path, command: command.lines.joined(separator: "\n"), output: output.lines)
    }
  }

  private func fence(after index: Int) -> (lines: [String], end: Int) {
    let begin = lines[index...].firstIndex { $0.hasPrefix("```") } ?? lines.endIndex - 1
    let end = lines[(begin + 1)...].firstIndex { $0 == "```" } ?? lines.endIndex - 1
    return (Array(lines[(begin + 1)..<end]), end + 1)
  }

  /// What stands in fences of Swift.
  var swiftCode: [String] {
    lines.indices.filter { lines[$0] == "```swift" }
      .map { fence(after: $0).lines.joined(separator: "\n") }
  }

  /// The lines outside of fences.
  var prose: [String] {
    var isInFence = false
    return lines.filter { line in
      let isMark = line.trimmingCharacters(in: .whitespaces).hasPrefix("```")
      if isMark { isInFence.toggle() }
      return !isMark && !isInFence
    }
  }

  /// What the page's links and pictures lead to, those to other sites and to symbols left out.
  var relativeLinks: [String] {
    prose.flatMap { line in
      line.matches(of: /\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/).map {
        String($0.output.1 ?? $0.output.2 ?? "")
      }
    }.filter { !$0.contains("://") && !$0.hasPrefix("doc:") }
  }

  /// The names by which GitHub links to the page's headings.
  var anchors: Set<String> {
    Set(
      prose.filter { $0.hasPrefix("#") }.map { heading in
        heading.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || "- _".contains($0) }
          .replacing(" ", with: "-")
      })
  }

  /// The code in the first cell of each row of the tables below a heading of the page, or of all.
  func names(below heading: String? = nil) -> [String] {
    var isBelow = heading == nil
    return prose.flatMap { line -> [String] in
      if let heading, line.hasPrefix("#") { isBelow = line == heading }
      guard isBelow, line.hasPrefix("| `") else { return [] }
      let cell = line.dropFirst(2).split(separator: " | ").first ?? ""
      return cell.matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }
  }

  /// Whatever stands between single backticks.
  var code: Set<String> {
    Set(prose.flatMap { line in line.matches(of: /`([^`]+)`/).map { String($0.output.1) } })
  }
}
