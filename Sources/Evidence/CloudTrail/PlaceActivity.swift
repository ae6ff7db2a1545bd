import RawEvidence
import Timeline

/// When records of each account and Region were heard of.
///
/// The records of a file mostly lie in one place and a few hours: those are kept at hand, each in the
/// one slot that its hour may take, until another hour needs it.
struct PlaceActivity {
  private struct Place: Hashable {
    let account: Symbol
    let region: Symbol
    let folder: Int
  }

  private struct Heard {
    let place: Place
    let hour: Int64
    var first: Int64
    var last: Int64
  }

  private var timelines: [Place: ActivityTimeline] = [:]
  private var slots = [Heard?](repeating: nil, count: 64)

  mutating func hear(account: Symbol, region: Symbol, folder: Int, at seconds: Int64) {
    let place = Place(account: account, region: region, folder: folder)
    let hour = Instant(secondsSince1970: seconds).hourSince1970
    let slot = Int(truncatingIfNeeded: hour) & (slots.count - 1)
    guard let heard = slots[slot], heard.hour == hour, heard.place == place else {
      putAway(slot)
      slots[slot] = Heard(place: place, hour: hour, first: seconds, last: seconds)
      return
    }
    if seconds < heard.first { slots[slot]?.first = seconds }
    if seconds > heard.last { slots[slot]?.last = seconds }
  }

  private mutating func putAway(_ slot: Int) {
    guard let heard = slots[slot] else { return }
    timelines[heard.place, default: ActivityTimeline()].insert(
      Interval(
        from: Instant(secondsSince1970: heard.first), to: Instant(secondsSince1970: heard.last)))
  }

  /// What was heard of each place, by the names of the folders.
  mutating func drained(
    folders: [String], resolving text: (Symbol) -> String
  ) -> [TrailPlace: ActivityTimeline] {
    for slot in slots.indices { putAway(slot) }
    // Two symbols may stand for one text: "é" can be written in two ways that compare as equal, and a
    // letter as itself or as an escape.
    return timelines.reduce(into: [:]) { heard, entry in
      let place = TrailPlace(
        account: text(entry.key.account), region: text(entry.key.region),
        folder: folders[entry.key.folder])
      heard[place, default: ActivityTimeline()].formUnion(entry.value)
    }
  }
}
