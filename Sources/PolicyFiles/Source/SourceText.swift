import Diagnostics

/// A part of one line of a file, counted as YAML counts: lines from 1, columns and length in Unicode
/// scalars, columns from 1.
package struct SourceSpan: Hashable, Sendable {
  var line: Int
  var column: Int
  var length: Int
}

/// The text of a policy file, known to be UTF-8 without anything that readers disagree about, cut
/// into lines.
package struct SourceText: Sendable {
  /// The file's name as it was given.
  package let path: String
  /// The lines without their ends.
  let lines: [String]
  /// The text without its byte order mark.
  let utf8: ArraySlice<UInt8>

  /// Whole files beyond this are not policy files, and reading them costs more than it tells.
  static let maximumBytes = 1 << 20
  /// A longer line is no person's work, and printing it once an error would flood the terminal.
  static let maximumLineBytes = 4_096

  /// Takes the bytes of a file, with or without a byte order mark. Throws the first thing that keeps
  /// them from being read as text.
  package init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    self.path = path
    guard bytes.count <= Self.maximumBytes else {
      throw Diagnostic(
        .error, "the file is larger than 1 MiB, the most that a policy file may have",
        at: SourceLocation(file: path))
    }
    try Self.checkEncoding(bytes, path)
    utf8 = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    lines = try Self.lines(of: utf8, path)
    try checkIndentation()
    try checkDirectives()
  }

  /// The place of a span, in the characters that an editor counts.
  package func location(of span: SourceSpan) -> SourceLocation {
    let before = text(ofLine: span.line).unicodeScalars.prefix(span.column - 1)
    return SourceLocation(file: path, line: span.line, column: String(before).count + 1)
  }

  /// A diagnostic that marks a span.
  package func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, at span: SourceSpan, help: String? = nil
  ) -> Diagnostic {
    let line = text(ofLine: span.line)
    let marked = line.unicodeScalars.dropFirst(span.column - 1).prefix(span.length)
    return Diagnostic(
      severity, message, at: location(of: span),
      excerpt: SourceExcerpt(line: line, length: String(marked).count), help: help)
  }

  /// A diagnostic that marks a text at a place, or as much of it as stands there.
  func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, at location: SourceLocation,
    marking text: String, help: String? = nil
  ) -> Diagnostic {
    let line = self.text(ofLine: location.line)
    let isQuoted = line.dropFirst(location.column - 1).first.map { "\"'".contains($0) } ?? false
    let length = text.count + (isQuoted ? 2 : 0)
    return Diagnostic(
      severity, message, at: location, excerpt: SourceExcerpt(line: line, length: length),
      help: help)
  }

  private func text(ofLine number: Int) -> String {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }
}

// MARK: - From bytes to lines

extension SourceText {
  private static func checkEncoding(_ bytes: [UInt8], _ path: String) throws(Diagnostic) {
    let hasMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    // ASCII in UTF-16 has a zero in every other byte.
    let hasZeros =
      bytes.count >= 4 && (bytes[0] == 0) != (bytes[1] == 0) && (bytes[0] == 0) == (bytes[2] == 0)
      && (bytes[1] == 0) == (bytes[3] == 0)
    if hasMark || hasZeros {
      throw Diagnostic(
        .error, "the file is UTF-16, not UTF-8", at: SourceLocation(file: path),
        help: "save it as UTF-8")
    }
  }

  private static func lines(
    of utf8: ArraySlice<UInt8>, _ path: String
  ) throws(Diagnostic) -> [String] {
    var lines: [String] = []
    for var line in utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      lines.append(try text(ofLine: line, SourceLocation(file: path, line: lines.count + 1)))
    }
    // What follows the last line's end is not a line.
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func text(
    ofLine bytes: ArraySlice<UInt8>, _ place: SourceLocation
  ) throws(Diagnostic) -> String {
    guard bytes.count <= maximumLineBytes else {
      throw Diagnostic(
        .error, "the line is longer than \(maximumLineBytes) bytes", at: place,
        excerpt: SourceExcerpt(line: String(decoding: bytes.prefix(80), as: UTF8.self), length: 1),
        help: "break it up: long text goes on in the next line behind '>'")
    }
    guard let line = String(validating: bytes, as: UTF8.self) else {
      throw invalidUTF8(in: bytes, place)
    }
    if let index = line.unicodeScalars.firstIndex(where: { refusal(of: $0) != nil }) {
      let scalar = line.unicodeScalars[index]
      var place = place
      place.column = line[..<index].count + 1
      throw Diagnostic(
        .error, refusal(of: scalar) ?? "", at: place, excerpt: SourceExcerpt(line: line, length: 1),
        help: #"where it is meant, write it as "\#(escape(scalar))" in double quotes"#)
    }
    return line
  }

  private static func invalidUTF8(
    in bytes: ArraySlice<UInt8>, _ place: SourceLocation
  ) -> Diagnostic {
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var valid = String.UnicodeScalarView()
    while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
      valid.append(Unicode.UTF8.decode(encoded))
    }
    var place = place
    place.column = String(valid).count + 1
    return Diagnostic(
      .error, "the file is not UTF-8 here", at: place,
      excerpt: SourceExcerpt(line: String(decoding: bytes, as: UTF8.self), length: 1),
      help: "save it as UTF-8")
  }

  /// Why a character may not stand in a policy file as it is: YAML forbids most controls, and readers
  /// disagree on whether the others end a line or show at all.
  private static func refusal(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0: "a NUL byte in the text"
    case 0x0D: "a carriage return without a line feed"
    case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: nil
    case 0x85, 0x2028, 0x2029: "a line separator (U+\(hexadecimal(scalar))) in the text"
    case 0xFEFF: "a byte order mark within the text"
    default: "a control character (U+\(hexadecimal(scalar))) in the text"
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    #"\u\#(hexadecimal(scalar))"#
  }

  /// Tabs never indent in YAML; libyaml says so in other words and other places, or takes them.
  private func checkIndentation() throws(Diagnostic) {
    for (index, line) in lines.enumerated() {
      let indentation = line.prefix { $0 == " " || $0 == "\t" }
      guard let tab = indentation.firstIndex(of: "\t"), indentation.endIndex < line.endIndex
      else { continue }
      let column = line.distance(from: line.startIndex, to: tab) + 1
      let length = indentation[tab...].prefix { $0 == "\t" }.count
      throw diagnostic(
        .error, "a tab in the indentation",
        at: SourceSpan(line: index + 1, column: column, length: length),
        help: "YAML is indented with spaces only; mend the file's other tabs too")
    }
  }

  /// Policy files need no directives, and libyaml holds each `%TAG` against all before it.
  private func checkDirectives() throws(Diagnostic) {
    guard let index = lines.firstIndex(where: { $0.hasPrefix("%") }) else { return }
    throw diagnostic(
      .error, "a line that begins with '%' is a directive, which policy files do not take",
      at: SourceSpan(line: index + 1, column: 1, length: 1),
      help: "leave it out; where it is text, indent it")
  }
}
