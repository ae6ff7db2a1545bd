/// One step of a compiled ``GlobPattern``.
enum GlobInstruction: Hashable, Sendable {
  /// Consumes this scalar.
  case scalar(Unicode.Scalar)
  /// Consumes any one scalar.
  case anyOne
  /// Consumes any number of scalars, none too.
  case anyNumber
  /// Goes on at each of these instructions, consuming nothing.
  case fork([Int])
  /// Goes on at this instruction, consuming nothing.
  case jump(Int)
  /// The text matches where it ends here.
  case accept
}

/// What is known of the texts that a pattern, or a part of it, can match.
struct GlobLengths: Hashable, Sendable {
  /// The fewest scalars that the pattern fixes.
  var literals = 0
  /// The fewest scalars of a match.
  var minimum = 0
  /// The most scalars of a match; `nil` where there is no bound.
  var maximum: Int? = 0

  mutating func append(_ other: GlobLengths) {
    literals += other.literals
    minimum += other.minimum
    maximum = maximum.flatMap { mine in other.maximum.map { mine + $0 } }
  }

  mutating func formAlternative(_ other: GlobLengths) {
    literals = min(literals, other.literals)
    minimum = min(minimum, other.minimum)
    maximum = maximum.flatMap { mine in other.maximum.map { max(mine, $0) } }
  }
}

/// Turns the text of a pattern into instructions.
struct GlobCompiler {
  private(set) var program: [GlobInstruction] = []
  private(set) var lengths = GlobLengths()
  private(set) var prefixLength = 0
  private(set) var hasSpecial = false

  /// The braces that are open.
  private var alternation: Alternation?

  private struct Alternation {
    var fork: Int
    var starts: [Int]
    var jumps: [Int] = []
    var current = GlobLengths()
    var finished: GlobLengths?
  }

  mutating func compile(_ text: String) throws(PatternProblem) {
    guard !text.isEmpty else { throw PatternProblem("is empty") }
    guard text.utf8.count <= GlobPattern.maximumLength else {
      throw PatternProblem("is longer than \(GlobPattern.maximumLength) bytes")
    }
    for scalar in text.unicodeScalars { try append(scalar) }
    guard alternation == nil else { throw PatternProblem("has a '{' that is never closed") }
    program.append(.accept)
  }

  private mutating func append(_ scalar: Unicode.Scalar) throws(PatternProblem) {
    switch scalar {
    case "*":
      hasSpecial = true
      emit(.anyNumber, GlobLengths(literals: 0, minimum: 0, maximum: nil))
    case "?":
      hasSpecial = true
      emit(.anyOne, GlobLengths(literals: 0, minimum: 1, maximum: 1))
    case "{": try open()
    case "}": try close()
    case "," where alternation != nil: beginAlternative()
    default:
      if !hasSpecial { prefixLength += 1 }
      emit(.scalar(scalar), GlobLengths(literals: 1, minimum: 1, maximum: 1))
    }
  }

  private mutating func emit(_ instruction: GlobInstruction, _ added: GlobLengths) {
    program.append(instruction)
    if alternation == nil {
      lengths.append(added)
    } else {
      alternation?.current.append(added)
    }
  }

  private mutating func open() throws(PatternProblem) {
    guard alternation == nil else { throw PatternProblem("has braces within braces") }
    hasSpecial = true
    alternation = Alternation(fork: program.count, starts: [program.count + 1])
    program.append(.fork([]))
  }

  private mutating func beginAlternative() {
    finishAlternative()
    alternation?.jumps.append(program.count)
    program.append(.jump(0))
    alternation?.starts.append(program.count)
  }

  private mutating func finishAlternative() {
    guard var open = alternation else { return }
    if open.finished == nil { open.finished = open.current }
    open.finished?.formAlternative(open.current)
    open.current = GlobLengths()
    alternation = open
  }

  private mutating func close() throws(PatternProblem) {
    finishAlternative()
    guard let closed = alternation else { throw PatternProblem("has a '}' without a '{'") }
    alternation = nil
    program[closed.fork] = .fork(closed.starts)
    for jump in closed.jumps { program[jump] = .jump(program.count) }
    if let finished = closed.finished { lengths.append(finished) }
  }
}
