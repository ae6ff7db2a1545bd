import Diagnostics
import JSON

/// A log in the Static Analysis Results Interchange Format: one run of one program.
///
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
public struct SARIFLog: Sendable {
  /// The program that speaks.
  public var tool: Report.Tool
  /// The rules that the results name.
  public var rules: [Rule]
  /// What was found.
  public var results: [Result]
  /// What is to be said of the run itself, such as files that could not be read.
  public var notifications: [Notification]
  /// More on the run for programs; empty for none.
  public var properties: [JSONValue.Member]

  /// A log of these parts.
  public init(
    tool: Report.Tool, rules: [Rule], results: [Result], notifications: [Notification] = [],
    properties: [JSONValue.Member] = []
  ) {
    self.tool = tool
    self.rules = rules
    self.results = results
    self.notifications = notifications
    self.properties = properties
  }

  /// Something that results speak of.
  public struct Rule: Hashable, Sendable {
    /// Its name, such as `BlockPublicAcls`.
    public var id: String
    /// What it says, in a sentence.
    public var summary: String
    /// What to do where it is broken.
    public var help: String
    /// A page that explains it; `nil` where there is none.
    public var helpURI: String?
    /// How bad a result is that says nothing else.
    public var severity: Diagnostic.Severity

    /// A rule of these parts.
    public init(
      id: String, summary: String, help: String, helpURI: String?, severity: Diagnostic.Severity
    ) {
      self.id = id
      self.summary = summary
      self.help = help
      self.helpURI = helpURI
      self.severity = severity
    }
  }

  /// A result: that a rule is broken, at a place.
  public struct Result: Hashable, Sendable {
    /// The rule's id.
    public var ruleID: String
    /// How bad it is.
    public var severity: Diagnostic.Severity
    /// What is wrong.
    public var message: String
    /// Where; `nil` where no place can be named.
    public var location: SourceLocation?
    /// The same in each run that finds the same; empty for none.
    public var fingerprint: String
    /// Why somebody accepted it; `nil` where nobody did.
    public var suppression: String?
    /// More for programs; empty for none.
    public var properties: [JSONValue.Member]
    /// What it is since an earlier run; `nil` where there was none to compare with. Either all results
    /// of a log have it, or none.
    public var baselineState: BaselineState?

    /// What a result is since an earlier run. The format has also `absent`; code scanning services that
    /// do not know it would show what was fixed as open.
    ///
    /// Source: SARIF 2.1.0, section 3.27.24.
    public enum BaselineState: String, CaseIterable, Hashable, Sendable {
      case new, unchanged, updated
    }

    /// A result of these parts.
    public init(
      ruleID: String, severity: Diagnostic.Severity, message: String, location: SourceLocation?,
      fingerprint: String = "", suppression: String? = nil, properties: [JSONValue.Member] = [],
      baselineState: BaselineState? = nil
    ) {
      self.ruleID = ruleID
      self.severity = severity
      self.message = message
      self.location = location
      self.fingerprint = fingerprint
      self.suppression = suppression
      self.properties = properties
      self.baselineState = baselineState
    }
  }

  /// Something that is to be said of the run itself.
  public struct Notification: Hashable, Sendable {
    /// How bad it is.
    public var severity: Diagnostic.Severity
    /// What is said.
    public var message: String

    /// A message about the run.
    public init(_ severity: Diagnostic.Severity, _ message: String) {
      self.severity = severity
      self.message = message
    }
  }

  /// The document, indented, with a line feed at its end.
  public var text: String { value.prettyText }
}
