import AWSCommand
public import Timeline
import TrailBucket

/// How much queries will scan, by what S3 lists of the days that they are over.
public struct ScanEstimate: Hashable, Sendable {
  /// Bytes of the log files of each day.
  private var bytesOfDays: [Instant: Int]

  /// Statements that each scan the same days.
  public static let statements = 2

  /// An estimate by these sizes.
  public init(bytesOfDays: [Instant: Int]) {
    self.bytesOfDays = bytesOfDays
  }

  /// Bytes of the log files of a plan's days.
  public func logBytes(of plan: DayPlan) -> Int {
    plan.ranges.reduce(0) { $0 + logBytes(of: $1) }
  }

  private func logBytes(of range: DayRange) -> Int {
    range.days.reduce(0) { $0 + (bytesOfDays[$1] ?? 0) }
  }

  /// Bytes that queries over a range will scan.
  public func scannedBytes(of range: DayRange) -> Int {
    logBytes(of: range) * Self.statements
  }

  /// Bytes that will be scanned for a plan.
  public func scannedBytes(of plan: DayPlan) -> Int {
    plan.ranges.reduce(0) { $0 + scannedBytes(of: $1) }
  }

  /// Bytes that will be charged for a plan.
  public func chargedBytes(of plan: DayPlan) -> Int {
    plan.ranges.reduce(0) {
      $0 + ScanPrice.chargedBytes(for: logBytes(of: $1)) * Self.statements
    }
  }
}

extension ScanEstimate {
  /// Lists the log files of a plan's days. A table's rows are whole records in files of JSON, so a query
  /// scans the files of its days from end to end.
  ///
  /// - Returns: `nil` where the table's location is not the folder of a trail's files.
  public static func listed(
    _ location: S3Location, for plan: DayPlan, with aws: AWSCommand
  ) async throws(AWSFailure) -> ScanEstimate? {
    guard let prefix = TrailPrefix(location), let first = plan.ranges.first?.first,
      let last = plan.ranges.last?.last
    else { return nil }
    let found = try await TrailListing(aws).files(
      below: prefix, accounts: [], regions: [], window: LogWindow(from: first, to: last))
    var bytes: [Instant: Int] = [:]
    for (day, files) in found.flatMap(\.days) {
      bytes[day, default: 0] += files.reduce(0) { $0 + $1.size }
    }
    return ScanEstimate(bytesOfDays: bytes)
  }
}
