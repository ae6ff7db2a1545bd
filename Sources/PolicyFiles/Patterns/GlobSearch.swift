/// Looks for a possible bucket name that some patterns match and others do not: whether two patterns
/// meet, and whether some leave anything of another.
///
/// The patterns are followed side by side over names of growing length, each as the set of places that
/// it can be at, so the first name found is a shortest one. Only letters that some pattern names
/// matter, and one more that stands for all others.
struct GlobSearch {
  enum Outcome: Equatable {
    /// A name of the kind that was looked for.
    case found(String)
    /// There is no such name.
    case none
    /// The patterns are too intricate to say.
    case undecided
  }

  private let wanted: [GlobPattern]
  private let unwanted: [GlobPattern]
  private let alphabet: [Unicode.Scalar]

  /// Patterns that people write take a few dozen.
  private static let mostStates = 1_024

  init(matching wanted: [BucketPattern], butNot unwanted: [BucketPattern] = []) {
    self.wanted = wanted.map(\.glob)
    self.unwanted = unwanted.map(\.glob)
    let named = Set((self.wanted + self.unwanted).flatMap(\.namedScalars))
    let other = "xabcdefghijklmnopqrstuvwyz0123456789".unicodeScalars.first { !named.contains($0) }
    alphabet = [other].compactMap(\.self) + named.sorted()
  }

  /// How far a name has come.
  private struct State: Hashable {
    var wanted: [[Int]]
    var unwanted: [[Int]]
    /// Up to 3, the shortest that a name may be.
    var length: Int
    /// Whether a name may end here: not behind a dot or a hyphen, as it may not begin with one.
    var mayEnd: Bool
  }

  /// What is found. Takes from the budget a step for each place and letter that it goes on by, and gives
  /// up where the budget is used up.
  func outcome(spending budget: inout Int) -> Outcome {
    let start = State(
      wanted: wanted.map(\.startingPlaces), unwanted: unwanted.map(\.startingPlaces), length: 0,
      mayEnd: false)
    var seen: Set<State> = [start]
    var queue: [(state: State, name: String)] = [(start, "")]
    var next = 0
    while next < queue.count {
      let (state, name) = queue[next]
      next += 1
      if isGoal(state) { return .found(name) }
      guard name.utf8.count < 63 else { continue }
      let places = (state.wanted + state.unwanted).reduce(1) { $0 + $1.count }
      budget -= alphabet.count * places
      guard budget > 0 else { return .undecided }
      for scalar in alphabet {
        guard let state = self.state(after: state, scalar), seen.insert(state).inserted else {
          continue
        }
        guard seen.count <= Self.mostStates else { return .undecided }
        queue.append((state, name + String(scalar)))
      }
    }
    return .none
  }

  private func isGoal(_ state: State) -> Bool {
    state.length == 3 && state.mayEnd
      && zip(wanted, state.wanted).allSatisfy { $0.accepts($1) }
      && !zip(unwanted, state.unwanted).contains { $0.accepts($1) }
  }

  /// The state one letter on; `nil` where the name can never be one that is wanted.
  private func state(after state: State, _ scalar: Unicode.Scalar) -> State? {
    let places = zip(wanted, state.wanted).map { $0.places(after: $1, scalar) }
    let isLetter = scalar != "." && scalar != "-"
    guard !places.contains(where: \.isEmpty), isLetter || state.length > 0 else { return nil }
    return State(
      wanted: places,
      unwanted: zip(unwanted, state.unwanted).map { $0.places(after: $1, scalar) },
      length: min(3, state.length + 1), mayEnd: isLetter)
  }
}

extension GlobPattern {
  fileprivate var namedScalars: [Unicode.Scalar] {
    program.compactMap { if case .scalar(let scalar) = $0 { scalar } else { nil } }
  }

  /// The places that the pattern can be at before any letter, in order.
  fileprivate var startingPlaces: [Int] { reached(from: [0]) }

  /// The places one letter on from others.
  fileprivate func places(after places: [Int], _ scalar: Unicode.Scalar) -> [Int] {
    reached(
      from: places.compactMap { place in
        switch program[place] {
        case .scalar(scalar), .anyOne: place + 1
        case .anyNumber: place
        case .scalar, .fork, .jump, .accept: nil
        }
      })
  }

  fileprivate func accepts(_ places: [Int]) -> Bool {
    places.contains { program[$0] == .accept }
  }

  /// These places and all that are reached from them without a letter.
  private func reached(from places: [Int]) -> [Int] {
    // There are few, so that a look through them costs less than a set.
    var reached: [Int] = []
    var pending = places
    while let place = pending.popLast() {
      guard !reached.contains(place) else { continue }
      reached.append(place)
      switch program[place] {
      case .scalar, .anyOne, .accept: break
      case .anyNumber: pending.append(place + 1)
      case .fork(let targets): pending += targets
      case .jump(let target): pending.append(target)
      }
    }
    return reached.sorted()
  }
}
