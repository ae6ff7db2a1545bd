public import AWSCommand
public import Diagnostics

/// Why a query gave no result.
public enum QueryFailure: Error, Hashable, Sendable {
  /// AWS gave no answer.
  case aws(AWSFailure)
  /// Athena took the query and ended it, for a reason that it tells.
  case failed(reason: String)
  /// Somebody else stopped the query, or the workgroup's limit did.
  case stopped(reason: String)
  /// There is no such table; in the words of the catalog.
  case noTable(name: String, message: String)
  /// The table is not partitioned by that column.
  case notPartitioned(name: String, column: String, partitions: [String])

  /// Whether it was told to stop from here.
  public var isCancellation: Bool { self == .aws(.cancelled) }
}

extension QueryFailure {
  /// What is wrong, and how to mend it.
  public var diagnostic: Diagnostic {
    switch self {
    case .aws(let failure): Self.diagnostic(of: failure)
    case .failed(let reason):
      Diagnostic(.error, "the query failed in Athena: \(reason)", help: Self.help(for: reason))
    case .stopped(let reason):
      Diagnostic(
        .error, "the query was cancelled in Athena, and not by this run: \(reason)",
        help: Self.help(for: reason) ?? "run it again: what was added stays")
    case .noTable(let name, let message):
      Diagnostic(
        .error, "there is no table \(name): \(message)",
        help:
          "'bpa-ready athena ddl' prints the statement that makes it; look at --database, --table"
          + " and the Region too")
    case .notPartitioned(let name, let column, let partitions):
      Diagnostic(
        .error,
        "the table \(name) has no partitions by '\(column)'"
          + (partitions.isEmpty ? "" : ", but by \(partitions.joined(separator: ", "))"),
        help: "name the column whose values are days such as 2020/02/03 with --day-partition, or"
          + " 'none': each query then scans the whole table")
    }
  }

  /// What is refused before a query runs.
  private static func diagnostic(of failure: AWSFailure) -> Diagnostic {
    var diagnostic = failure.diagnostic
    if case .refused(_, _, let message) = failure, diagnostic.help == nil {
      diagnostic.help = help(for: message)
    }
    return diagnostic
  }

  /// How to mend what Athena complains of; `nil` where its own words have to do.
  ///
  /// Source: Amazon Athena User Guide, "Troubleshoot issues in Athena".
  private static func help(for reason: String) -> String? {
    let reason = reason.lowercased()
    return remedies.first { remedy in remedy.words.contains { reason.contains($0) } }?.help
  }

  private static let remedies: [(words: [String], help: String)] = [
    (
      ["output location", "output bucket"],
      "give --output-location s3://BUCKET/PREFIX/ of a bucket in the Region of the query, or a"
        + " --workgroup that has one"
    ),
    (
      ["bytes scanned limit"],
      "the workgroup ends queries that scan more: ask for fewer --days-at-once, or have it raised"
    ),
    (
      ["workgroup"],
      "look at --workgroup: 'aws athena list-work-groups' shows those of the account and Region"
    ),
    (
      ["exhausted resources", "query timeout", "timed out", "time limit"],
      "ask for fewer days at once: --days-at-once 1"
    ),
    (
      ["column_not_found", "cannot be resolved"],
      "the table lacks a column that the query needs; 'bpa-ready athena ddl' prints one that has all"
    ),
    (
      ["table_not_found", "schema_not_found", "catalog_not_found", "does not exist"],
      "'bpa-ready athena ddl' prints the statement that makes the table; look at --database, --table,"
        + " --catalog and the Region too"
    ),
    (
      ["access denied", "accessdenied", "insufficient permissions", "not authorized"],
      "Athena reads with your permissions: 'bpa-ready collect --athena ... --print-iam-policy' prints"
        + " what is needed"
    ),
    (
      ["hive_bad_data", "hive_cursor_error", "hive_invalid", "json"],
      "a file below the table's location is no log of CloudTrail: 'bpa-ready athena ddl' makes a table"
        + " of log files alone"
    ),
  ]
}
