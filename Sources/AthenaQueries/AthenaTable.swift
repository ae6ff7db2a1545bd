import Timeline

/// A table of CloudTrail's log files in the AWS Glue Data Catalog.
public struct AthenaTable: Hashable, Sendable {
  /// The database.
  public var database: String
  /// The table.
  public var table: String

  /// A table of these names.
  ///
  /// - Returns: `nil` where a name is none that Athena takes: letters, digits and underscores.
  ///
  /// Source: Amazon Athena User Guide, "Name databases, tables, and columns".
  public init?(database: String, table: String) {
    guard [database, table].allSatisfy(\.isAthenaName) else { return nil }
    self.database = database
    self.table = table
  }

  /// Its name as a query writes it, each part in quotes.
  var reference: String { "\"\(database)\".\"\(table)\"" }
}

extension String {
  fileprivate var isAthenaName: Bool {
    (1...255).contains(utf8.count)
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

extension Instant {
  /// A day as the folders of log files are called: `2020/02/03`.
  var folderDay: String { day.split(separator: "-").joined(separator: "/") }
}
