import RawEvidence

/// What is known of the value behind each symbol, found out when it is first met.
struct SymbolTable<Value> {
  /// By the symbol's number: symbols are dense.
  private var values: [Value?] = []

  mutating func value(
    of symbol: Symbol, in record: borrowing ScannedRecord, make: (String) -> Value
  ) -> Value {
    let place = Int(symbol.rawValue)
    if place < values.count, let known = values[place] { return known }
    let made = make(record.text(of: symbol))
    if place >= values.count {
      values.append(contentsOf: repeatElement(nil, count: place + 1 - values.count))
    }
    values[place] = made
    return made
  }
}
