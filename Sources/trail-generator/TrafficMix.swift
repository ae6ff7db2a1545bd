import TrailFixtures

/// What happens in one region of the busy account: kinds of events with how often each occurs.
struct TrafficMix: Sendable {
  private let templates: [[RecordTemplate]]
  /// For each of a thousand draws, the place of the kind that it means.
  private let lots: [Int]

  /// The traffic of a region.
  init(region: String) {
    let kinds = BusyTraffic(region: region).kinds.filter { !$0.events.isEmpty }
    templates = kinds.map { kind in
      kind.events.map { RecordTemplate(Self.text(of: $0, in: region)) }
    }
    lots = kinds.enumerated().flatMap { place, kind in
      Array(repeating: place, count: kind.share)
    }
  }

  /// Draws the template of one event.
  func template(from generator: inout SeededGenerator) -> RecordTemplate {
    let kind = templates[lots[generator.number(below: lots.count)]]
    return kind[generator.number(below: kind.count)]
  }

  /// The event's record with slots for all that differs from one event to the next.
  private static func text(of event: Event, in region: String) -> String {
    event.with {
      $0.eventTime = Slot.time.placeholder
      $0.eventID = Slot.eventID.placeholder
      $0.requestID = Slot.requestID.placeholder
      $0.transfer?.hostID = Slot.hostID.placeholder
      if $0.caller.service == nil { $0.sourceIPAddress = Slot.address.placeholder }
      if $0.transfer?.bytesIn == "4096" { $0.transfer?.bytesIn = Slot.bytes.placeholder }
      if $0.transfer?.bytesOut == "4096" { $0.transfer?.bytesOut = Slot.bytes.placeholder }
      if $0.caller.account != Caller.ownAccount {
        $0.sharedEventID = Slot.sharedEventID.placeholder
      }
    }
    .text.replacing("us-east-1", with: region)
  }
}
