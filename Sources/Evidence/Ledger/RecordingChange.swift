import S3Access
import Timeline

/// A call to CloudTrail that changes what is recorded.
///
/// Whose records these logs are nobody can say without the digests of the trail, so a call counts for
/// all trails that it may concern.
///
/// Source: CloudTrail API Reference, "StopLogging", "StartLogging", "DeleteTrail", "CreateTrail",
/// "UpdateTrail", "PutEventSelectors".
public struct RecordingChange: Hashable, Codable, Sendable, Comparable {
  /// The account that made it for its trails, and for those of its organization.
  public var account: String
  /// When.
  public var time: Instant
  /// The call, as `eventName` spells it.
  public var call: String
  /// The name of the trail, without the rest of its ARN; empty where the record does not show it.
  public var trail: String
  /// What the trail records from then on, where the call says so and the record shows it.
  public var selection: EventSelection?

  /// A change of these parts.
  public init(
    account: String, time: Instant, call: String, trail: String = "",
    selection: EventSelection? = nil
  ) {
    self.account = account
    self.time = time
    self.call = call
    self.trail = trail
    self.selection = selection
  }

  public static func < (a: RecordingChange, b: RecordingChange) -> Bool {
    if a.time != b.time { return a.time < b.time }
    return (a.account, a.call, a.trail) < (b.account, b.call, b.trail)
  }

  /// Whether it begins recording and ends none.
  public var onlyAdds: Bool { call == "StartLogging" || call == "CreateTrail" }

  static let calls: Set<String> = [
    "StopLogging", "StartLogging", "DeleteTrail", "CreateTrail", "UpdateTrail", "PutEventSelectors",
  ]
}
