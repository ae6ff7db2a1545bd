import Testing
import Timeline

@testable import Readiness

@Suite("Stretches that are joined")
struct RecordedStretchTests {
  private static func stretch(
    _ from: Double, _ to: Double, _ causeBefore: String = "", ending: String? = nil
  ) -> RecordedStretch {
    RecordedStretch(
      interval: Interval(from: .daysAgo(from), to: .daysAgo(to)), source: "logs",
      causeBefore: causeBefore, ending: ending)
  }

  @Test("say the same in whatever order they are told: that a call ended one, where it did")
  func order() {
    let stretches = [
      Self.stretch(9, 5, "b"), Self.stretch(9, 5, "a", ending: "StopLogging"),
      Self.stretch(9, 5, "a", ending: "DeleteTrail"), Self.stretch(4.5, 1),
    ]
    for rotation in stretches.indices {
      let rotated = Array(stretches[rotation...] + stretches[..<rotation])
      for told in [rotated, rotated.reversed()] {
        let joined = told.joined(overSilencesUpTo: .days(1))
        #expect(joined.map(\.interval) == [stretches[0].interval, stretches[3].interval])
        #expect(joined.map(\.ending) == ["DeleteTrail", nil])
        #expect(joined.first?.causeBefore == "a")
      }
    }
  }
}
