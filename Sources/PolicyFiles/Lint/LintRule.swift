/// What the linter looks for in policy files that can be read. Each finds warnings; an error is
/// whatever keeps the files from being applied at all.
public enum LintRule: String, CaseIterable, Hashable, Sendable {
  case expiredWaiver = "expired-waiver"
  case expiringWaiver = "expiring-waiver"
  case incompleteForbiddenACLs = "incomplete-forbidden-acls"
  case longWaiver = "long-waiver"
  case overlappingPatterns = "overlapping-patterns"
  case shadowedRule = "shadowed-rule"
  case staleWaiver = "stale-waiver"
  case uncomparedPatterns = "uncompared-patterns"
  case unmatchedPattern = "unmatched-pattern"
  case unusedBaseline = "unused-baseline"
  case unusedException = "unused-exception"

  /// The name under which errors are reported.
  public static let invalidPolicy = "invalid-policy"

  /// What the rule finds, in a sentence without an end stop.
  public var summary: String {
    switch self {
    case .expiredWaiver: "a waiver whose last day has passed"
    case .expiringWaiver: "a waiver that ends within 14 days"
    case .incompleteForbiddenACLs: "'forbidden-acls' leaves out what BlockPublicAcls refuses anyway"
    case .longWaiver: "a waiver that lasts longer than 'max-waiver-days' allows"
    case .overlappingPatterns: "two patterns meet, and only their place in the files decides"
    case .shadowedRule: "a rule that never decides for a bucket"
    case .staleWaiver: "a waiver that covers nothing that the evidence shows"
    case .uncomparedPatterns: "patterns too many or too intricate to be compared with each other"
    case .unmatchedPattern: "a pattern that matches no bucket in the evidence"
    case .unusedBaseline: "a baseline that no file extends"
    case .unusedException: "an exception that leaves out nothing"
    }
  }
}
