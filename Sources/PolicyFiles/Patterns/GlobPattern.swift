/// A pattern that matches a whole text: `*` stands for any characters or none, `?` for one
/// character, `{a,b}` for either alternative. Every other character stands for itself; there is no
/// escape, so a literal `*` in a key is written `?`.
///
/// Matching follows all alternatives at once (Thompson's construction), so the time is bounded by
/// pattern length times text length whatever the pattern is. Texts are compared scalar by scalar:
/// S3 keys that differ in their Unicode normalization are different keys.
public struct GlobPattern: Hashable, Sendable {
  /// The pattern as it was written.
  public let text: String
  /// Whether it holds no special character, and so matches one text only.
  public let isExact: Bool
  /// How many characters stand before the first special one.
  public let literalPrefixLength: Int
  /// How many characters of a matching text the pattern fixes at least.
  public let literalCount: Int

  let program: [GlobInstruction]
  let lengths: GlobLengths

  /// The longest pattern that is read. S3 keys hold 1,024 bytes at most.
  public static let maximumLength = 1_024

  /// Reads a pattern. Throws a ``PatternProblem`` where it is empty, too long, or its braces do not
  /// pair or nest.
  public init(_ text: String) throws(PatternProblem) {
    var compiler = GlobCompiler()
    try compiler.compile(text)
    self.text = text
    isExact = !compiler.hasSpecial
    literalPrefixLength = compiler.prefixLength
    literalCount = compiler.lengths.literals
    program = compiler.program
    lengths = compiler.lengths
  }

  /// Whether the whole text matches.
  public func matches(_ candidate: some StringProtocol) -> Bool {
    if isExact { return candidate.utf8.elementsEqual(text.utf8) }
    var matcher = GlobMatcher(program)
    return matcher.matches(candidate.unicodeScalars)
  }
}

extension GlobPattern: CustomStringConvertible {
  public var description: String { text }
}

/// Why a text is not a pattern, in words for a person.
public struct PatternProblem: Error, Hashable, Sendable {
  /// What is wrong, to be read after the pattern itself: `has a '{' that is never closed`.
  public var reason: String
  /// How to mend it; `nil` where the reason says all.
  public var help: String?

  /// A problem of these parts.
  public init(_ reason: String, help: String? = nil) {
    self.reason = reason
    self.help = help
  }
}
