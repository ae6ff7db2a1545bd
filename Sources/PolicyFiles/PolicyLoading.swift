import Diagnostics

/// Everything that is wrong with a run's policy files.
public struct PolicyErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// The errors by file and place, each followed by the notes that belong to it; never empty.
  public let diagnostics: [Diagnostic]

  init(_ reports: [Report]) {
    diagnostics = reports.enumerated().sorted { a, b in
      a.element.place == b.element.place
        ? a.offset < b.offset : a.element.place < b.element.place
    }.flatMap { [$0.element.error] + $0.element.notes }
  }

  /// The diagnostics as they are printed.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}

extension PolicySet {
  /// Reads policy files, given by name and content, and checks them against each other. Throws
  /// whatever is wrong in any of them, all at once. A file that is named twice counts once.
  public static func load(
    files: [(path: String, bytes: [UInt8])]
  ) throws(PolicyErrors) -> PolicySet {
    var reports: [Report] = []
    var policies: [PolicyFile] = []
    var sources: [String: SourceText] = [:]
    var knowsAllClaims = true
    var paths: Set<String> = []
    for (path, bytes) in files.sorted(by: { $0.path < $1.path })
    where paths.insert(path).inserted {
      let outcome = PolicyFileOutcome(path: path, bytes: bytes)
      reports += outcome.reports
      sources[path] = outcome.source
      knowsAllClaims = knowsAllClaims && outcome.knowsAllClaims
      if let policy = outcome.policy { policies.append(policy) }
    }
    reports += PolicySetChecks(files: policies, sources: sources, knowsAllClaims: knowsAllClaims)
      .reports()
    guard reports.isEmpty else { throw PolicyErrors(reports) }
    return PolicySet(files: policies)
  }
}

extension Report {
  fileprivate var place: SourceLocation { error.location ?? SourceLocation(file: "") }
}

/// What became of one file.
private struct PolicyFileOutcome {
  var source: SourceText?
  /// What could be read of it; whole only where there are no reports.
  var policy: PolicyFile?
  var reports: [Report] = []
  /// Whether all its claims could be read.
  var knowsAllClaims = false

  init(path: String, bytes: [UInt8]) {
    let source: SourceText
    do throws(Diagnostic) {
      source = try SourceText(path: path, bytes: bytes)
    } catch {
      reports = [Report(error)]
      return
    }
    self.source = source
    let document = YAMLDocument(source)
    reports = document.diagnostics.map { Report($0) }
    guard let root = document.root else { return }
    var decoder = PolicyFileDecoder(source)
    policy = decoder.policyFile(root)
    reports += decoder.reports
    // A document that was refused in part may hide a claim.
    knowsAllClaims = policy != nil && !decoder.missesClaims && document.diagnostics.isEmpty
  }
}
