import Diagnostics
import S3Access
import Timeline

// Values that stand in one scalar. `name` is the value's name in messages: `'lookback'`.
extension PolicyFileDecoder {
  /// Longer texts are somebody's mistake, and every report would carry them.
  static let longestText = 1_000

  /// Text that is not empty, without the white space around it. What YAML's readers take for a null,
  /// a boolean, a number or a date has to stand in quotes: `no` is a country to some of them and false
  /// to others.
  package mutating func text(_ node: YAMLNode, _ name: String) -> String? {
    verbatim(node, name).map(\.trimmed)
  }

  /// Text of one line, for what names something.
  package mutating func word(_ node: YAMLNode, _ name: String) -> String? {
    text(node, name).flatMap { singleLine($0, name, at: node.span) }
  }

  private mutating func singleLine(
    _ text: String, _ name: String, at span: SourceSpan
  ) -> String? {
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      report("\(name) holds a line break or another control character", at: span)
      return nil
    }
    return text
  }

  private mutating func verbatim(_ node: YAMLNode, _ name: String) -> String? {
    guard let scalar = scalar(node, name, takes: "text") else { return nil }
    if let type = scalar.implicitType {
      report(
        "\(name) takes text, and YAML reads \(quoted(scalar.text)) without quotes as "
          + type.rawValue,
        at: node.span, help: "put it in quotes: \"\(scalar.text)\"")
      return nil
    }
    guard scalar.text.contains(where: { !$0.isWhitespace }) else {
      report("\(name) is empty", at: node.span)
      return nil
    }
    guard scalar.text.unicodeScalars.count <= Self.longestText else {
      report("\(name) is longer than \(Self.longestText) characters", at: node.span)
      return nil
    }
    return scalar.text
  }

  private mutating func scalar(
    _ node: YAMLNode, _ name: String, takes expected: String
  ) -> YAMLScalar? {
    guard case .scalar(let scalar) = node.content else {
      reportType(of: node, name, takes: expected)
      return nil
    }
    guard !scalar.isPlain || !scalar.text.isEmpty else {
      report("\(name) has no value", at: node.span)
      return nil
    }
    return scalar
  }

  /// One of the words that a type names.
  package mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, _ name: String, _ noun: String, _: Value.Type
  ) -> Value? {
    choice(node, name, noun, among: Value.allCases.map(\.rawValue), Value.init(rawValue:))
  }

  /// One of some words.
  package mutating func choice<Value>(
    _ node: YAMLNode, _ name: String, _ noun: String, among known: [String],
    _ value: (String) -> Value?
  ) -> Value? {
    guard let word = text(node, name) else { return nil }
    if let value = value(word) { return value }
    report(
      "\(quoted(word)) is not \(noun)", at: node.span,
      help: known.nearest(to: word).map { "did you mean '\($0)'?" }
        ?? "the values are \(known.joined(separator: ", "))")
    return nil
  }

  /// A length of time such as `90d`, within bounds.
  mutating func timeSpan(
    _ node: YAMLNode, _ name: String, atLeast minimum: TimeSpan = TimeSpan(seconds: 0),
    because reason: String? = nil
  ) -> TimeSpan? {
    guard let scalar = scalar(node, name, takes: "a length of time") else { return nil }
    guard let span = TimeSpan(scalar.text) else {
      report(
        "\(quoted(scalar.text)) is not a length of time", at: node.span,
        help: "write a whole number and one of s, m, h, d, w: 90d, 24h")
      return nil
    }
    guard span >= minimum else {
      report("\(name) is \(minimum) at least", at: node.span, help: reason)
      return nil
    }
    return span
  }

  /// A whole number within bounds.
  mutating func wholeNumber(
    _ node: YAMLNode, _ name: String, in bounds: ClosedRange<Int>
  ) -> Int? {
    guard let scalar = scalar(node, name, takes: "a whole number") else { return nil }
    guard scalar.implicitType == .number, scalar.text.allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = Int(scalar.text), bounds.contains(number),
      // A leading zero makes it an octal number to YAML 1.1.
      scalar.text.first != "0" || scalar.text == "0"
    else {
      report(
        "\(name) takes a whole number from \(bounds.lowerBound) to \(bounds.upperBound), not "
          + quoted(scalar.text), at: node.span)
      return nil
    }
    return number
  }

  /// A day such as `2020-03-31`: its first instant.
  mutating func day(_ node: YAMLNode, _ name: String) -> Instant? {
    guard let scalar = scalar(node, name, takes: "a date") else { return nil }
    if scalar.text.utf8.count == 10, let day = Instant(iso8601: scalar.text) { return day }
    let hasForm =
      scalar.text.utf8.count == 10
      && scalar.text.split(separator: "-", omittingEmptySubsequences: false).map(\.count) == [
        4, 2, 2,
      ]
    report(
      hasForm
        ? "\(quoted(scalar.text)) is not a day of the calendar"
        : "\(quoted(scalar.text)) is not a date",
      at: node.span, help: hasForm ? nil : "write the last valid day as 2020-03-31")
    return nil
  }

  /// A pattern; `check` says what a text that is a pattern can still be refused for.
  package mutating func pattern<Pattern>(
    _ node: YAMLNode, _ name: String, _ make: (String) throws(PatternProblem) -> Pattern
  ) -> Pattern? {
    if case .mapping = node.content {
      reportType(of: node, name, takes: "text", help: "put a pattern with braces in quotes")
      return nil
    }
    // Keys may begin and end with spaces, so nothing is cut off.
    guard let text = verbatim(node, name).flatMap({ singleLine($0, name, at: node.span) }) else {
      return nil
    }
    do throws(PatternProblem) {
      return try make(text)
    } catch {
      report("\(quoted(text)) \(error.reason)", at: node.span, help: error.help)
      return nil
    }
  }

  /// An account id: 12 digits, which YAML reads as a number where they stand without quotes, and as
  /// another one where they begin with a zero.
  package mutating func account(_ node: YAMLNode, _ name: String) -> String? {
    guard let scalar = scalar(node, name, takes: "an account id") else { return nil }
    let isNumber = scalar.implicitType == .number
    if scalar.isPlain, scalar.implicitType != nil, !isNumber {
      reportType(of: node, name, takes: "an account id of 12 digits in quotes")
      return nil
    }
    guard scalar.text.isAccountID else {
      report(
        "\(quoted(scalar.text)) is not an account id", at: node.span,
        help: "an account id has 12 digits, leading zeros too; put it in quotes")
      return nil
    }
    guard !isNumber || !scalar.text.hasPrefix("0") else {
      report(
        "YAML reads '\(scalar.text)' without quotes as a number, and may drop its zeros",
        at: node.span, help: "put it in quotes: \"\(scalar.text)\"")
      return nil
    }
    return scalar.text
  }
}

extension String {
  /// Without the white space around it.
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
