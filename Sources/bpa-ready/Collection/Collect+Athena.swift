import AWSCommand
import ArgumentParser
import AthenaCollection
import Diagnostics
import LedgerFile
import Reports
import Timeline

/// A table of log files in Athena.
extension Collect {
  /// Takes what the table says of the days that the ledger lacks into it.
  func collectFromAthena(into file: LedgerFile, _ standardError: StandardError) async throws {
    let (aws, context, now) = (AWSCommand(), try athena.context, Machine.now)
    let progress = ProgressBar(isShown: !quiet)
    let outcome = try await AWSInput.telling(standardError) {
      defer { progress.clear() }
      progress.say("asking the data catalog for the table")
      let table = try await CatalogTable.read(
        context, dayPartition: athena.partitionColumn, with: aws)
      let questions = DayQuestions(context, dayPartition: athena.partitionColumn, of: table)
      let collection = TableCollection(
        questions: questions, running: QueryRunning(aws, in: context), ledger: file,
        workers: workers, standardError: standardError)
      let window = days(now: now)
      let missing = athena.asksAgain ? window : try collection.missing(of: window)
      let plan = DayPlan(
        for: missing, asOf: now, lateness: athena.lateness,
        atOnce: questions.takesSeveralDays ? athena.daysAtOnce : 1,
        isPartitioned: athena.partitionColumn != nil)
      progress.say("listing the log files of \(plan.days.counting("day"))")
      try await tellEstimate(of: plan, table, with: aws, progress, standardError)
      guard !athena.onlyEstimates else {
        return nil as (TableCollection.Outcome, DayPlan, known: Int)?
      }
      if plan.ranges.isEmpty { return (TableCollection.Outcome(), plan, known: window.count) }
      let outcome = try await collection.collect(
        plan, upTo: athena.maxBytes, progress: progress)
      return (outcome, plan, known: window.count - missing.count)
    }
    guard let (outcome, plan, known) = outcome else { return }
    try tell(outcome, of: plan, known: known, standardError)
  }

  /// The days of the window, up to today.
  private func days(now: Instant) -> [Instant] {
    let window = trail.window(now: now)
    let today = now.startOfDay
    let last = min(window.last ?? today, today)
    return window.first <= last ? DayRange(first: window.first, last: last).days : []
  }

  private var price: ScanPrice { ScanPrice(dollarsPerTerabyte: athena.pricePerTerabyte) }

  /// Says what will be scanned, and what that is known from.
  private func tellEstimate(
    of plan: DayPlan, _ table: CatalogTable, with aws: AWSCommand, _ progress: ProgressBar,
    _ standardError: StandardError
  ) async throws {
    guard !plan.ranges.isEmpty else { return }
    let asked =
      "bpa-ready: \(plan.days.counting("day")) to ask Athena for, in"
      + " \((plan.ranges.count * ScanEstimate.statements).grouped) queries"
    guard athena.partitionColumn != nil else {
      progress.clear()
      standardError.say(
        "\(asked): the table has no partitions by day, so that each scans all of it")
      return
    }
    var (estimate, reason) = (
      nil as ScanEstimate?, "the table's files are not in a trail's folders"
    )
    do throws(AWSFailure) {
      if let location = table.location {
        estimate = try await ScanEstimate.listed(location, for: plan, with: aws)
      }
    } catch {
      if error == .cancelled || error == .notInstalled { throw error }
      reason = error.diagnostic.message
    }
    progress.clear()
    guard let estimate else {
      standardError.say("\(asked); how much they scan is not known before: \(reason)")
      return
    }
    let charged = estimate.chargedBytes(of: plan)
    standardError.say(
      "\(asked), which scan about \(estimate.scannedBytes(of: plan).bytesText): twice the"
        + " \(estimate.logBytes(of: plan).bytesText) that S3 lists of those days; about"
        + " \(price.price(ofCharged: charged)) at \(rate)")
    if let maxBytes = athena.maxBytes, estimate.scannedBytes(of: plan) > maxBytes {
      standardError.error(
        "that is more than --max-bytes \(maxBytes.grouped)",
        help: "ask for fewer days with --from and --to, or allow more")
      throw ArgumentParser.ExitCode(.usage)
    }
  }

  private var rate: String {
    athena.pricePerTerabyte == ScanPrice.standard.dollarsPerTerabyte
      ? "\(price.rate), which is what most Regions charge (aws.amazon.com/athena/pricing)"
      : price.rate
  }

  /// Says what the ledger got, and what it cost.
  private func tell(
    _ outcome: TableCollection.Outcome, of plan: DayPlan, known: Int,
    _ standardError: StandardError
  ) throws {
    standardError.tell(outcome.unreadable)
    standardError.say(
      "bpa-ready: \(ledger ?? ""): \(outcome.days.counting("day")) of Athena's table added with"
        + " \(outcome.events.counting("record")), \(known.grouped) known already")
    if outcome.days > 0, outcome.events == 0 {
      standardError.warning(
        "Athena told of no record in these days: look at the table's location, and at --day-partition,"
          + " whose values have to be days such as 2020/02/03")
    }
    if outcome.scan.queries > 0 {
      standardError.say(
        "bpa-ready: \(outcome.scan.queries.grouped) queries scanned \(outcome.scan.bytes.bytesText),"
          + " about \(price.price(ofCharged: outcome.scan.chargedBytes)) at \(rate)")
    }
    tellOutputs(outcome.outputs, standardError)
    if outcome.left > 0 {
      standardError.error(
        "\(outcome.left.counting("day")) are left: --max-bytes was reached",
        help: "run it again, and it goes on from there")
      throw ArgumentParser.ExitCode(.inputOutput)
    }
    if let failure = outcome.failure {
      standardError.show([failure.diagnostic])
      throw ArgumentParser.ExitCode(.inputOutput)
    }
  }

  /// Says where results lie, where that is not the place that was asked for.
  private func tellOutputs(_ outputs: Set<String>, _ standardError: StandardError) {
    guard let asked = athena.outputLocation, let other = outputs.sorted().first,
      !other.hasPrefix(asked)
    else { return }
    standardError.warning(
      "the workgroup writes results elsewhere, whatever --output-location says: \(other)")
  }
}
