public import Timeline

/// Which records of a table a query is over.
public struct QueryExtent: Hashable, Sendable {
  /// The table.
  public var table: AthenaTable
  /// What tells them from the others.
  public var selection: Selection

  /// What tells the records that are asked for from the others.
  public enum Selection: Hashable, Sendable {
    /// They are of requests from one instant on and up to another, which is left out. `dayPartition`
    /// is the column by whose days, written `2020/02/03`, the table is partitioned; `nil` where it is
    /// not, and all of it is scanned.
    case happened(from: Instant, to: Instant, dayPartition: String?)
    /// They lie in the folders of these days, the last one taken in, whenever the requests were. So
    /// each file belongs to one day, and one that was delivered late is found in its own.
    case delivered(first: Instant, last: Instant, dayPartition: String)
  }

  /// These records of a table.
  public init(_ table: AthenaTable, _ selection: Selection) {
    self.table = table
    self.selection = selection
  }

  /// The requests of a stretch of time, the instant at its end left out.
  public init(_ table: AthenaTable, from: Instant, to: Instant, dayPartition: String?) {
    self.init(table, .happened(from: from, to: to, dayPartition: dayPartition))
  }

  /// What a record has to fulfil.
  var condition: String {
    switch selection {
    case .happened(let from, let to, let dayPartition):
      // Files lie in the folder of the day of their delivery, which can be the day after.
      let days = dayPartition.map {
        "\n    AND " + Self.days(from: from, through: to + .days(1), in: $0)
      }
      return "eventtime >= '\(from)' AND eventtime < '\(to)'" + (days ?? "")
    case .delivered(let first, let last, let dayPartition):
      return Self.days(from: first, through: last, in: dayPartition)
    }
  }

  private static func days(from first: Instant, through last: Instant, in column: String) -> String
  {
    "\"\(column)\" BETWEEN '\(first.folderDay)' AND '\(last.folderDay)'"
  }
}
