import Diagnostics
import Readiness

/// What has changed since the baseline, as properties of the suite and of its cases.
struct JUnitBaseline {
  private let comparison: BaselineComparison?
  private let changes: [String: BaselineComparison.BucketChange]

  init(_ comparison: BaselineComparison?) {
    self.comparison = comparison
    changes = Dictionary(
      (comparison?.changes ?? []).map { ($0.bucket, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// Those of the suite: how many changed, and the buckets that are gone, which have no case.
  var properties: [XMLElement] {
    guard let comparison else { return [] }
    let gone = comparison.changes.filter { $0.kind == .gone }
    return Self.properties(
      [("baseline", comparison.headline)]
        + gone.map { ("baseline.gone", "\($0.bucket), \($0.verdicts)") })
  }

  /// Those of a bucket's case.
  func properties(of bucket: String) -> [XMLElement] {
    guard comparison != nil else { return [] }
    guard let change = changes[bucket] else {
      return Self.properties([("baseline", "unchanged")])
    }
    return Self.properties(
      [("baseline", change.kind.rawValue), ("baseline.verdict", change.verdicts)]
        + change.settings.map { ("baseline.setting", $0.words) }
        + change.new.map { ("baseline.new", $0.words) }
        + change.fixed.map { ("baseline.fixed", $0.words) })
  }

  private static func properties(_ list: [(name: String, value: String)]) -> [XMLElement] {
    [
      XMLElement(
        "properties", [],
        list.map { name, value in
          XMLElement(
            "property", [.init("name", name), .init("value", TerminalText.escaped(value))])
        })
    ]
  }
}
