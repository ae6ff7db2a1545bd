/// A bucket's name, or a ``GlobPattern`` that possible bucket names match.
public struct BucketPattern: Hashable, Sendable {
  /// The pattern beneath.
  public let glob: GlobPattern

  /// Reads a name or pattern. Throws a ``PatternProblem`` where no S3 bucket could have such a name.
  public init(_ text: String) throws(PatternProblem) {
    glob = try GlobPattern(text)
    try BucketNaming.check(glob)
  }

  /// The name or pattern as it was written.
  public var text: String { glob.text }

  /// The one name that it matches; `nil` where it is a pattern.
  public var exactName: String? { glob.isExact ? glob.text : nil }

  /// Whether a bucket of that name matches.
  public func matches(_ bucket: some StringProtocol) -> Bool { glob.matches(bucket) }

  /// How closely it describes a bucket; of two that match one, the greater decides.
  public var specificity: Specificity {
    Specificity(
      isExact: glob.isExact, literalPrefixLength: glob.literalPrefixLength,
      literalCount: glob.literalCount)
  }

  /// An exact name beats a pattern, a longer literal prefix a shorter one, and then the pattern that
  /// fixes more characters one that fixes fewer.
  public struct Specificity: Hashable, Comparable, Sendable {
    let isExact: Bool
    let literalPrefixLength: Int
    let literalCount: Int

    public static func < (a: Specificity, b: Specificity) -> Bool {
      a.rank < b.rank
    }

    private var rank: (Int, Int, Int) { (isExact ? 1 : 0, literalPrefixLength, literalCount) }
  }
}

extension BucketPattern: CustomStringConvertible {
  public var description: String { text }
}

/// What S3 takes for a bucket's name.
///
/// Source: Amazon S3 User Guide, "General purpose bucket naming rules". Buckets made in us-east-1
/// before March 2018 may have up to 255 characters, capitals and underscores; such a name is taken
/// where it is written out, not in a pattern, where a capital is a slip far more often.
enum BucketNaming {
  static func check(_ glob: GlobPattern) throws(PatternProblem) {
    let literals = glob.program.compactMap { instruction -> Unicode.Scalar? in
      if case .scalar(let scalar) = instruction { scalar } else { nil }
    }
    let isLegacy = glob.isExact && literals.contains(where: isLegacyOnly)
    if let foreign = literals.first(where: { !isModern($0) && !(glob.isExact && isLegacyOnly($0)) })
    {
      throw PatternProblem(
        "cannot be a bucket's name: it holds '\(foreign)'",
        help: "bucket names are made of lower-case letters, digits, dots and hyphens"
          + (glob.isExact ? "" : "; '*', '?' and '{a,b}' make patterns"))
    }
    try checkLength(glob, longest: isLegacy ? 255 : 63)
    try checkShape(glob, isLegacy: isLegacy)
  }

  private static func checkLength(
    _ glob: GlobPattern, longest: Int
  ) throws(PatternProblem) {
    let subject = glob.isExact ? "cannot be a bucket's name" : "matches no possible bucket name"
    if let maximum = glob.lengths.maximum, maximum < 3 {
      throw PatternProblem("\(subject): it is shorter than 3 characters")
    }
    if glob.lengths.minimum > longest {
      throw PatternProblem("\(subject): it is longer than \(longest) characters")
    }
  }

  private static func checkShape(_ glob: GlobPattern, isLegacy: Bool) throws(PatternProblem) {
    guard !isLegacy else { return }
    let ends = [glob.text.first, glob.text.last].compactMap(\.self)
    if let end = ends.first(where: { $0 == "." || $0 == "-" }) {
      throw PatternProblem(
        "cannot be a bucket's name: it begins or ends with '\(end)'",
        help: "bucket names begin and end with a letter or digit")
    }
    if glob.text.contains("..") {
      throw PatternProblem("cannot be a bucket's name: it holds two dots in a row")
    }
    if glob.isExact, isAddress(glob.text) {
      throw PatternProblem("cannot be a bucket's name: it has the form of an IP address")
    }
  }

  private static func isModern(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", ".", "-": true
    default: false
    }
  }

  private static func isLegacyOnly(_ scalar: Unicode.Scalar) -> Bool {
    ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private static func isAddress(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
