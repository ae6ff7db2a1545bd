import CCloudTrailScanner

/// Three texts in one string, for what is kept by the thousand: each string is an allocation of its own.
public struct TextTriple: Hashable, Sendable {
  private let joined: String
  /// Where the first text ends and where the second does, in bytes of UTF-8.
  private let firstEnd: Int
  private let secondEnd: Int

  /// These three texts.
  public init(_ first: String, _ second: String, _ third: String) {
    joined = first + second + third
    firstEnd = first.utf8.count
    secondEnd = firstEnd + second.utf8.count
  }

  /// Three views into JSON text, escapes resolved.
  init(_ first: cts_text, _ second: cts_text, _ third: cts_text) {
    let length = first.length + second.length + third.length
    var ends = (first: 0, second: 0)
    joined = String(unsafeUninitializedCapacity: length) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      return start.withMemoryRebound(to: CChar.self, capacity: length) { out in
        ends.first = cts_unescape(first, out)
        ends.second = ends.first + cts_unescape(second, out + ends.first)
        return ends.second + cts_unescape(third, out + ends.second)
      }
    }
    (firstEnd, secondEnd) = ends
  }

  /// The first text.
  public var first: String { text(from: 0, to: firstEnd) }
  /// The second text.
  public var second: String { text(from: firstEnd, to: secondEnd) }
  /// The third text.
  public var third: String { text(from: secondEnd, to: joined.utf8.count) }

  private func text(from start: Int, to end: Int) -> String {
    String(joined[place(start)..<place(end)])
  }

  private func place(_ offset: Int) -> String.Index {
    joined.utf8.index(joined.startIndex, offsetBy: offset, limitedBy: joined.endIndex)
      ?? joined.endIndex
  }
}

extension TextTriple: Comparable {
  /// A total order, by what the three are together. First texts of one length, as ids are, come in their
  /// own order.
  public static func < (a: TextTriple, b: TextTriple) -> Bool {
    if a.joined != b.joined { return a.joined < b.joined }
    return (a.firstEnd, a.secondEnd) < (b.firstEnd, b.secondEnd)
  }
}
