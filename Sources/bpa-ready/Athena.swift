import ArgumentParser
import AthenaQueries
import Evidence
import RawEvidence
import Timeline
import TrailBucket

/// What is run in Amazon Athena, where the logs are too many for one machine.
struct Athena: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints what is run in Amazon Athena, for logs that are too many for one machine.",
    discussion: """
      'athena ddl' prints the statement that makes the table, 'athena sql' the query that finds the \
      records that matter. Neither calls AWS.
      """,
    subcommands: [SQL.self, DDL.self])

  /// Which table.
  struct TableOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The database of the table.", valueName: "name"))
    var database = "default"

    @Option(help: ArgumentHelp("The table of CloudTrail records.", valueName: "name"))
    var table = "cloudtrail_logs"

    func validate() throws { _ = try reference }

    var reference: AthenaTable {
      get throws {
        guard let reference = AthenaTable(database: database, table: table) else {
          throw ValidationError(
            "'\(database)' and '\(table)' have to be names of letters, digits and underscores.")
        }
        return reference
      }
    }
  }

  struct SQL: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sql",
      abstract: "Prints the query that finds the records that matter.",
      discussion: """
        Its result proves uses: what callers did that Block Public Access would stop, and changes of \
        configuration. It is no sign of recording, so that nothing gets ready by it alone: what was \
        recorded when is added up by the query that --recording prints.
        """)

    @OptionGroup var table: TableOptions

    @Flag(help: "Print the query that adds up what was recorded when.")
    var recording = false

    @Option(
      help: ArgumentHelp(
        """
        Requests that are alike but for time, key and tool are told one by one, up to so many; of the \
        further ones only the ids are, thousands a row.
        """, valueName: "n"))
    var oneByOne = Tally.detailLimit

    @Option(
      help: ArgumentHelp("How far back the query looks.", valueName: "span"),
      transform: TimeSpan.init(argument:))
    var lookback: TimeSpan = .days(90)

    @Option(
      help: ArgumentHelp("Up to when. (default: now)", valueName: "instant"),
      transform: Instant.init(argument:))
    var to: Instant?

    @Option(
      help: ArgumentHelp(
        """
        The column by whose days (2020/02/03) the table is partitioned; none where it is not, and all \
        of it is scanned.
        """, valueName: "column"))
    var dayPartition = TableDefinition.dayPartition

    func validate() throws {
      guard AthenaTable(database: dayPartition, table: dayPartition) != nil else {
        throw ValidationError("'\(dayPartition)' is no name of a column.")
      }
      guard oneByOne > 0 else { throw ValidationError("--one-by-one takes a number from 1 on.") }
    }

    func run() throws {
      let end = to ?? Machine.now
      let extent = QueryExtent(
        try table.reference, from: end - lookback, to: end,
        dayPartition: dayPartition == "none" ? nil : dayPartition)
      try Athena.print(
        recording ? RecordingQuery(extent).sql : EvidenceQuery(extent, toldOneByOne: oneByOne).sql)
    }
  }

  struct DDL: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ddl",
      abstract: "Prints the statement that makes a table with computed partitions.")

    @Argument(
      help: ArgumentHelp("The folder of accounts: s3://TRAIL-BUCKET/AWSLogs/.", valueName: "place"))
    var place: String

    @OptionGroup var table: TableOptions

    @Option(
      name: .customLong("account"),
      help: ArgumentHelp("An account whose logs are there. Repeatable.", valueName: "id"))
    var accounts: [String]

    @Option(
      name: .customLong("region"),
      help: ArgumentHelp("A Region whose logs are there. Repeatable.", valueName: "name"))
    var regions: [String]

    @Option(
      help: ArgumentHelp("The day of the oldest logs.", valueName: "day"),
      transform: Instant.init(argument:))
    var from: Instant

    func validate() throws { _ = try location }

    private var location: S3Location {
      get throws {
        guard let location = S3Location(uri: place),
          case .accounts(let folder)? = TrailPrefix(location),
          !folder.prefix.contains(where: { "'\\".contains($0) })
        else {
          throw ValidationError(
            "'\(place)' is no folder of accounts: expected s3://BUCKET/[PREFIX/]AWSLogs/[o-ID/].")
        }
        for account in accounts where account.utf8.count != 12 || !account.allSatisfy(\.isNumber) {
          throw ValidationError(
            "--account takes the twelve digits of an account, not '\(account)'.")
        }
        for region in regions where !region.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" })
        {
          throw ValidationError("--region takes the name of a Region, not '\(region)'.")
        }
        return folder
      }
    }

    func run() throws {
      let definition = TableDefinition(
        try table.reference, at: "\(try location)", accounts: accounts, regions: regions,
        from: from)
      try Athena.print(definition.ddl)
    }
  }

  fileprivate static func print(_ text: String) throws {
    try StandardError(isQuiet: false).telling("standard output") { () throws(FileError) in
      try OutputFile.writeToStandardOutput(text)
    }
  }
}
