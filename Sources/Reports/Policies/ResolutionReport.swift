import Diagnostics
import JSON
import PolicyFiles

/// Which rule decides for a bucket, and where everything that it asks was written.
public struct ResolutionReport: Sendable {
  private let resolution: RuleResolution

  /// A report of a resolution.
  public init(_ resolution: RuleResolution) {
    self.resolution = resolution
  }

  /// For people: a line a value, with the place that it comes from.
  public var text: String {
    let rule = resolution.rule
    var rows = [("rule", rule.bucket.text, "\(rule.declaredAt)"), ("team", rule.team, "")]
    if let account = rule.account { rows.append(("account", account, "")) }
    if case .public(let reason) = rule.expectation { rows.append(("reason", reason, "")) }
    rows += resolution.values.map { value in
      let origins = value.origins.map(\.description).joined(separator: " and ")
      return (value.key, value.text, origins.isEmpty ? "built in" : origins)
    }
    rows += resolution.waivers.map {
      ("waiver", "\($0.id) until \($0.expires.day)", "\($0.declaredAt)")
    }
    rows += resolution.others.map {
      ("matches too", "\($0.bucket.text) of team \($0.team)", "\($0.declaredAt)")
    }
    let lines = rows.map { row in
      let cells = [row.0, row.1, row.2].map(TerminalText.escaped)
      let line = "  " + cells[0].padded(to: 24) + cells[1].padded(to: 32) + cells[2]
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    return TerminalText.escaped(resolution.bucket) + "\n" + lines.joined()
  }

  /// For programs: `bpa-ready/resolution/v1`.
  public var json: String {
    let rule = resolution.rule
    let document: JSONValue = [
      "schema": "bpa-ready/resolution/v1",
      "bucket": .string(resolution.bucket),
      "rule": Self.rule(rule),
      "account": .text(rule.account),
      "values": .array(
        resolution.values.map {
          [
            "key": .string($0.key), "value": .string($0.text),
            "declaredAt": .array($0.origins.map(JSONValue.location)),
          ]
        }),
      "waivers": .array(
        resolution.waivers.map {
          [
            "id": .string($0.id), "lastDay": .string($0.expires.day),
            "declaredAt": .location($0.declaredAt),
          ]
        }),
      "others": .array(resolution.others.map(Self.rule)),
    ]
    return document.prettyText
  }

  private static func rule(_ rule: BucketRule) -> JSONValue {
    [
      "bucket": .string(rule.bucket.text), "team": .string(rule.team),
      "declaredAt": .location(rule.declaredAt),
    ]
  }
}

extension String {
  /// With two spaces at least behind it, up to so many columns.
  fileprivate func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(2, columns - TerminalText.width(self)))
  }
}
