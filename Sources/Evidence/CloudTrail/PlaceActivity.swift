import RawEvidence
import Timeline

/// When records of each account and Region were heard of.
///
/// The records of a file mostly lie in one place and one hour: that one is kept at hand.
struct PlaceActivity {
  private struct Place: Hashable {
    let account: Symbol
    let region: Symbol
  }

  private var heard: [Place: ActivityTimeline] = [:]
  private var place: Place?
  private var hour: Int64 = 0
  private var first: Int64 = 0
  private var last: Int64 = 0

  mutating func hear(account: Symbol, region: Symbol, at seconds: Int64) {
    if let place, place.account == account, place.region == region, seconds >= hour,
      seconds < hour + 3_600
    {
      if seconds < first { first = seconds }
      if seconds > last { last = seconds }
      return
    }
    putAway()
    place = Place(account: account, region: region)
    hour = seconds - (seconds % 3_600 + 3_600) % 3_600
    first = seconds
    last = seconds
  }

  private mutating func putAway() {
    guard let place else { return }
    heard[place, default: ActivityTimeline()].insert(
      Interval(
        from: Instant(secondsSince1970: first), to: Instant(secondsSince1970: last)))
  }

  mutating func drain(into ledger: inout Ledger, resolving text: (Symbol) -> String) {
    putAway()
    for (place, timeline) in heard {
      ledger.hear(
        of: TrailPlace(account: text(place.account), region: text(place.region)), timeline)
    }
  }
}
