import ArgumentParser
import Diagnostics
import PolicyFiles
import PolicyTesting
import RawEvidence
import Reports

/// The test files of a run, with the policies that each is about.
struct PolicyTestInput {
  /// A test file and its policies.
  struct File {
    var tests: PolicyTestFile
    var policies: PolicySet
  }

  private(set) var files: [File]
  /// The policies of the files, and those beside them that no test names.
  private(set) var allPolicies: [PolicySet]

  /// Test files are small; what is larger than this is something else, and is refused as such.
  private static let mostBytes = 16 << 20

  /// Reads the test files below the paths, and the policies that they name.
  ///
  /// - Throws: the exit code for what is wrong, after telling all of it.
  static func load(
    _ paths: [String], tellingErrors standardError: StandardError
  ) throws -> PolicyTestInput {
    let tests = try testFiles(paths, standardError)
    var isInvalid = false
    var diagnostics: [Diagnostic] = []
    let policyPaths = tests.map { file in
      file.policyPaths { diagnostics.append($0) }
    }
    if !diagnostics.isEmpty {
      standardError.show(diagnostics)
      isInvalid = true
    }
    var sets: [[String]: PolicySet] = [:]
    let folders = paths.filter(hasPolicies).map { [$0] }
    for paths in Set(policyPaths + folders).sorted(by: { $0.lexicographicallyPrecedes($1) })
    where !paths.isEmpty {
      do {
        sets[paths] = try PolicyInput(paths, tellingErrors: standardError)
          .policySet(tellingErrors: standardError)
      } catch let code as ArgumentParser.ExitCode where code == .init(.invalidPolicy) {
        isInvalid = true
      }
    }
    if isInvalid { throw ArgumentParser.ExitCode(.invalidPolicy) }
    let files = zip(tests, policyPaths).compactMap { file, paths in
      sets[paths].map { File(tests: file, policies: $0) }
    }
    return PolicyTestInput(files: files, allPolicies: Array(sets.values))
  }
}

// MARK: - Test files

extension PolicyTestInput {
  private static func testFiles(
    _ paths: [String], _ standardError: StandardError
  ) throws -> [PolicyTestFile] {
    var seen: Set<FileIdentity> = []
    let names = try paths.flatMap { try self.names(at: $0, standardError) }.filter { path in
      FileTree.entry(at: path).identity.map { seen.insert($0).inserted } ?? true
    }
    var files: [PolicyTestFile] = []
    var diagnostics: [Diagnostic] = []
    for name in names.sorted() {
      var bytes: [UInt8] = []
      try standardError.telling(name) { () throws(FileError) in
        bytes = try FileContent.bytes(ofFileAt: name, limit: mostBytes)
      }
      do {
        files.append(try PolicyTestFile(path: name, bytes: bytes))
      } catch {
        diagnostics += error.diagnostics
      }
    }
    guard diagnostics.isEmpty else {
      standardError.show(diagnostics)
      throw ArgumentParser.ExitCode(.invalidPolicy)
    }
    return files
  }

  private static func names(at path: String, _ standardError: StandardError) throws -> [String] {
    switch FileTree.entry(at: path) {
    case .file, .special: return [path]
    case .folder:
      let folder = path.hasSuffix("/") ? path : "\(path)/"
      var names: [String] = []
      try standardError.telling(path) { () throws(FileError) in
        names = try FileTree.names(inFolder: path).filter(isTestName)
      }
      guard !names.isEmpty else {
        standardError.error(
          "\(path): the folder holds no test",
          help: "a test file ends in .test.yaml and lies in the folder itself")
        throw ArgumentParser.ExitCode(.nothingInScope)
      }
      return names.map { folder + $0 }
    case .missing:
      standardError.error("\(path): there is no such file or folder", help: nil)
      throw ArgumentParser.ExitCode(.nothingInScope)
    case .unreachable(let reason):
      standardError.error("\(path): \(reason)", help: nil)
      throw ArgumentParser.ExitCode(.inputOutput)
    }
  }

  private static func isTestName(_ name: String) -> Bool {
    testEndings.contains { name.hasSuffix($0) }
  }

  fileprivate static let testEndings = [".test.yaml", ".test.yml"]

  /// Whether a path is a folder that holds policy files.
  private static func hasPolicies(_ path: String) -> Bool {
    guard case .folder = FileTree.entry(at: path) else { return false }
    let names = (try? FileTree.names(inFolder: path)) ?? []
    return names.contains(where: PolicyInput.isPolicyName)
  }
}

extension PolicyTestFile {
  /// The paths of the policies that it tests: those that it names, else its namesake.
  fileprivate func policyPaths(telling report: (Diagnostic) -> Void) -> [String] {
    guard let policies else { return [namesake(telling: report)].compactMap(\.self) }
    return policies.compactMap { policy in
      if case .missing = FileTree.entry(at: policy.resolved) {
        report(policy.diagnostic("there is no policy at '\(policy.resolved)'"))
        return nil
      }
      return policy.resolved.withoutDetours
    }
  }

  private func namesake(telling report: (Diagnostic) -> Void) -> String? {
    let stem = PolicyTestInput.testEndings.first(where: path.hasSuffix).map {
      String(path.dropLast($0.count))
    }
    let candidates = stem.map { ["\($0).yaml", "\($0).yml"] } ?? []
    if let found = candidates.first(where: { FileTree.entry(at: $0).identity != nil }) {
      return found
    }
    report(
      Diagnostic(
        .error, "the test does not say of which policies, and there is none of its name",
        at: SourceLocation(file: path), help: "name them: 'policies: [payments.yaml]'"))
    return nil
  }
}

extension String {
  /// The path without `.` and `folder/..`, as another path to the same file is written: what no test
  /// touches is told by the names of files. Where a link makes it another file, the path as it is.
  fileprivate var withoutDetours: String {
    var parts: [Substring] = []
    for part in split(separator: "/", omittingEmptySubsequences: false) where part != "." {
      if part == "..", let last = parts.last, last != "..", !last.isEmpty {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let path = parts.joined(separator: "/")
    return FileTree.entry(at: path).identity == FileTree.entry(at: self).identity ? path : self
  }
}
