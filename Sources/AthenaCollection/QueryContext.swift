public import AthenaQueries
public import TrailBucket

/// Where queries run, and where their results go.
public struct QueryContext: Hashable, Sendable {
  /// The table that is asked.
  public var table: AthenaTable
  /// The data catalog that holds it.
  public var catalog: String
  /// The workgroup; `nil` for the account's `primary`.
  public var workgroup: String?
  /// Where results are written; `nil` for where the workgroup says.
  public var outputLocation: S3Location?

  /// The catalog that every account has: that of AWS Glue.
  public static let defaultCatalog = "AwsDataCatalog"

  /// A table, and how it is asked.
  public init(
    table: AthenaTable, catalog: String = Self.defaultCatalog, workgroup: String? = nil,
    outputLocation: S3Location? = nil
  ) {
    self.table = table
    self.catalog = catalog
    self.workgroup = workgroup
    self.outputLocation = outputLocation
  }

  /// The arguments of `start-query-execution` that say so.
  var arguments: [String] {
    ["--query-execution-context", "Database=\(table.database),Catalog=\(catalog)"]
      + (workgroup.map { ["--work-group", $0] } ?? [])
      + (outputLocation.map { ["--result-configuration", "OutputLocation=\($0)"] } ?? [])
  }
}
