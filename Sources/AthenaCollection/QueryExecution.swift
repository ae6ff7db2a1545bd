import AWSCommand
import JSON

/// What Athena says of a query.
///
/// Source: Amazon Athena API Reference, "QueryExecution".
struct QueryExecution: Hashable, Sendable {
  enum State: String {
    case queued = "QUEUED"
    case running = "RUNNING"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case cancelled = "CANCELLED"
  }

  var state: State
  /// Why it came to that state, in Athena's words.
  var reason: String?
  /// The file that the result is written to; `nil` where Athena keeps the result itself.
  var outputLocation: String?
  /// Bytes that were read so far, which are what is paid for.
  var scannedBytes: Int

  /// The answer of `get-query-execution`; `nil` where it is none.
  init?(_ answer: JSONValue) {
    let execution = answer["QueryExecution"]
    let status = execution?["Status"]
    guard let state = status?["State"]?.string.flatMap(State.init) else { return nil }
    self.state = state
    reason = status?["StateChangeReason"]?.string ?? status?["AthenaError"]?["ErrorMessage"]?.string
    let location = execution?["ResultConfiguration"]?["OutputLocation"]?.string ?? ""
    outputLocation = location.isEmpty ? nil : location
    scannedBytes = 0
    if case .number(let digits)? = execution?["Statistics"]?["DataScannedInBytes"] {
      scannedBytes = Int(digits) ?? 0
    }
  }
}
