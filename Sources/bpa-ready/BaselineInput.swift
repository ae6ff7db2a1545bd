import ArgumentParser
import RawEvidence
import Reports

/// The earlier report of a run.
enum BaselineInput {
  /// What is larger than this is no report of ours: two thousand buckets take some twenty megabytes.
  private static let mostBytes = 512 << 20

  /// Reads an earlier JSON report.
  ///
  /// - Throws: the exit code for what is wrong, after telling it: a baseline that cannot be read must
  ///   not look like one since which nothing changed.
  static func load(
    _ path: String, tellingErrors standardError: StandardError
  ) throws -> Baseline {
    func failure(_ reason: String, _ code: Reports.ExitCode) -> ArgumentParser.ExitCode {
      standardError.error(
        "\(path): \(reason)",
        help: code == .unusableEvidence
          ? "--baseline takes what '--format json' or '--report json=FILE' wrote" : nil)
      return ArgumentParser.ExitCode(code)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileContent.bytes(ofFileAt: path, limit: mostBytes)
    } catch {
      throw failure(error.reason, error.isMissing ? .nothingInScope : .inputOutput)
    }
    guard bytes.count <= mostBytes else {
      throw failure("it is larger than any report", .unusableEvidence)
    }
    guard let text = String(validating: bytes, as: UTF8.self), var parser = JSONParser(),
      let document = parser.parse(text)
    else { throw failure("it is not valid JSON", .unusableEvidence) }
    do {
      return try Baseline(document)
    } catch {
      throw failure("it is no baseline: \(error.reason)", .unusableEvidence)
    }
  }
}
