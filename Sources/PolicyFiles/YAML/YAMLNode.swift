/// A node of a YAML document, with its place.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([Entry])
    /// Something that policy files may not hold, and that a diagnostic speaks of already: whoever
    /// reads the tree passes over it in silence.
    case refused
  }

  /// A key of a mapping with its value; keys may repeat.
  package struct Entry: Sendable {
    package var key: YAMLNode
    package var value: YAMLNode
  }

  package var content: Content
  /// The scalar as it is written, quotes included, or the part of a collection that stands on its
  /// first line.
  package var span: SourceSpan
}

/// A scalar of a YAML document.
package struct YAMLScalar: Hashable, Sendable {
  /// Its text, with escapes and folding resolved.
  package var text: String
  /// Whether it stands without quotes, so that YAML's readers take some texts for other types.
  package var isPlain: Bool

  /// A scalar of a text, with or without quotes.
  package init(text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
  }
}

extension YAMLScalar {
  /// What a YAML reader takes a plain scalar for, where that is not text.
  package enum ImplicitType: String, Sendable {
    case null = "null"
    case boolean = "a boolean"
    case number = "a number"
    case date = "a date"
  }

  /// The type that some reader of YAML 1.1 or 1.2 finds in the scalar; `nil` for text.
  ///
  /// Source: YAML 1.1 type repository (null, bool, int, float, timestamp); YAML 1.2.2, section 10.3.
  package var implicitType: ImplicitType? {
    guard isPlain else { return nil }
    let lowercased = text.lowercased()
    if ["", "~", "null"].contains(lowercased) { return .null }
    if Self.booleans.contains(lowercased) { return .boolean }
    if Self.isDate(text) { return .date }
    return Self.isNumber(lowercased) ? .number : nil
  }

  private static let booleans: Set<String> = [
    "y", "n", "yes", "no", "true", "false", "on", "off",
  ]

  private static func isDate(_ text: String) -> Bool {
    let fields = text.prefix { !"Tt ".contains($0) }.split(
      separator: "-", omittingEmptySubsequences: false)
    return fields.count == 3 && fields[0].count == 4 && fields.allSatisfy(isDigits)
      && fields.dropFirst().allSatisfy { $0.count <= 2 }
  }

  private static func isNumber(_ lowercased: String) -> Bool {
    let unsigned =
      lowercased.first.map("+-".contains) == true ? lowercased.dropFirst() : lowercased[...]
    if [".inf", ".nan"].contains(unsigned) { return true }
    for (prefix, digits) in [("0x", "0123456789abcdef_"), ("0o", "01234567_"), ("0b", "01_")]
    where unsigned.hasPrefix(prefix) {
      return unsigned.count > 2 && unsigned.dropFirst(2).allSatisfy(digits.contains)
    }
    // Sixty to the hour: `1:30:00` is a number in YAML 1.1.
    let sexagesimal = unsigned.split(separator: ":", omittingEmptySubsequences: false)
    if sexagesimal.count > 1 { return sexagesimal.allSatisfy(isDecimal) }
    return isDecimal(unsigned)
  }

  /// Digits with at most one point, underscores between them, and an exponent.
  private static func isDecimal(_ text: Substring) -> Bool {
    let parts = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      let exponent = parts[1].first.map("+-".contains) == true ? parts[1].dropFirst() : parts[1]
      guard isDigits(exponent) else { return false }
    }
    guard let mantissa = parts.first, mantissa.contains(where: isDigit) else { return false }
    return mantissa.allSatisfy { isDigit($0) || $0 == "_" || $0 == "." }
      && mantissa.count(where: { $0 == "." }) <= 1 && !mantissa.hasPrefix("_")
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy(isDigit)
  }

  private static func isDigit(_ character: Character) -> Bool {
    ("0"..."9").contains(character)
  }
}
