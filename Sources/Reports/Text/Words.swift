import Diagnostics
import Evidence
import Readiness
import S3Access
import Timeline

/// Sizes and times as a person reads them.
enum Words {
  /// `once`, `twice`, `3 times`, `about 1,200,000 times`.
  static func times(_ count: Int, isEstimate: Bool) -> String {
    if isEstimate { return "about \(count.grouped) times" }
    switch count {
    case 1: return "once"
    case 2: return "twice"
    default: return "\(count.grouped) times"
    }
  }

  /// `2020-02-03 15:34:11 UTC`.
  static func moment(_ instant: Instant) -> String {
    "\(instant.day) \(clock(instant)) UTC"
  }

  /// `2020-02-03 15:34:11 to 15:40:02 UTC`, or with both days where they differ.
  static func moments(_ interval: Interval) -> String {
    let (from, to) = (interval.from, interval.to)
    if from == to { return moment(from) }
    return from.day == to.day
      ? "\(from.day) \(clock(from)) to \(clock(to)) UTC"
      : "\(from.day) \(clock(from)) to \(to.day) \(clock(to)) UTC"
  }

  /// `2020-01-03 to 2020-02-09`.
  static func days(_ interval: Interval) -> String {
    let (from, to) = (interval.from.day, interval.to.day)
    return from == to ? from : "\(from) to \(to)"
  }

  /// The span in its largest fitting unit, rounded: `3 d`, `26 h`, `5 min`, `40 s`.
  static func length(_ span: TimeSpan) -> String {
    let units: [(seconds: Int64, name: String)] = [(86_400, "d"), (3_600, "h"), (60, "min")]
    for unit in units where span.seconds >= unit.seconds * 2 {
      return "\((span.seconds + unit.seconds / 2) / unit.seconds) \(unit.name)"
    }
    return "\(span.seconds) s"
  }

  private static func clock(_ instant: Instant) -> String {
    String(instant.description.dropFirst(instant.day.count + 1).dropLast())
  }
}

extension PrincipalKind {
  /// What is said of a caller behind its name; `nil` where the name says it.
  var remark: String? {
    switch self {
    case .ownAccount: "own account"
    case .otherAccount: "another account"
    case .anonymous: nil
    case .awsService: "AWS service"
    case .unknown: "account not known"
    }
  }
}

extension Verdict {
  /// The ink of its name.
  var ink: Ink {
    switch self {
    case .notReady: .alarm
    case .unknown: .caution
    case .ready: .good
    case .exempt, .undeclared: .faint
    }
  }

  /// Its name in a table: only what has to be acted upon is loud.
  var cell: String { self == .notReady ? headline : rawValue }
}

extension SettingStatus {
  /// Its name in a table.
  var cell: String {
    switch self {
    case .safe: "safe"
    case .breaks: "BREAKS"
    case .unknown: "unknown"
    case .enabled: "on"
    case .notAsked: "-"
    }
  }

  /// The ink of its name.
  var ink: Ink {
    switch self {
    case .safe: .good
    case .breaks: .alarm
    case .unknown: .caution
    case .enabled: .good
    case .notAsked: .faint
    }
  }
}
