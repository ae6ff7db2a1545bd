import Testing

@testable import PolicyFiles

@Suite("Whether patterns meet")
struct GlobSearchTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var wanted: [String]
    var unwanted: [String] = []
    var found: String?
    var testDescription: String { "\(wanted) but not \(unwanted)" }
  }

  @Test(arguments: [
    Case(wanted: ["logs"], found: "logs"),
    Case(wanted: ["logs", "logs-*"], found: nil),
    Case(wanted: ["logs-*", "*-eu"], found: "logs-eu"),
    Case(wanted: ["logs-*"], found: "logs-x"),
    Case(wanted: ["logs-*"], unwanted: ["logs-?"], found: "logs-xx"),
    Case(wanted: ["logs-?"], unwanted: ["logs-*"], found: nil),
    Case(wanted: ["{a,b,c}-logs"], unwanted: ["a-logs", "c-logs"], found: "b-logs"),
    Case(wanted: ["{a,b}-logs"], unwanted: ["a-logs", "?-logs"], found: nil),
    Case(wanted: ["*"], found: "xxx"),
    Case(wanted: ["*"], unwanted: ["*x*"], found: "aaa"),
    Case(wanted: ["a*", "*b*", "*c"], found: "abc"),
    // A name is 63 characters at most, and ends in a letter or a digit.
    Case(wanted: [String(repeating: "?", count: 63)], found: String(repeating: "x", count: 63)),
    Case(wanted: [String(repeating: "?", count: 63)], unwanted: ["?*"], found: nil),
    Case(wanted: ["logs*"], unwanted: ["logs"], found: "logsx"),
  ])
  func search(_ c: Case) throws {
    let search = GlobSearch(
      matching: try c.wanted.map { try BucketPattern($0) },
      butNot: try c.unwanted.map { try BucketPattern($0) })
    var budget = 100_000
    #expect(
      search.outcome(spending: &budget) == c.found.map { .found($0) } ?? GlobSearch.Outcome.none)
  }

  /// What is found has what was asked for, by the matcher that verdicts go by.
  @Test(
    "What is found is matched by all that is wanted and by nothing else", .timeLimit(.minutes(1)))
  func agreesWithMatching() throws {
    var random = SplitMix64(seed: 5)
    let pieces = ["a", "b", "-", "*", "?", "{a,b}", "{ab,c}", "a"]
    for _ in 0..<2_000 {
      let texts = (0..<3).map { _ in
        (0..<Int.random(in: 2...5, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      }
      let patterns = texts.compactMap { try? BucketPattern("a\($0)a") }
      guard patterns.count == 3 else { continue }
      let search = GlobSearch(matching: Array(patterns[..<2]), butNot: [patterns[2]])
      var budget = 100_000
      switch search.outcome(spending: &budget) {
      case .found(let name):
        #expect(patterns[..<2].allSatisfy { $0.matches(name) } && !patterns[2].matches(name))
      case .none:
        for name in Self.shortNames {
          #expect(
            !(patterns[..<2].allSatisfy { $0.matches(name) } && !patterns[2].matches(name)),
            "\(texts): \(name)")
        }
      case .undecided: Issue.record("\(texts) is not intricate")
      }
    }
  }

  /// All names of `a`, `b`, `c` and `-` with up to five characters that begin and end with `a`.
  private static let shortNames: [String] = {
    var names = [""]
    var all: [String] = []
    for _ in 1...3 {
      names = names.flatMap { name in ["a", "b", "c", "-"].map { name + $0 } }
      all += names.map { "a\($0)a" }
    }
    return all
  }()
}
