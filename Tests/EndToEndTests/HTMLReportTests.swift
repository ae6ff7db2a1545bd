import Glibc
import Testing
import TrailFixtures

/// What somebody writes into a key, a user agent or a session's name to make a page do something.
private let markup = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
  "</style><script>alert(1)</script>", "--><svg onload=alert(1)>", "</title><h1>READY</h1>",
  "javascript:alert(1)", "]]><a href=//example.com>READY</a>", "&lt;b&gt; &amp;amp; &#60;i>",
]

/// The page as readers see it that are not ours.
@Suite("The HTML report")
struct HTMLReportTests {
  private static let tidy = "/usr/bin/tidy"
  private static let chromium = "/usr/bin/chromium"

  private static func isInstalled(_ program: String) -> Bool { access(program, X_OK) == 0 }

  /// Uses whose every name is hostile.
  private func hostileWorkspace() throws -> Workspace {
    let uploads = markup.map { text in
      Week.publicUpload("one").with {
        $0.caller = .role("app" + text, session: text)
        $0.userAgent = text
        $0.requestParameters = $0.requestParameters?.map { member in
          member.name == "key" ? .init("key", .string("logs/" + text)) : member
        }
      }
    }
    return try Workspace(policy: Policy("one"), events: Week.quiet("one") + uploads)
  }

  private func example() throws -> Workspace {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run([
      "check", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
      "2020-02-10T00:00:00Z", "--report", "html=review.html",
    ])
    #expect(outcome.exitCode == 1)
    return folder
  }

  @Test("stands beside the report on standard output")
  func file() throws {
    let page = try example().text("review.html")
    let isPage = page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n")
    #expect(isPage)
    let title = page.firstMatch(of: #/<title>([^<]*)</title>/#)?.output.1
    #expect(title == "NOT READY: 1 of 5 buckets is not ready - S3 Block Public Access")
  }

  /// A baseline to which everything is new.
  private static let noBuckets =
    #"{"schema": "bpa-ready/report/v1", "asOf": "2020-02-03T00:00:00Z", "buckets": []}"#

  @Test("has no error that HTML Tidy finds", .enabled(if: isInstalled(tidy)))
  func checked() throws {
    let hostile = try hostileWorkspace()
    try hostile.write(hostile.check("--format", "html").standardOutput, to: "review.html")
    let baselined = try hostileWorkspace()
    try baselined.write(Self.noBuckets, to: "before.json")
    let page = try baselined.check("--baseline", "before.json", "--format", "html").standardOutput
    #expect(page.contains("<h2 id=\"baseline\">"))
    try baselined.write(page, to: "review.html")
    for folder in [try example(), hostile, baselined] {
      let outcome = try Program.run(["-q", "-e", "review.html"], in: folder, executable: Self.tidy)
      // Tidy 5.6 is older than the headings that HTML lets a summary have.
      let complaints = outcome.standardError.split(separator: "\n")
        .filter { !$0.contains(#/<\/?summary>/#) }
      #expect(complaints == [])
      #expect(outcome.exitCode < 2)
    }
  }

  @Test("says hostile names, which do nothing in a browser", .enabled(if: isInstalled(chromium)))
  func browser() throws {
    let folder = try hostileWorkspace()
    try folder.write(folder.check("--format", "html").standardOutput, to: "review.html")
    let outcome = try Program.run(
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path("profile"))",
        "--dump-dom", "file://\(folder.path("review.html"))",
      ], in: folder, environment: ["HOME": folder.root], executable: Self.chromium)
    let document = outcome.standardOutput
    for text in markup {
      let written = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        .replacing(">", with: "&gt;")
      let isSaid = document.contains("logs/\(written)</bdi>")
      #expect(isSaid, "\(text)")
    }
    let injected = document.matches(of: #/<(script|img|iframe|a href="[^#]|[^<>]* on[a-z]+=)/#)
      .map { String($0.output.0) }
    #expect(injected == [])
    let headings = document.matches(of: #/<h1[ >]/#).count
    #expect(headings == 1)
  }
}
