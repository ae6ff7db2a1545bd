import ArgumentParser
import AthenaCollection
import AthenaQueries
import Timeline
import TrailBucket

/// How a table of log files is asked in Athena.
struct AthenaOptions: ParsableArguments {
  @Flag(
    name: .customLong("athena"),
    help: "Ask Athena for the days of a table of log files that the ledger lacks.")
  var isAsked = false

  @Option(help: ArgumentHelp("The database of the table.", valueName: "name"))
  var database: String?

  @Option(help: ArgumentHelp("The table of CloudTrail records.", valueName: "name"))
  var table: String?

  @Option(
    help: ArgumentHelp(
      "Where Athena writes results. (default: where the workgroup says)",
      valueName: "s3://bucket/prefix"))
  var outputLocation: String?

  @Option(help: ArgumentHelp("The workgroup. (default: primary)", valueName: "name"))
  var workgroup: String?

  @Option(help: ArgumentHelp("The data catalog that holds the table.", valueName: "name"))
  var catalog = QueryContext.defaultCatalog

  @Option(
    help: ArgumentHelp(
      """
      The column by whose days (2020/02/03) the table is partitioned; none where it is not, and each \
      query scans all of it.
      """, valueName: "column"))
  var dayPartition = TableDefinition.dayPartition

  @Option(help: ArgumentHelp("Days that a query is over, at most.", valueName: "n"))
  var daysAtOnce = 7

  @Option(
    help: ArgumentHelp(
      "How long after its end a day is asked for again, since files come late. (default: 24h)",
      valueName: "span"),
    transform: TimeSpan.init(argument:))
  var lateness: TimeSpan = .hours(24)

  @Flag(name: .customLong("ask-again"), help: "Ask for all days, those of the ledger too.")
  var asksAgain = false

  @Option(help: ArgumentHelp("What Athena charges in your Region, in US dollars.", valueName: "n"))
  var pricePerTerabyte = ScanPrice.standard.dollarsPerTerabyte

  @Option(
    help: ArgumentHelp("Ask for no more once so many bytes were scanned.", valueName: "n"))
  var maxBytes: Int?

  @Flag(name: .customLong("estimate"), help: "Say what it would scan and cost, and ask nothing.")
  var onlyEstimates = false

  func validate() throws {
    guard isAsked else {
      if database != nil || table != nil || outputLocation != nil || workgroup != nil
        || onlyEstimates || asksAgain || maxBytes != nil
      {
        throw ValidationError("Options of Athena tables are for --athena.")
      }
      return
    }
    _ = try context
    guard dayPartition == "none" || AthenaTable(database: dayPartition, table: dayPartition) != nil
    else { throw ValidationError("'\(dayPartition)' is no name of a column.") }
    guard (1...366).contains(daysAtOnce) else {
      throw ValidationError("--days-at-once takes a number from 1 to 366.")
    }
    guard pricePerTerabyte >= 0, pricePerTerabyte < 1e6 else {
      throw ValidationError("--price-per-terabyte takes US dollars, such as 5.")
    }
    if let maxBytes, maxBytes <= 0 {
      throw ValidationError("--max-bytes takes a number of bytes from 1 on.")
    }
  }

  /// The column by whose days the table is partitioned; `nil` where it is not.
  var partitionColumn: String? { dayPartition == "none" ? nil : dayPartition }

  /// Where the queries run.
  var context: QueryContext {
    get throws {
      guard let database, let table else {
        throw ValidationError("--athena needs the table: --database NAME --table NAME.")
      }
      guard let reference = AthenaTable(database: database, table: table) else {
        throw ValidationError(
          "'\(database)' and '\(table)' have to be names of letters, digits and underscores.")
      }
      for name in [catalog, workgroup].compactMap(\.self) where !Self.isName(name) {
        throw ValidationError("'\(name)' is no name of a catalog or workgroup.")
      }
      var output: S3Location?
      if let outputLocation {
        guard let location = S3Location(uri: outputLocation),
          !location.prefix.contains(where: { ",\"'".contains($0) })
        else {
          throw ValidationError(
            "'\(outputLocation)' is no place for results: expected s3://BUCKET/PREFIX/.")
        }
        output = location
      }
      return QueryContext(
        table: reference, catalog: catalog, workgroup: workgroup, outputLocation: output)
    }
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-")
      && text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "._-@/".contains($0))
      }
  }
}
