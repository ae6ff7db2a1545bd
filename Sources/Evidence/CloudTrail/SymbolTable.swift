import RawEvidence

/// What is known of the value behind each symbol, found out when it is first met.
struct SymbolTable<Value> {
  /// By the symbol's number: symbols are dense.
  private var values: [Value?] = []

  mutating func value(
    of symbol: Symbol, in record: borrowing ScannedRecord, make: (String) -> Value
  ) -> Value {
    if let known = known(symbol) { return known }
    let made = make(record.text(of: symbol))
    note(made, for: symbol)
    return made
  }

  /// What is known of a symbol's value; `nil` where nothing is.
  func known(_ symbol: Symbol) -> Value? {
    let place = Int(symbol.rawValue)
    return place < values.count ? values[place] : nil
  }

  mutating func note(_ value: Value, for symbol: Symbol) {
    let place = Int(symbol.rawValue)
    if place >= values.count {
      values.append(contentsOf: repeatElement(nil, count: place + 1 - values.count))
    }
    values[place] = value
  }
}
