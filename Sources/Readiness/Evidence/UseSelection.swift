import Evidence
import Timeline

/// Some of a fact's uses: those that lie in the window, or those of them that a waiver covers.
struct UseSelection: Equatable {
  /// The uses that are known one by one, by time.
  var uses: [Use]
  /// How many there are in all.
  var count: Int
  /// Whether ``count`` is an estimate.
  var isEstimate: Bool
  /// From the first to the last.
  var extent: Interval

  /// Whether all are known one by one.
  var isComplete: Bool { !isEstimate && count == uses.count }

  /// The uses of a tally that lie in the window; `nil` where none does.
  init?(_ tally: Tally, in window: Interval) {
    guard let extent = tally.extent.intersection(window) else { return nil }
    let known = tally.uses
    let inside = known.filter { window.contains($0.time) }
    if !tally.isAbridged || extent == tally.extent {
      guard let first = inside.first, let last = inside.last else { return nil }
      let isWhole = extent == tally.extent
      self.init(
        uses: inside, count: isWhole ? tally.count : inside.count,
        isEstimate: isWhole && tally.isEstimate,
        extent: isWhole ? extent : Interval(from: first.time, to: last.time))
    } else {
      // Of more uses than are known one by one, as many lie inside as the known ones let expect; one
      // at least, since the first or the last of them may be the only one.
      let share = Double(inside.count) / Double(max(known.count, 1))
      self.init(
        uses: inside, count: max(1, Int(Double(tally.count) * share)), isEstimate: true,
        extent: extent)
    }
  }

  init(uses: [Use], count: Int, isEstimate: Bool, extent: Interval) {
    self.uses = uses
    self.count = count
    self.isEstimate = isEstimate
    self.extent = extent
  }

  /// The uses that fit, and the others. Uses that are not known one by one fit nothing.
  func split(_ fits: (Use) -> Bool) -> (fitting: UseSelection?, others: UseSelection?) {
    let fitting = uses.filter(fits)
    guard let first = fitting.first, let last = fitting.last else { return (nil, self) }
    let selection = UseSelection(
      uses: fitting, count: fitting.count, isEstimate: false,
      extent: Interval(from: first.time, to: last.time))
    let rest = uses.filter { !fits($0) }
    let restCount = count - fitting.count
    guard restCount > 0 else { return (selection, nil) }
    var restExtent = extent
    if isComplete, let first = rest.first, let last = rest.last {
      restExtent = Interval(from: first.time, to: last.time)
    }
    return (
      selection,
      UseSelection(uses: rest, count: restCount, isEstimate: isEstimate, extent: restExtent)
    )
  }

  /// The uses that are not known to be from before an instant; `nil` where all are.
  func notBefore(_ instant: Instant) -> UseSelection? {
    if instant <= extent.from { return self }
    return extent.to < instant ? nil : split { $0.time < instant }.others
  }

  /// The uses that are not known to be from an instant or later; `nil` where all are.
  func notSince(_ instant: Instant) -> UseSelection? {
    if extent.to < instant { return self }
    return instant <= extent.from ? nil : split { instant <= $0.time }.others
  }

  /// Both together.
  func union(_ other: UseSelection) -> UseSelection {
    UseSelection(
      uses: (uses + other.uses).sorted(), count: count + other.count,
      isEstimate: isEstimate || other.isEstimate, extent: extent.union(other.extent))
  }
}

extension UseSelection: Hashable {
  /// Without the thousands of uses, which seldom tell two selections of one fact apart.
  func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(extent)
  }
}

/// The selections of one bucket's facts in one window, each made when the first rule asks for it:
/// several rules ask for the same ones, and sorting thousands of uses is most of a rule's work.
final class UseSelections {
  private var known: [Fact: UseSelection?] = [:]

  /// The uses of a fact that lie in the window; `nil` where none does.
  func selection(of fact: Fact, _ tally: Tally, in window: Interval) -> UseSelection? {
    if let known = known[fact] { return known }
    let selection = UseSelection(tally, in: window)
    known[fact] = .some(selection)
    return selection
  }
}
