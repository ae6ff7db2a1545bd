extension Collection<String> {
  /// The name that somebody who wrote `word` most likely meant; `nil` where none is near. Letter case
  /// does not count, and neighbours that changed places count as one slip.
  public func nearest(to word: String) -> String? {
    let word = Array(word.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for name in self {
      let candidate = Array(name.lowercased().unicodeScalars)
      let limit = Swift.max(1, Swift.min(word.count, candidate.count) / 3)
      guard abs(word.count - candidate.count) <= limit else { continue }
      let distance = editDistance(word, candidate)
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }
}

/// The fewest insertions, deletions, replacements and exchanges of neighbours that turn one word into
/// the other (optimal string alignment).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = Swift.min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = Swift.min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
