import ArgumentParser
import Timeline
import TrailBucket

/// Which of a trail's files are taken from S3.
struct TrailOptions: ParsableArguments {
  @Option(
    name: .customLong("account"),
    help: ArgumentHelp(
      "From S3, only the logs of this account. Repeatable. (default: all)", valueName: "id"))
  var accounts: [String] = []

  @Option(
    name: .customLong("region"),
    help: ArgumentHelp(
      "From S3, only the logs of this Region. Repeatable. (default: all)", valueName: "name"))
  var regions: [String] = []

  @Option(
    help: ArgumentHelp(
      "From S3 and Athena, the logs of so long, such as 30d. (default: 90d)", valueName: "span"),
    transform: TimeSpan.init(argument:))
  var lookback: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "From S3 and Athena, the logs from this day or instant on, instead of --lookback.",
      valueName: "instant"),
    transform: Instant.init(argument:))
  var from: Instant?

  @Option(
    help: ArgumentHelp(
      "From S3 and Athena, the logs up to this instant. (default: up to now)", valueName: "instant"),
    transform: Instant.init(argument:))
  var to: Instant?

  func validate() throws {
    for account in accounts where account.utf8.count != 12 || !account.allSatisfy(\.isWholeNumber) {
      throw ValidationError(
        "--account takes the twelve digits of an account: '\(account)' has not.")
    }
    guard from == nil || lookback == nil else {
      throw ValidationError("--from and --lookback both say where to begin: give one of them.")
    }
    if let from, let to, to < from { throw ValidationError("--to is earlier than --from.") }
  }

  /// The days that are asked for.
  func window(now: Instant) -> LogWindow {
    LogWindow(from: from ?? (to ?? now) - (lookback ?? .days(90)), to: to)
  }
}

extension TimeSpan {
  /// Reads a length of time from the command line.
  init(argument: String) throws {
    guard let span = Self(argument), span.seconds > 0 else {
      throw ValidationError("expected a length of time, such as 90d or 24h")
    }
    self = span
  }
}
