import Diagnostics

/// Why a file that another one extends cannot be had, in words that follow its name: `does not exist`.
public struct UnreadablePolicy: Error, Hashable, Sendable {
  /// The reason.
  public var reason: String

  /// A file that cannot be had for this reason.
  public init(_ reason: String) {
    self.reason = reason
  }
}

/// A policy file as it came from wherever it lies.
public typealias PolicyBytes = (path: String, bytes: [UInt8])

/// Policy files that were read together with all that they extend: the set that they make, or
/// everything that is wrong with them.
public struct PolicyReading: Sendable {
  /// The set; where there are ``errors`` it holds what could be read, and decides nothing.
  let draft: PolicySet
  /// What is wrong; `nil` where nothing is.
  public let errors: PolicyErrors?
  /// The texts by path, for the lines that diagnostics show.
  let sources: [String: SourceText]
  /// The files that others extend.
  let extendedPaths: Set<String>

  /// Reads files, given by name and content. `reading` is asked for a file that one of them extends
  /// and that is not among them, by its path from the same folder on; it may answer with another name
  /// for the file, under which it is known already. A file that is named or extended several times
  /// is read once.
  public init(
    files: [PolicyBytes],
    reading: (_ path: String) throws(UnreadablePolicy) -> PolicyBytes = Self.nothingElse
  ) {
    var reader = PolicyReader(files: files)
    reader.readAll(reading)
    draft = PolicySet(files: reader.policies, baselines: reader.baselines)
    sources = reader.sources
    extendedPaths = reader.extendedPaths
    let reports =
      reader.reports
      + PolicySetChecks(
        files: reader.policies.sorted { $0.path < $1.path }, sources: reader.sources,
        knowsAllClaims: reader.knowsAllClaims
      ).reports()
    errors = reports.isEmpty ? nil : PolicyErrors(reports)
  }

  /// The set. Throws whatever is wrong in any of the files, all at once.
  public func policySet() throws(PolicyErrors) -> PolicySet {
    if let errors { throw errors }
    return draft
  }

  /// For files that may extend each other only.
  public static func nothingElse(_ path: String) throws(UnreadablePolicy) -> PolicyBytes {
    throw UnreadablePolicy("is not among the files that were given")
  }
}

extension PolicySet {
  /// Reads policy files and what they extend, and checks them against each other: see
  /// ``PolicyReading/init(files:reading:)``. Throws whatever is wrong in any of them, all at once.
  public static func load(
    files: [PolicyBytes],
    reading: (_ path: String) throws(UnreadablePolicy) -> PolicyBytes = PolicyReading.nothingElse
  ) throws(PolicyErrors) -> PolicySet {
    try PolicyReading(files: files, reading: reading).policySet()
  }
}
