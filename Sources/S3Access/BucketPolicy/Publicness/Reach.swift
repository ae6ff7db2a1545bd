/// How far a grant, or a part of one, reaches: AWS's question put to one rule at a time.
///
/// Each carries its cause, to be read after "because".
enum Reach: Hashable, Sendable {
  /// To callers that are pinned down, or to none.
  case fixed(String)
  /// AWS does not say.
  case unsettled(String)
  /// To callers that nobody can count.
  case open(String)

  private var width: Int {
    switch self {
    case .fixed: 0
    case .unsettled: 1
    case .open: 2
    }
  }

  /// The reach of alternatives, any of which lets a caller in: that of the widest, the first of equals.
  static func ofAny(_ alternatives: some Sequence<Reach>) -> Reach? {
    var widest: Reach?
    for reach in alternatives where reach.width > widest?.width ?? -1 { widest = reach }
    return widest
  }

  /// The reach of demands, all of which a caller must meet: that of the narrowest, the first of equals.
  static func ofAll(_ demands: some Sequence<Reach>) -> Reach? {
    var narrowest: Reach?
    for reach in demands where reach.width < narrowest?.width ?? .max { narrowest = reach }
    return narrowest
  }

  var answer: PolicyPublicness {
    switch self {
    case .fixed: .notPublic
    case .unsettled: .undetermined
    case .open: .isPublic
    }
  }

  var cause: String {
    switch self {
    case .fixed(let cause), .unsettled(let cause), .open(let cause): cause
    }
  }
}
