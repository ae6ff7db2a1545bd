import Timeline

/// A stretch of time in which a class of events was recorded, and what shows it.
struct RecordedStretch {
  var interval: Interval
  /// What shows it, in words.
  var source: String
  /// Why nothing before it counts.
  var causeBefore: String
  /// The call that ended it; `nil` where the logs end.
  var ending: String? = nil
}

extension [RecordedStretch] {
  /// The stretches as far as they lie in a window.
  func within(_ window: Interval) -> [RecordedStretch] {
    compactMap { stretch in
      guard let shared = stretch.interval.intersection(window) else { return nil }
      var stretch = stretch
      // What ends later than the window was not ended in it.
      if shared.to < stretch.interval.to { stretch.ending = nil }
      stretch.interval = shared
      return stretch
    }
  }

  /// The stretches in order of time, those joined that overlap, and those between which lies a silence
  /// of no more than `longest`. What a call ended is not joined to what comes after it. The order in which
  /// they are told changes nothing.
  func joined(overSilencesUpTo longest: TimeSpan) -> [RecordedStretch] {
    sorted { $0.order < $1.order }
      .reduce(into: []) { joined, next in
        guard let last = joined.last else { return joined.append(next) }
        let silence = next.interval.from - last.interval.to
        guard silence <= .hours(0) || (silence <= longest && last.ending == nil) else {
          return joined.append(next)
        }
        if next.interval.to > last.interval.to {
          joined[joined.count - 1].interval.to = next.interval.to
          joined[joined.count - 1].ending = next.ending
        } else if next.interval.to == last.interval.to {
          // Where one was ended by a call, no silence begins there.
          joined[joined.count - 1].ending = [last.ending, next.ending].compactMap(\.self).min()
        }
      }
  }
}

extension RecordedStretch {
  /// What puts stretches in an order, also those of one length.
  fileprivate var order: (Instant, Instant, String, String, String) {
    (interval.from, interval.to, causeBefore, ending ?? "", source)
  }
}
