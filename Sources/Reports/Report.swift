import Readiness

/// An assessment together with what a report says beside it.
public struct Report: Sendable {
  /// What was found.
  public var assessment: Assessment
  /// The program that speaks.
  public var tool: Tool
  /// The code that it ends with.
  public var exitCode: ExitCode
  /// What has changed since an earlier report; `nil` where none was given.
  public var comparison: BaselineComparison?

  /// A program by name and version.
  public struct Tool: Hashable, Sendable {
    /// The program's name.
    public var name: String
    /// Its version, such as `0.1.0`.
    public var version: String

    /// A program by name and version.
    public init(name: String = "bpa-ready", version: String) {
      self.name = name
      self.version = version
    }
  }

  /// A report of an assessment.
  public init(
    _ assessment: Assessment, tool: Tool, exitCode: ExitCode,
    comparison: BaselineComparison? = nil
  ) {
    self.assessment = assessment
    self.tool = tool
    self.exitCode = exitCode
    self.comparison = comparison
  }
}
