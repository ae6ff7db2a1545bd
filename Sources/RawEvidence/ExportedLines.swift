import Glibc

/// What CloudWatch Logs exports to S3: each line is the time of an event, a space, and its message.
///
/// Source: Amazon CloudWatch Logs User Guide, "Exporting log data to Amazon S3".
enum ExportedLine {
  /// `2020-02-03T15:34:11.000Z {`, a digit for each `0`.
  private static let shape = Array("0000-00-00T00:00:00.000Z {".utf8)

  /// The bytes of the time and of the space behind it.
  static let timeLength = shape.count - 1

  /// Whether a time and JSON stand there.
  static func begins(_ text: UnsafeRawBufferPointer, at place: Int) -> Bool {
    guard text.count - place >= shape.count else { return false }
    for (offset, form) in shape.enumerated() {
      let byte = text[place + offset]
      let fits = form == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == form
      if !fits { return false }
    }
    return true
  }
}

extension ByteBuffer {
  /// Whether its first line is one of an export.
  public var isExportOfLines: Bool {
    ExportedLine.begins(UnsafeRawBufferPointer(start: base, count: count), at: 0)
  }

  /// Puts spaces in place of the times before exported messages, so that the messages stand alone, a line
  /// each, where they stood before.
  mutating func blankExportTimes() {
    let text = UnsafeRawBufferPointer(start: base, count: count)
    var place = 0
    while place < count {
      if ExportedLine.begins(text, at: place) {
        memset(base + place, 0x20, ExportedLine.timeLength)
      }
      guard let end = memchr(base + place, 0x0A, count - place) else { return }
      place = UnsafeRawPointer(base).distance(to: end) + 1
    }
  }
}

extension InflatedFile {
  /// Leaves the messages of an export of CloudWatch Logs.
  public mutating func leaveExportedMessages() {
    if isCompressed { text.blankExportTimes() } else { file.blankExportTimes() }
  }
}
