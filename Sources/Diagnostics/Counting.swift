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

  /// A number of bytes in powers of 1,000, as storage and scans are billed: `9.1 MB`.
  public var bytesText: String {
    guard self >= 1_000 else { return counting("byte") }
    var tenths = self / 100
    var units = ["kB", "MB", "GB", "TB", "PB"][...]
    while tenths >= 10_000, units.count > 1 {
      tenths /= 1_000
      units.removeFirst()
    }
    return "\((tenths / 10).grouped).\(tenths % 10) \(units.first ?? "")"
  }
}
