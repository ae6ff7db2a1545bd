import Testing

@testable import S3Access

/// A Deny that is thought to cover an Allow and does not would make a public policy pass for one that
/// is not. So the reasoning is held against all short texts.
@Suite("What one pattern takes in of another")
struct ScopeCoverageTests {
  private static let letters = ["a", "b", "*", "?"]

  /// All patterns of up to three pieces.
  private static let patterns: [String] = {
    var patterns = [""]
    for _ in 1...3 { patterns += patterns.flatMap { pattern in letters.map { pattern + $0 } } }
    return Array(Set(patterns)).sorted()
  }()

  private static let texts: [String] = {
    var texts = [""]
    for _ in 1...4 { texts += texts.flatMap { text in ["a", "b", "c"].map { text + $0 } } }
    return Array(Set(texts)).sorted()
  }()

  private static let matched: [String: Set<String>] = Dictionary(
    uniqueKeysWithValues: patterns.map { pattern in
      (pattern, Set(texts.filter { matches(Substring(pattern), Substring($0)) }))
    })

  /// The plainest matcher that can be written, to judge the real one by.
  private static func matches(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let piece = pattern.first else { return text.isEmpty }
    if piece == "*" {
      return matches(pattern.dropFirst(), text)
        || !text.isEmpty && matches(pattern, text.dropFirst())
    }
    guard let letter = text.first, piece == "?" || piece == letter else { return false }
    return matches(pattern.dropFirst(), text.dropFirst())
  }

  @Test("a pattern that covers another matches all that the other matches")
  func coverage() throws {
    var covering = 0
    for pattern in Self.patterns {
      for other in Self.patterns
      where PolicyScope.matching([pattern]).coversActions(of: .matching([other])) {
        covering += 1
        let (these, those) = (Self.matched[pattern] ?? [], Self.matched[other] ?? [])
        #expect(those.isSubset(of: these), "\(pattern) covers \(other)")
      }
    }
    // More than each its own: the test would pass of a function that always says no.
    #expect(covering > 2 * Self.patterns.count)
  }

  @Test("what a NotAction spares is not covered")
  func exclusion() throws {
    var covering = 0
    for pattern in Self.patterns {
      for other in Self.patterns
      where PolicyScope.excluding([pattern]).coversActions(of: .matching([other])) {
        covering += 1
        let (these, those) = (Self.matched[pattern] ?? [], Self.matched[other] ?? [])
        #expect(those.isDisjoint(with: these), "all but \(pattern) covers \(other)")
      }
    }
    #expect(covering > Self.patterns.count)
  }

  @Test(
    "resources",
    arguments: [
      ("*", "arn:aws:s3:::b/*", true),
      ("arn:aws:s3:::*", "arn:aws:s3:::b/*", true),
      ("arn:*:s3:::b/*", "arn:aws:s3:::b/x", true),
      ("arn:aws:s3:::b*", "arn:aws:s3:::b/*", true),
      ("arn:aws:s3*b/*", "arn:aws:s3:::b/*", false),
      ("arn:aws:s3:::b/*", "*", false),
      ("arn:aws:s3:::b/*", "arn:aws:s3:::b", false),
      ("arn:aws:s3:::b/x", "arn:aws:s3:::B/x", false),
      ("arn:aws:s3:::b/?", "arn:aws:s3:::b/x", true),
      ("arn:aws:s3:::b/?", "arn:aws:s3:::b/*", false),
      // U+00E9 in one piece and in two: one text to Unicode, two keys to S3.
      ("arn:aws:s3:::b/\u{E9}", "arn:aws:s3:::b/e\u{301}", false),
      // Two bytes, one character: two question marks are too many for it.
      ("arn:aws:s3:::b/??", "arn:aws:s3:::b/\u{E9}", false),
      ("arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/alice/*", false),
      ("arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/${aws:username}/*", true),
      ("arn:aws:s3:::b/$*", "arn:aws:s3:::b/${aws:username}", false),
      ("arn:aws:s3:::b/*", "arn:aws:s3:::b/${aws:username}", true),
    ])
  func resources(_ pattern: String, _ other: String, _ covers: Bool) {
    #expect(
      PolicyScope.matching([pattern]).coversResources(of: .matching([other])) == covers)
  }
}
