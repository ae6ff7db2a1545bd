public import AWSCommand
import AthenaQueries
import JSON
import RawEvidence
public import TrailBucket

/// What the data catalog says of a table, as far as a collection depends on it.
public struct CatalogTable: Hashable, Sendable {
  /// Where its files lie; `nil` where that is no place in S3.
  public var location: S3Location?
  /// The columns by which it is partitioned.
  public var partitions: [String]
  /// Whether partitions are computed, so that every day there is has one.
  public var isProjected: Bool
  /// What changes when other files belong to the table.
  public var definition: String

  /// A table whose catalog is not asked.
  public static let unknown = CatalogTable(partitions: [], isProjected: false, definition: "")
}

extension CatalogTable {
  /// Asks for the table that queries are over. Only the catalog of AWS Glue is asked; what is said of
  /// tables of others is not known.
  ///
  /// - Throws: ``QueryFailure/noTable`` and ``QueryFailure/notPartitioned`` beside AWS's failures.
  public static func read(
    _ context: QueryContext, dayPartition: String?, with aws: AWSCommand
  ) async throws(QueryFailure) -> CatalogTable {
    guard context.catalog == QueryContext.defaultCatalog else { return .unknown }
    let name = "\(context.table.database).\(context.table.table)"
    let answer: JSONValue
    do throws(AWSFailure) {
      answer = try await aws.json(
        AthenaCalls.table,
        ["--database-name", context.table.database, "--name", context.table.table])
    } catch {
      if case .refused(_, "EntityNotFoundException", let message) = error {
        throw .noTable(name: name, message: message)
      }
      throw .aws(error)
    }
    guard let described = answer["Table"], let table = CatalogTable(described) else {
      throw .aws(.unreadableAnswer(AthenaCalls.table))
    }
    // The catalog has names in lower case.
    if let dayPartition, !table.partitions.contains(dayPartition.lowercased()) {
      throw .notPartitioned(name: name, column: dayPartition, partitions: table.partitions)
    }
    return table
  }

  private init?(_ table: JSONValue) {
    guard case .object = table else { return nil }
    let place = table["StorageDescriptor"]?["Location"]?.string ?? ""
    let parameters = (table["Parameters"]?.members ?? []).filter {
      $0.name.hasPrefix("projection.") || $0.name == "storage.location.template"
    }
    self.init(
      location: S3Location(uri: place),
      partitions: (table["PartitionKeys"]?.elements ?? []).compactMap { $0["Name"]?.string },
      isProjected: table["Parameters"]?["projection.enabled"]?.string?.lowercased() == "true",
      definition: ([place] + parameters.map { "\($0.name)=\($0.value.string ?? "")" }.sorted())
        .joined(separator: "\n"))
  }
}
