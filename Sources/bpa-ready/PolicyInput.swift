import ArgumentParser
import Crypto
import PolicyFiles
import RawEvidence
import Readiness
import Reports

/// The policy files of a run, with those that they extend.
struct PolicyInput {
  /// What they say, and what is wrong with them.
  let reading: PolicyReading
  /// All files that were read, by path.
  let files: [PolicyBytes]

  /// Reads all policy files below the paths, and what they extend.
  ///
  /// - Throws: the exit code for a path that cannot be read, after telling it.
  init(_ paths: [String], tellingErrors standardError: StandardError) throws {
    var folder = PolicyFolder()
    for path in try paths.flatMap({ try Self.files(at: $0, standardError) }) {
      do {
        try folder.read(path)
      } catch {
        throw Self.failure(path, error.reason, .inputOutput, standardError)
      }
    }
    reading = PolicyReading(files: folder.files) { path throws(UnreadablePolicy) in
      try folder.extended(path)
    }
    files = folder.files.sorted { $0.path < $1.path }
  }

  /// The set that the files make.
  ///
  /// - Throws: the exit code for what is wrong, after telling it.
  func policySet(tellingErrors standardError: StandardError) throws -> PolicySet {
    do {
      return try reading.policySet()
    } catch {
      standardError.show(error.diagnostics)
      tellLogs(standardError)
      throw ArgumentParser.ExitCode(.invalidPolicy)
    }
  }

  /// Says which of the files are logs that somebody gave for policies.
  func tellLogs(_ standardError: StandardError) {
    for (path, bytes) in files where Self.isLikeLog(bytes) {
      standardError.note(
        "\(path) looks like a log, not like a policy file: give it with --evidence")
    }
  }

  /// The files as a report names them.
  func applied(_ set: PolicySet) -> [AppliedPolicy] {
    let teams = Dictionary(set.files.map { ($0.path, $0.team) }) { first, _ in first }
    return files.map { path, bytes in
      AppliedPolicy(file: path, sha256: Self.sha256(of: bytes), team: teams[path])
    }
  }

  private static func files(at path: String, _ standardError: StandardError) throws -> [String] {
    switch FileTree.entry(at: path) {
    case .file, .special: return [path]
    case .folder:
      let folder = path.hasSuffix("/") ? path : "\(path)/"
      let names: [String]
      do {
        names = try FileTree.names(inFolder: path).filter(isPolicyName)
      } catch {
        throw failure(path, error.reason, .inputOutput, standardError)
      }
      guard !names.isEmpty else {
        standardError.error(
          "\(path): the folder holds no policy file",
          help: "a policy file ends in .yaml or .yml and lies in the folder itself")
        throw ArgumentParser.ExitCode(.nothingInScope)
      }
      return names.sorted().map { folder + $0 }
    case .missing:
      let help = path == "Policies" ? "say where the policy files are: --policy PATH" : nil
      standardError.error("\(path): there is no such file or folder", help: help)
      throw ArgumentParser.ExitCode(.nothingInScope)
    case .unreachable(let reason): throw failure(path, reason, .inputOutput, standardError)
    }
  }

  /// Tests of policies lie beside them, in `*.test.yaml`.
  static func isPolicyName(_ name: String) -> Bool {
    [".yaml", ".yml"].contains { name.hasSuffix($0) && !name.hasSuffix(".test\($0)") }
  }

  /// Whether a file begins as JSON or gzip does.
  private static func isLikeLog(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1F, 0x8B])
      || bytes.first { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "{")
  }

  private static func failure(
    _ path: String, _ reason: String, _ code: Reports.ExitCode, _ standardError: StandardError
  ) -> ArgumentParser.ExitCode {
    standardError.error("\(path): \(reason)", help: nil)
    return ArgumentParser.ExitCode(code)
  }

  private static func sha256(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}

/// Policy files as they lie on the disk, each read once.
private struct PolicyFolder {
  /// The files that were read.
  private(set) var files: [PolicyBytes] = []
  /// One file under two names, such as `Policies` and `./Policies`, would claim its buckets twice.
  private var known: [FileIdentity: Int] = [:]

  /// Policy files are small; what is larger than this is something else, and is refused as such.
  private static let mostBytes = 16 << 20

  /// Reads a file, unless it has been read.
  mutating func read(_ path: String) throws(FileError) {
    let identity = FileTree.entry(at: path).identity
    if let identity, known[identity] != nil { return }
    let bytes = try FileContent.bytes(ofFileAt: path, limit: Self.mostBytes)
    if let identity { known[identity] = files.count }
    files.append((path, bytes))
  }

  /// A file that another one extends.
  mutating func extended(_ path: String) throws(UnreadablePolicy) -> PolicyBytes {
    switch FileTree.entry(at: path) {
    case .file(let identity, _, _), .special(let identity):
      if let index = known[identity] { return files[index] }
      guard case .file = FileTree.entry(at: path) else { throw UnreadablePolicy("is not a file") }
    case .folder: throw UnreadablePolicy("is a folder, not a file")
    case .missing: throw UnreadablePolicy("does not exist")
    case .unreachable(let reason): throw UnreadablePolicy(reason)
    }
    do throws(FileError) {
      try read(path)
    } catch {
      throw UnreadablePolicy(error.reason)
    }
    return files[files.count - 1]
  }
}
