import Foundation
import Testing

@Suite("The pages for people")
struct DocumentationTests {
  /// Some commands show a part of a report through `jq`.
  private static let hasJQ: Bool = {
    let outcome = try? Program.run(["--version"], in: Workspace(), executable: "jq")
    return outcome?.exitCode == 0
  }()

  private static let samples = DocumentationPage.all.flatMap(\.samples)
    .filter { hasJQ || !$0.command.contains("jq") }

  @Test("There are commands that can be checked, in the README and on a page for each format")
  func someAreChecked() {
    let pages = Set(DocumentationPage.all.filter { !$0.samples.isEmpty }.map(\.path))
    #expect(pages.contains("README.md"))
    for format in Self.formats {
      #expect(pages.contains("Sources/Reports/Reports.docc/Formats/\(format).md"))
    }
  }

  @Test("What a page says that a command prints is what it prints", arguments: samples)
  func sample(_ sample: DocumentationPage.Sample) throws {
    let folder = try Workspace()
    for name in ["Examples", "Policies"] {
      try folder.link(name, to: Golden.package + name)
    }
    let outcome = try Program.run(
      ["-c", sample.command], in: folder, environment: ["PATH": "\(Program.folder):/usr/bin:/bin"],
      executable: "sh")
    let printed = outcome.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasSuffix("\r") ? String($0.dropLast()) : String($0) }
    let missing = Self.missing(sample.output, from: printed)
    #expect(missing == nil, "\(sample.page): not printed, or not here:\n\(missing ?? "")")
  }

  /// The first part of the sample that is not printed where it should be; `nil` where all is. Between
  /// parts, and at an end, a line `...` stands for any number of lines.
  private static func missing(_ sample: [String], from printed: [String]) -> String? {
    let parts = sample.split(separator: "...", omittingEmptySubsequences: false)
    var rest = printed[...]
    if rest.last == "" { rest.removeLast() }
    for (index, part) in parts.enumerated() where !part.isEmpty {
      let starts = index == 0 ? [rest.startIndex] : Array(rest.indices)
      let found = starts.first { rest[$0...].starts(with: part) }
      guard let found else { return part.joined(separator: "\n") }
      rest = rest[(found + part.count)...]
    }
    let isOpen = parts.last?.isEmpty == true
    return isOpen || rest.isEmpty ? nil : "(the end) " + rest.joined(separator: "\n")
  }

  @Test("Links lead to files and headings that are there", arguments: DocumentationPage.all)
  func links(_ page: DocumentationPage) throws {
    let folder = URL(filePath: Golden.package + page.path).deletingLastPathComponent()
    for link in page.relativeLinks {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target =
        parts[0].isEmpty
        ? URL(filePath: Golden.package + page.path)
        : folder.appending(path: String(parts[0])).standardized
      let path = target.path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: path), "\(page.path): \(link)")
      guard parts.count > 1 else { continue }
      let name = String(path.dropFirst(Golden.package.count))
      let anchors = try #require(DocumentationPage(path: name)).anchors
      #expect(anchors.contains(String(parts[1])), "\(page.path): \(link)")
    }
  }

  /// As `--help` has them.
  private static let formats: [String] = {
    let help = (try? Program.run(["check", "--help"], in: Workspace()).standardOutput) ?? ""
    return help.matches(of: #/\n +([a-z]+) +- /#).map { String($0.output.1) }
  }()

  @Test("There is a page for each format, and the list of formats has each")
  func formats() throws {
    #expect(Self.formats.count == 10)
    let folder = "Sources/Reports/Reports.docc/Formats/"
    let list = try #require(DocumentationPage(path: folder + "Formats.md"))
    for format in Self.formats {
      #expect(list.relativeLinks.contains("\(format).md"))
      let page = try #require(DocumentationPage(path: "\(folder)\(format).md"))
      #expect(page.lines.contains("## What is left out"), "\(page.path)")
    }
  }

  /// Code that tests compile and run, without its indentation.
  private static let documentedUse: String = ["ReportsTests", "LedgerFileTests"].map {
    (try? Workspace.text(ofFileAt: "\(Golden.package)Tests/\($0)/DocumentedUse.swift")) ?? ""
  }.joined().flush

  @Test(
    "The code on a module's page is compiled and run by a test",
    arguments: DocumentationPage.all.filter { !$0.swiftCode.isEmpty })
  func code(_ page: DocumentationPage) {
    for code in page.swiftCode {
      #expect(Self.documentedUse.contains(code.flush), "\(page.path)")
    }
  }
}

extension String {
  /// The lines without the spaces that they begin with.
  fileprivate var flush: String {
    split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }
}
