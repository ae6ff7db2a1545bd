import Crypto
import Foundation
import Readiness
import Reports
import Testing

@Suite("The HTML report")
struct HTMLReportTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let assessment: Assessment
    var testDescription: String { name }
  }

  static let kept = [
    Case(name: "mixed", assessment: .mixed),
    Case(name: "ready", assessment: .sample([.archive, .ledger])),
    Case(name: "hostile", assessment: .hostile),
    Case(name: "empty", assessment: .empty),
  ]
  /// With buckets that share what is said of them, and buckets that do not.
  static let all: [Case] =
    kept + [
      Case(name: "crowded", assessment: .crowded(buckets: 6, findings: 3)),
      Case(
        name: "shared",
        assessment: .sample(
          (1...30).map {
            .sample("payments-\($0)", .ready, declaration: .payments(pattern: "payments-*"))
          })),
    ]

  @Test("is what it was", arguments: kept)
  func golden(_ testCase: Case) throws {
    try Golden.compare(page(testCase.assessment), with: "\(testCase.name).html")
  }

  @Test(
    "holds no character that deceives the eye, nor one that HTML does not allow", arguments: all)
  func noControls(_ testCase: Case) {
    #expect(Controls.found(in: page(testCase.assessment)) == [])
  }

  @Test("lets a browser use its own style sheet and nothing else", arguments: all)
  func contentSecurityPolicy(_ testCase: Case) throws {
    let page = page(testCase.assessment)
    let style = try #require(page.firstMatch(of: #/<style>((?s).*?)</style>/#)?.output.1)
    let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    let policy =
      "default-src &#39;none&#39;; style-src &#39;sha256-\(hash)&#39;; base-uri &#39;none&#39;;"
      + " form-action &#39;none&#39;"
    let found = page.firstMatch(of: #/"Content-Security-Policy" content="([^"]*)"/#)?.output.1
    #expect(found.map(String.init) == policy)
    let sheets = page.matches(of: #/<style/#).count
    #expect(sheets == 1)
  }

  /// What a browser would load, run or send.
  static let active = [
    "<script", "<img", "<link", "<iframe", "<object", "<embed", "<form", "<base", "<foreignobject",
    " style=", " src=", " on", "javascript:", "http:", "https:", "data:", "@import",
  ]

  @Test("loads nothing, runs nothing and sends nothing", arguments: all)
  func inert(_ testCase: Case) {
    // Text has no effect, whatever it says.
    let markup = page(testCase.assessment).matches(of: #/<[^>]*>/#).map { $0.output.lowercased() }
    #expect(!markup.isEmpty)
    for tag in markup {
      // The values of labels and the like are text too; addresses are not, and stay.
      let bare = tag.replacing(#/(content|aria-label)="[^"]*"/#, with: "")
      for word in Self.active { #expect(!bare.contains(word), "\(tag)") }
    }
  }

  @Test("leads to places that it has, each there once", arguments: all)
  func links(_ testCase: Case) {
    let page = page(testCase.assessment)
    let anchors = page.matches(of: #/ id="([^"]*)"/#).map(\.output.1)
    let targets = page.matches(of: #/ href="([^"]*)"/#).map(\.output.1)
    let labels = page.matches(of: #/ aria-labelledby="([^"]*)"/#).map { "#" + $0.output.1 }
    #expect(Set(anchors).count == anchors.count)
    #expect(Set(targets + labels[...].map { $0[...] }).subtracting(anchors.map { "#" + $0 }) == [])
  }

  @Test("has headings in order, and says what each drawing shows", arguments: all)
  func structure(_ testCase: Case) {
    let page = page(testCase.assessment)
    let levels = page.matches(of: #/<h([1-6])/#).compactMap { Int($0.output.1) }
    #expect(levels.first == 1)
    #expect(levels.count { $0 == 1 } == 1)
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
    let drawings = page.matches(of: #/<svg[^>]*role="img"[^>]*>(.{0,7})/#)
    for drawing in drawings { #expect(drawing.output.1 == "<title>") }
    let headers = page.matches(of: #/<th( [^>]*)?>/#).map { $0.output.1 ?? "" }
    for header in headers { #expect(header.contains("scope=")) }
  }

  @Test("names every bucket, with the way to what is said of it", arguments: [Assessment.large])
  func everyBucket(_ assessment: Assessment) {
    let page = page(assessment)
    let linked = page.components(separatedBy: "<bdi class=\"name\">").dropFirst()
      .filter { $0.contains("</bdi></a>") }.map { $0.prefix { $0 != "<" } }
    #expect(linked.map(String.init) == assessment.buckets.map(\.bucket))
  }

  @Test("stays small, and says what it leaves out")
  func bounded() {
    let many = page(.crowded(buckets: 300, findings: 40))
    #expect(many.utf8.count < 4_000_000)
    let told = Self.count(of: "<a href=\"#bucket-", in: many)
    #expect(told > 50)
    #expect(Self.count(of: "and 20 findings more, see the JSON report", in: many) == told)
    let omission = "The details of \(300 - told) buckets are left out"
    #expect(Self.count(of: omission, in: many) == 1)
    let more = page(.sample((1...3_000).map { .sample("payments-\($0)", .ready) }))
    #expect(more.utf8.count < 6_000_000)
    #expect(Self.count(of: " buckets more, see the JSON report", in: more) == 1)
  }

  private static func count(of text: String, in page: String) -> Int {
    page.components(separatedBy: text).count - 1
  }

  @Test("shortens a name that nobody could read, and says by how much")
  func longNames() {
    let name = String(repeating: "e\u{301}", count: 1_000)
    let page = page(.sample([.sample(name, .ready)]))
    let isSaid = page.contains("… 1,700 characters left out …")
    #expect(isSaid)
  }

  private func page(_ assessment: Assessment) -> String {
    HTMLReport(.sample(assessment)).text
  }
}

extension Assessment {
  /// Buckets of which each says something else, with so many findings each.
  fileprivate static func crowded(buckets: Int, findings: Int) -> Assessment {
    .sample(
      (1...buckets).map { number in
        .sample(
          "payments-production-\(number)", .notReady, reasons: ["Reason \(number)."],
          findings: (1...findings).map { .sample(count: $0 + number) }, earliestReady: "2020-05-04")
      })
  }
}
