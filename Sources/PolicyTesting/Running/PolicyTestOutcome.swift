import Diagnostics
import Readiness

/// How a test ended.
public struct PolicyTestOutcome: Sendable {
  /// The test.
  public var test: PolicyTest
  /// The buckets of which something else is said than was expected; empty where the test passed.
  public var mismatches: [BucketMismatch]
  /// The rules that decided for the buckets that were expected, and the waivers that were held against
  /// their findings, by their places.
  public var touched: Set<SourceLocation>

  /// Whether all is as expected.
  public var hasPassed: Bool { mismatches.isEmpty }
}

/// What is said of a bucket, where it is not what was expected.
public struct BucketMismatch: Sendable {
  /// The bucket's name.
  public var bucket: String
  /// Where the expectation stands.
  public var location: SourceLocation
  /// The rule that decided; `nil` where none claims the bucket.
  public var declaredAt: SourceLocation?
  /// Each thing that is not as expected; never empty.
  public var differences: [Difference]

  /// One thing that is not as expected.
  public struct Difference: Hashable, Sendable {
    /// What it is: `verdict`, a setting, `finding`.
    public var subject: String
    /// What was expected; `nil` where there should be nothing.
    public var expected: String?
    /// What is; `nil` where there is nothing.
    public var actual: String?
    /// Why it is so, in sentences.
    public var reasons: [String]
  }
}

/// The tests of some files, run.
public struct PolicyTestRun: Sendable {
  /// The files with the outcomes of their tests.
  public var files: [File]
  /// The rules and waivers that no test touched, by place.
  public var untouched: [Untouched]

  /// One file of tests.
  public struct File: Sendable {
    /// Its path.
    public var path: String
    /// The outcomes, in the order of the file.
    public var outcomes: [PolicyTestOutcome]

    /// A file with the outcomes of its tests.
    public init(path: String, outcomes: [PolicyTestOutcome]) {
      self.path = path
      self.outcomes = outcomes
    }
  }

  /// A rule or a waiver that no test touched.
  public struct Untouched: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable {
      case rule, waiver
    }

    /// What it is.
    public var kind: Kind
    /// The name or pattern of the rule's buckets, the id of the waiver.
    public var name: String
    /// Where it stands.
    public var location: SourceLocation
  }

  /// The outcomes of all tests.
  public var outcomes: [PolicyTestOutcome] { files.flatMap(\.outcomes) }
  /// How many tests failed.
  public var failures: Int { outcomes.count { !$0.hasPassed } }
}
