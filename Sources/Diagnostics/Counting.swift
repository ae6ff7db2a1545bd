// Numbers as a person reads them.
extension Int {
  /// In groups of three digits: `48,210`.
  public var grouped: String {
    let digits = Array(String(magnitude))
    var grouped = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
      grouped.append(digit)
    }
    return grouped
  }

  /// With what is counted: `1 file`, `12 files`, `1,200 open questions`.
  public func counting(_ noun: String) -> String {
    "\(grouped) \(noun)\(self == 1 ? "" : "s")"
  }
}
