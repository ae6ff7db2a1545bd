/// Runs a compiled pattern over a text, with all the places that it could be at held side by side.
struct GlobMatcher {
  private let program: [GlobInstruction]
  private var places: [Int] = []
  private var nextPlaces: [Int] = []
  /// For each instruction, the last step that reached it: each is entered once a step at most.
  private var reachedAt: [Int]
  private var step = 0
  private var pending: [Int] = []

  init(_ program: [GlobInstruction]) {
    self.program = program
    reachedAt = Array(repeating: -1, count: program.count)
  }

  mutating func matches(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    enter(0)
    swap(&places, &nextPlaces)
    for scalar in scalars {
      step += 1
      nextPlaces.removeAll(keepingCapacity: true)
      for place in places { advance(place, over: scalar) }
      if nextPlaces.isEmpty { return false }
      swap(&places, &nextPlaces)
    }
    return places.contains { program[$0] == .accept }
  }

  private mutating func advance(_ place: Int, over scalar: Unicode.Scalar) {
    switch program[place] {
    case .scalar(scalar), .anyOne: enter(place + 1)
    case .anyNumber: enter(place)
    case .scalar, .fork, .jump, .accept: break
    }
  }

  /// Adds a place, and all that are reached from it without consuming anything.
  private mutating func enter(_ place: Int) {
    pending.append(place)
    while let place = pending.popLast() {
      guard reachedAt[place] != step else { continue }
      reachedAt[place] = step
      switch program[place] {
      case .scalar, .anyOne, .accept: nextPlaces.append(place)
      case .anyNumber:
        nextPlaces.append(place)
        pending.append(place + 1)
      case .fork(let targets): pending += targets
      case .jump(let target): pending.append(target)
      }
    }
  }
}
