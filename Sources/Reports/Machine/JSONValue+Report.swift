import Diagnostics
import JSON
import Timeline

extension JSONValue {
  /// `2020-02-03T15:34:11Z`.
  static func instant(_ instant: Instant) -> JSONValue { .string(instant.description) }

  /// `{"from": ..., "to": ...}`.
  static func interval(_ interval: Interval) -> JSONValue {
    ["from": .instant(interval.from), "to": .instant(interval.to)]
  }

  /// A whole number.
  static func count(_ count: Int) -> JSONValue { .number(String(count)) }

  /// A text; `null` where there is none, or nothing in it.
  static func text(_ text: String?) -> JSONValue {
    text.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null
  }

  /// A list of texts.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// A place in a policy file. A line or column that is not known is left out, rather than 0.
  static func location(_ location: SourceLocation) -> JSONValue {
    var members: [Member] = [.init("file", .string(location.file))]
    if location.line > 0 { members.append(.init("line", .count(location.line))) }
    if location.line > 0, location.column > 0 {
      members.append(.init("column", .count(location.column)))
    }
    return .object(members)
  }
}
