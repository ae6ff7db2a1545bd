public import Timeline

/// Which records of a table a query is over.
public struct QueryExtent: Hashable, Sendable {
  /// The table.
  public var table: AthenaTable
  /// From when on.
  public var from: Instant
  /// Up to when, this instant left out.
  public var to: Instant
  /// The column by whose days, written `2020/02/03`, the table is partitioned; `nil` where it is not,
  /// and all of it is scanned.
  public var dayPartition: String?

  /// A stretch of time of a table.
  public init(_ table: AthenaTable, from: Instant, to: Instant, dayPartition: String?) {
    self.table = table
    self.from = from
    self.to = to
    self.dayPartition = dayPartition
  }

  /// What a record has to fulfil. Files lie in the folder of the day of their delivery, which can be the
  /// day after.
  var condition: String {
    let days = dayPartition.map {
      "\n    AND \"\($0)\" BETWEEN '\(from.folderDay)' AND '\((to + .days(1)).folderDay)'"
    }
    return "eventtime >= '\(from)' AND eventtime < '\(to)'" + (days ?? "")
  }
}
