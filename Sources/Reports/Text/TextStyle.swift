/// How the text report is laid out: all that it could otherwise only learn from a terminal.
public struct TextStyle: Hashable, Sendable {
  /// The terminal's width in columns; `nil` where there is no terminal.
  public var terminalWidth: Int?
  /// Whether colours are used. No meaning rests on them.
  public var usesColor: Bool
  /// Whether bars and ellipses may be more than ASCII. Names from logs stay as they are.
  public var usesUnicode: Bool
  /// How much is said.
  public var verbosity: Verbosity

  /// How much a report says.
  public enum Verbosity: Hashable, Sendable {
    /// The verdict and a line a bucket.
    case quiet
    /// Also why, for each bucket that is not ready or unknown, and what the answer rests on.
    case normal
    /// Everything, for ready buckets too, with no list cut short.
    case verbose
  }

  /// A style; without a terminal plain text of 100 columns.
  public init(
    terminalWidth: Int? = nil, usesColor: Bool = false, usesUnicode: Bool = true,
    verbosity: Verbosity = .normal
  ) {
    self.terminalWidth = terminalWidth
    self.usesColor = usesColor
    self.usesUnicode = usesUnicode
    self.verbosity = verbosity
  }

  /// Whether there is a terminal, whose width cannot be passed.
  var isTerminal: Bool { terminalWidth != nil }

  /// The columns that lines are filled to. Narrower than the least, a table is no table any more.
  var width: Int { max(terminalWidth ?? 100, Self.leastWidth) }

  /// The narrowest width that is laid out for.
  static let leastWidth = 60

  /// The marks that are drawn with.
  var marks: Marks { usesUnicode ? .unicode : .ascii }

  /// The lengths that lists are cut to.
  var limits: Limits { verbosity == .verbose ? .none : .usual }
}

/// Marks that a report draws with.
struct Marks {
  let recorded: String
  let partlyRecorded: String
  let notRecorded: String
  let ellipsis: String

  static let unicode = Marks(
    recorded: "█", partlyRecorded: "▒", notRecorded: "░", ellipsis: "…")
  static let ascii = Marks(recorded: "#", partlyRecorded: "+", notRecorded: ".", ellipsis: "...")
}

/// How many of a kind are shown before a report says how many more there are.
struct Limits {
  let findings: Int
  let questions: Int
  let samples: Int
  let gaps: Int
  let userAgents: Int
  let sourceAddresses: Int
  /// Notices, unreadable files, sources, policies.
  let entries: Int
  /// Columns of a name from a log, such as a key.
  let nameWidth: Int

  static let usual = Limits(
    findings: 5, questions: 8, samples: 1, gaps: 3, userAgents: 2, sourceAddresses: 4, entries: 20,
    nameWidth: 240)
  static let none = Limits(
    findings: .max, questions: .max, samples: .max, gaps: .max, userAgents: .max,
    sourceAddresses: .max,
    entries: .max, nameWidth: .max)
}
