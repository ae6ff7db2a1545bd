import ArgumentParser
import Crypto
import PolicyFiles
import RawEvidence
import Readiness
import Reports

/// The policy files of a run.
struct PolicyInput {
  var set: PolicySet
  var applied: [AppliedPolicy]

  /// Policy files are small; what is larger than this is something else, and is refused as such.
  private static let mostBytes = 16 << 20

  /// Reads all policy files below the paths.
  ///
  /// - Throws: the exit code for what is wrong, after telling it.
  static func load(
    _ paths: [String], tellingErrors standardError: StandardError
  ) throws -> PolicyInput {
    // One file under two names, such as `Policies` and `./Policies`, would claim its buckets twice.
    var seen: Set<FileIdentity> = []
    let files = try paths.flatMap { try self.files(at: $0, standardError) }.filter { path in
      FileTree.entry(at: path).identity.map { seen.insert($0).inserted } ?? true
    }
    let contents = try files.map { (path: $0, bytes: try bytes(of: $0, standardError)) }
    do {
      let set = try PolicySet.load(files: contents)
      let teams = Dictionary(set.files.map { ($0.path, $0.team) }) { first, _ in first }
      let applied = contents.compactMap { path, bytes in
        teams[path].map { AppliedPolicy(file: path, sha256: sha256(of: bytes), team: $0) }
      }
      return PolicyInput(set: set, applied: Set(applied).sorted { $0.file < $1.file })
    } catch {
      standardError.show(error.diagnostics)
      for (path, bytes) in contents where isLikeLog(bytes) {
        standardError.note(
          "\(path) looks like a log, not like a policy file: give it with --evidence")
      }
      throw ArgumentParser.ExitCode(.invalidPolicy)
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

  private static func bytes(of path: String, _ standardError: StandardError) throws -> [UInt8] {
    do {
      return try FileContent.bytes(ofFileAt: path, limit: mostBytes)
    } catch {
      throw failure(path, error.reason, .inputOutput, standardError)
    }
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
