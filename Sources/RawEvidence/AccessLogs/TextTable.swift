/// The symbols of texts that occur again and again.
struct TextTable {
  private var places: [TextDigest: Symbol] = [:]
  /// Texts whose digest is that of another one: somebody who wants to can make those.
  private var doubles: [[UInt8]: Symbol] = [:]
  private var texts: [[UInt8]] = []

  /// The symbol of a text; ``Symbol/absent`` for an empty one.
  mutating func symbol(of text: UnsafeRawBufferPointer) -> Symbol {
    guard !text.isEmpty else { return .absent }
    let digest = TextDigest(of: text)
    if let known = places[digest] {
      if text.isSame(as: texts[Int(known.rawValue) - 1]) { return known }
      if let known = doubles[Array(text)] { return known }
      let symbol = add(text)
      doubles[Array(text)] = symbol
      return symbol
    }
    let symbol = add(text)
    places[digest] = symbol
    return symbol
  }

  private mutating func add(_ text: UnsafeRawBufferPointer) -> Symbol {
    texts.append(Array(text))
    return Symbol(rawValue: UInt32(texts.count))
  }
}
