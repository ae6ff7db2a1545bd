extension PolicyScope {
  /// Whether each action that the other takes in is surely in this one.
  func coversActions(of other: PolicyScope) -> Bool {
    covers(other) { action in
      let action = action.foldedASCII
      // A bucket's policy is asked about S3's actions only. Several stars are one.
      let isAllOfS3 = action.hasPrefix("s3:*") && action.dropFirst(3).allSatisfy { $0 == "*" }
      return [PatternText(isAllOfS3 ? "*" : action)]
    }
  }

  /// Whether each resource that the other takes in is surely in this one.
  func coversResources(of other: PolicyScope) -> Bool {
    covers(other) { resource in
      // Wildcards of an ARN do not reach across the colons between its parts.
      resource.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        .map { PatternText(String($0)) }
    }
  }

  /// Whether this takes in all that the other does. Sure where it says yes; a no may mean that it is
  /// too hard to tell.
  private func covers(_ other: PolicyScope, parts: (String) -> [PatternText]) -> Bool {
    switch (self, other) {
    case (.matching(let these), .matching(let those)):
      let these = these.map { Pattern($0, parts: parts($0)) }
      return those.allSatisfy { that in
        let that = Pattern(that, parts: parts(that))
        return these.contains { $0.covers(that) }
      }
    case (.matching(let these), .excluding):
      return these.contains { Pattern($0, parts: parts($0)).isEverything }
    // What is left out here must be left out there as well.
    case (.excluding(let these), .excluding(let those)):
      return PolicyScope.matching(those).covers(.matching(these), parts: parts)
    case (.excluding(let these), .matching(let those)):
      let these = these.map { Pattern($0, parts: parts($0)) }
      return those.allSatisfy { that in
        let that = Pattern(that, parts: parts(that))
        return these.allSatisfy { $0.isDisjoint(with: that) }
      }
    }
  }
}

/// A pattern of an action or a resource, in the parts that wildcards do not cross.
private struct Pattern {
  let text: String
  let parts: [PatternText]

  init(_ text: String, parts: [PatternText]) {
    self.text = text
    self.parts = parts
  }

  var isEverything: Bool { parts.count == 1 && parts[0].tokens == [.many] }

  func covers(_ other: Pattern) -> Bool {
    if isEverything || text.isSpelled(as: other.text) { return true }
    // A variable of this pattern stands for what nobody knows here, perhaps for nothing at all.
    guard parts.count == other.parts.count, !text.contains("${") else { return false }
    return zip(parts, other.parts).allSatisfy { $0.covers($1) }
  }

  func isDisjoint(with other: Pattern) -> Bool {
    guard parts.count == other.parts.count else { return false }
    return zip(parts, other.parts).contains { $0.isDisjoint(with: $1) }
  }
}

/// One part of a pattern, taken to pieces.
private struct PatternText {
  enum Token: Hashable {
    case byte(UInt8)
    /// `?`: one character.
    case one
    /// `*`, or a policy variable: any number of characters.
    case many
  }

  let tokens: [Token]

  init(_ text: String) {
    var tokens: [Token] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "*"): tokens.append(.many)
      case UInt8(ascii: "?"): tokens.append(.one)
      case UInt8(ascii: "$") where rest.first == UInt8(ascii: "{"):
        tokens.append(.many)
        rest = rest.drop { $0 != UInt8(ascii: "}") }.dropFirst()
      default: tokens.append(.byte(byte))
      }
    }
    self.tokens = tokens
  }

  /// Whether all that the other matches is matched by this one, its wildcards being taken for
  /// characters that only wildcards match.
  func covers(_ other: PatternText) -> Bool {
    let (pattern, text) = (tokens, other.tokens)
    var (p, t) = (0, 0)
    var retry: (p: Int, t: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == .many {
        retry = (p, t)
        p += 1
      } else if p < pattern.count, Self.matches(pattern[p], text[t]) {
        (p, t) = (p + 1, t + 1)
      } else if let last = retry {
        retry = (last.p, last.t + 1)
        (p, t) = (last.p + 1, last.t + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == .many }
  }

  /// Whether a piece other than `many` matches. `?` is taken to match ASCII only: what else makes one
  /// character is not for bytes to say.
  private static func matches(_ piece: Token, _ token: Token) -> Bool {
    switch (piece, token) {
    case (.one, .byte(let byte)): byte < 0x80
    case (.one, .one): true
    case (.byte(let a), .byte(let b)): a == b
    default: false
    }
  }

  /// Whether nothing is matched by both, as far as their beginnings tell.
  func isDisjoint(with other: PatternText) -> Bool {
    if isLiteral, other.isLiteral { return tokens != other.tokens }
    return zip(beginning, other.beginning).contains { $0 != $1 }
  }

  private var isLiteral: Bool { beginning.count == tokens.count }

  private var beginning: ArraySlice<Token> {
    tokens.prefix { if case .byte = $0 { true } else { false } }
  }
}
