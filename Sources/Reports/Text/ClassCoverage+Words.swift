import Readiness
import Timeline

extension ClassCoverage {
  /// `observed 2020-01-03 to 2020-02-09, 1 gap of 3 d`.
  var words: String {
    let accepted = acceptedReason.map { ", which the policy accepts: \($0)" } ?? ""
    guard grade != .none, let extent else { return "not recorded" + accepted }
    // What lies before the first record and after the last is said by the days.
    let inner = gaps.map(\.interval).filter {
      extent.from <= $0.from && $0.to <= extent.to
    }
    let isWhole = inner.count == gaps.count && Words.days(extent) == Words.days(window)
    let known = isWhole ? grade.rawValue : "\(grade.rawValue) \(Words.days(extent))"
    guard let longest = inner.map(\.length).max() else {
      return known + provenPart + (gaps.isEmpty ? ", no gap" : " only") + accepted
    }
    let length = Words.length(longest)
    let count = inner.count == 1 ? "1 gap of" : "\(inner.count.grouped) gaps, the longest"
    return "\(known)\(provenPart), \(count) \(length)\(accepted)"
  }

  /// `, proven 2020-01-20 to 2020-02-09`: the longest part that is proven, where not all is.
  private var provenPart: String {
    guard grade == .observed,
      let longest = stretches.filter({ $0.grade == .proven }).map(\.interval)
        .max(by: { $0.length < $1.length })
    else { return "" }
    return ", proven \(Words.days(longest))"
  }

  /// When and why nothing was recorded; the days are left out where they are the whole window.
  func text(of gap: Gap) -> String {
    gap.interval == window ? gap.cause : "\(Words.days(gap.interval)): \(gap.cause)"
  }
}
