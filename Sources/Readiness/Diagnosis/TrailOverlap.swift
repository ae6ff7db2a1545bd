import Evidence
import Timeline

/// An account and Region of which the files of several trails tell, so that the same calls are told of
/// more than once: an organization's trail beside the account's own. Each use counts once, by its event.
public struct TrailOverlap: Hashable, Sendable {
  /// The account that received the records.
  public var account: String
  /// The Region of the records.
  public var region: String
  /// The folders of the trails, in order.
  public var folders: [String]

  /// The overlaps in what was read, by account and Region.
  static func all(in ledger: Ledger) -> [TrailOverlap] {
    Dictionary(grouping: ledger.activity) { "\($0.key.account) \($0.key.region)" }
      .compactMap { _, trails in
        let meeting = trails.filter { trail in
          trails.contains { other in
            guard other.key != trail.key, let here = trail.value.extent,
              let there = other.value.extent
            else { return false }
            return here.intersection(there) != nil
          }
        }.map(\.key).sorted()
        return meeting.first.map {
          TrailOverlap(account: $0.account, region: $0.region, folders: meeting.map(\.folder))
        }
      }.sorted { ($0.account, $0.region) < ($1.account, $1.region) }
  }
}
