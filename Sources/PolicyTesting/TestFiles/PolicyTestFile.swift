import Diagnostics
import S3Access
import Timeline

/// A file of tests, `NAME.test.yaml`, beside the policies that it tests.
public struct PolicyTestFile: Sendable {
  /// The file's name as it was given.
  public var path: String
  /// The policy files and folders that are tested, as the file names them, from its own folder on;
  /// `nil` where it names none, so that the policy file of the same name is meant.
  public var policies: [NamedPath]?
  /// The tests, in the order of the file.
  public var tests: [PolicyTest]
}

/// What is told of the evidence, and what the verdicts on it are to be.
public struct PolicyTest: Sendable {
  /// What it shows, in the author's words.
  public var name: String
  /// Where its name stands.
  public var location: SourceLocation
  /// The instant that the verdicts speak of.
  public var asOf: Instant
  /// The account of the buckets; `nil` where the policies or nobody say.
  public var account: String?
  /// The Region of the events that do not say theirs.
  public var region: String
  /// Log files and folders that are read beside the events.
  public var evidence: [NamedPath]
  /// When the trail recorded, events or no events.
  public var recorded: [Recording]
  /// What happened.
  public var events: [TestEvent]
  /// What is to be said of which bucket.
  public var expected: [ExpectedBucket]

  /// A stretch of time in which a trail recorded the buckets of a test.
  public struct Recording: Hashable, Sendable {
    /// From when on; `nil` from before the longest lookback of the policies.
    public var from: Instant?
    /// Until when; `nil` up to the instant of the verdicts.
    public var to: Instant?
    /// The classes of events that were recorded.
    public var classes: Set<EvidenceClass>
  }
}

/// A path that a test file names, with the place where it does.
public struct NamedPath: Hashable, Sendable {
  /// The path as it is written.
  public var text: String
  /// Where.
  public var location: SourceLocation
  let excerpt: SourceExcerpt?

  /// The path as it is to be opened: one that is relative begins in the folder of the test file.
  public var resolved: String {
    guard !text.hasPrefix("/"), let slash = location.file.lastIndex(of: "/") else { return text }
    return String(location.file[...slash]) + text
  }

  /// What is wrong with what stands there.
  public func diagnostic(_ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(.error, message, at: location, excerpt: excerpt, help: help)
  }
}

/// Everything that is wrong with a test file.
public struct PolicyTestErrors: Error, Hashable, Sendable {
  /// The errors in the order of the file; never empty.
  public let diagnostics: [Diagnostic]
}
