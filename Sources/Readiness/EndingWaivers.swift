import Diagnostics
import PolicyFiles
import Timeline

/// The waivers that end soon, and the buckets that are not ready without them.
public struct EndingWaivers: Hashable, Sendable {
  /// The waivers, by last day and name; one at least.
  public let waivers: [Waiver]
  /// The buckets that become not ready, if nothing else changes, by name.
  public let buckets: [String]

  /// Compares an assessment with what the same evaluation says without the waivers that end soon; `nil`
  /// where none does.
  public init?(_ assessment: Assessment, by evaluation: Evaluation) {
    let ending = evaluation.waiversInScope.filter { $0.isNearItsEnd(at: assessment.asOf) }
    guard !ending.isEmpty else { return nil }
    waivers = ending.sorted { ($0.expires, $0.id) < ($1.expires, $1.id) }
    let without = evaluation.removing(ending)
    buckets = assessment.buckets.filter { bucket in
      // Of a bucket that no ending waiver names, nothing changes.
      bucket.verdict != .notReady && ending.contains { $0.bucket.matches(bucket.bucket) }
        && without.verdict(on: bucket.bucket) == .notReady
    }.map(\.bucket).sorted()
  }

  /// `2 waivers end within 14 days: PAY-1 (2020-03-31), PAY-2 (2020-04-01); payments-invoices is then not
  /// ready`.
  public var sentence: String {
    let names = waivers.map { "\($0.id) (\($0.expires.day))" }.joined(separator: ", ")
    let days = Waiver.announcement.seconds / TimeSpan.days(1).seconds
    let consequence =
      switch buckets.count {
      case 0: "no bucket depends on \(waivers.count == 1 ? "it" : "them") alone"
      case 1: "\(buckets[0]) is then not ready"
      default: "\(Self.listed(buckets)) are then not ready"
      }
    return "\(waivers.count.counting("waiver")) end\(waivers.count == 1 ? "s" : "") within"
      + " \(days) days: \(names); \(consequence)"
  }

  private static let mostBuckets = 5

  private static func listed(_ buckets: [String]) -> String {
    let shown = buckets.prefix(mostBuckets).joined(separator: ", ")
    let more = buckets.count - mostBuckets
    return more > 0 ? "\(shown) and \(more.grouped) more" : shown
  }
}
