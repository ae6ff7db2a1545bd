import Timeline
import TrailFixtures

/// One log file as CloudTrail delivers it: what happened in a few minutes, a few minutes later.
struct Delivery {
  /// When the file arrives.
  var time: Instant
  /// The events in it.
  var events: [Event]

  /// For how long events are collected into one file.
  private static let collection = TimeSpan.minutes(5)
  /// How long after its first event a file arrives.
  private static let delay = TimeSpan.minutes(6)

  /// Divides events, which must be in the order of time, into files.
  ///
  /// Source: CloudTrail User Guide, "How CloudTrail works": about five minutes on average.
  static func deliveries(of events: [Event]) -> [Delivery] {
    var deliveries: [Delivery] = []
    for event in events {
      guard let time = Instant(iso8601: event.eventTime) else { continue }
      if let last = deliveries.last, time <= last.time - delay + collection {
        deliveries[deliveries.count - 1].events.append(event)
      } else {
        deliveries.append(Delivery(time: time + delay, events: [event]))
      }
    }
    return deliveries
  }
}
