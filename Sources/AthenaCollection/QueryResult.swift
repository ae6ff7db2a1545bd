import AWSCommand
import JSON
public import RawEvidence
import TrailBucket

/// The result of a query, as the CSV that Athena writes.
public struct QueryResult: Sendable {
  /// Where the CSV is.
  public var content: Content
  /// The file in S3 that it was fetched from; `nil` where Athena keeps results itself.
  public var outputLocation: String?

  /// A result that is there.
  public init(content: Content, outputLocation: String? = nil) {
    self.content = content
    self.outputLocation = outputLocation
  }

  /// Where a CSV is.
  public enum Content: Sendable {
    /// In a file of so many bytes, which goes with the folder's last owner.
    case file(path: String, size: Int, TemporaryFolder)
    /// At hand.
    case bytes([UInt8])
  }
}

extension QueryRunning {
  /// Runs a statement, and fetches its result.
  ///
  /// The file that Athena writes to S3 is fetched as it is. A workgroup may keep results itself
  /// instead: then they are asked for row by row.
  ///
  /// Source: Amazon Athena User Guide, "Work with query results and recent queries", "Managed query
  /// results".
  public func result(
    of statement: String, report: @Sendable (Progress) -> Void
  ) async throws(QueryFailure) -> QueryResult {
    let finished = try await run(statement, report: report)
    do throws(AWSFailure) {
      let content =
        if let location = finished.outputLocation {
          try await fetch(location)
        } else {
          QueryResult.Content.bytes(try await rows(of: finished.id))
        }
      return QueryResult(content: content, outputLocation: finished.outputLocation)
    } catch {
      throw .aws(error)
    }
  }

  private func fetch(_ location: String) async throws(AWSFailure) -> QueryResult.Content {
    guard S3Location.isURI(location) else { throw .unreadableAnswer(AthenaCalls.state) }
    let folder: TemporaryFolder
    do {
      folder = try TemporaryFolder()
    } catch {
      throw .notRun(AthenaCalls.result, reason: "a temporary folder \(error.reason)")
    }
    let path = "\(folder.path)/result.csv"
    try await aws.output(
      of: AthenaCalls.result, [location, path, "--only-show-errors", "--no-progress"])
    guard case .file(_, let size, _) = FileTree.entry(at: path) else {
      throw .failed(AthenaCalls.result, message: "\(location) is missing after it")
    }
    return .file(path: path, size: size, folder)
  }

  /// Rows that one command asks for. Athena gives a thousand at once, and the CLI asks on.
  private static let rowsAtOnce = 20_000

  private func rows(of id: String) async throws(AWSFailure) -> [UInt8] {
    var csv: [UInt8] = []
    var token: String?
    repeat {
      let answer = try await aws.json(
        AthenaCalls.rows,
        ["--query-execution-id", id, "--max-items", "\(Self.rowsAtOnce)"]
          + (token.map { ["--starting-token", $0] } ?? []))
      guard case .array(let rows)? = answer["ResultSet"]?["Rows"] else {
        throw .unreadableAnswer(AthenaCalls.rows)
      }
      for row in rows { csv += row.csvLine.utf8 }
      token = answer["NextToken"]?.string
    } while token != nil
    return csv
  }
}

extension JSONValue {
  /// A row as the file of a result has it: what is null is empty and without quotes.
  fileprivate var csvLine: String {
    (self["Data"]?.elements ?? []).map { cell in
      guard let text = cell["VarCharValue"]?.string else { return "" }
      return "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }.joined(separator: ",") + "\n"
  }
}
