/// How long is waited before a call is tried again.
public struct RetrySchedule: Hashable, Sendable {
  /// The waiting before each further attempt; their number is that of the further attempts.
  public var pauses: [Duration]

  /// A schedule of these pauses.
  public init(pauses: [Duration]) {
    self.pauses = pauses
  }

  /// Five attempts within fifteen seconds or so. The CLI has tried several times by itself before each
  /// of them is given up.
  public static let standard = RetrySchedule(
    pauses: [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])

  /// A pause, between half and all of what the schedule says: several that were turned away at once do
  /// not come back at once.
  static func jittered(_ pause: Duration) -> Duration {
    pause * Double.random(in: 0.5...1)
  }
}
