import JSON
import TrailFixtures

/// The part of a record that differs from one event to the next of its kind.
///
/// In a template's text a slot stands as one character of Unicode's private use area, which no log
/// holds, so that a template is written with the same builders as any other event.
enum Slot: UInt8, CaseIterable {
  case time
  case eventID
  case sharedEventID
  case requestID
  case hostID
  /// A date and a number in the name of an object.
  case object
  case address
  case bytes
  case session
  /// What stands before the names of buckets: the same story is told of several sets of buckets.
  case bucketSet

  /// The character that stands for it in a template's text.
  var placeholder: String {
    String(UnicodeScalar(0xE000 + UInt32(rawValue)).map(Character.init) ?? "?")
  }
}

/// A record with slots: what all events of one operation, caller and bucket have in common.
struct RecordTemplate: Sendable {
  private enum Piece: Sendable {
    case text([UInt8])
    case slot(Slot)
  }

  private let pieces: [Piece]

  /// Takes a record's text apart at its placeholders.
  init(_ text: String) {
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    for scalar in text.unicodeScalars {
      if (0xE000..<0xE000 + UInt32(Slot.allCases.count)).contains(scalar.value),
        let slot = Slot(rawValue: UInt8(scalar.value - 0xE000))
      {
        pieces.append(.text(literal))
        pieces.append(.slot(slot))
        literal = []
      } else {
        literal.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    pieces.append(.text(literal))
    self.pieces = pieces
  }

  /// Writes the record with these values in its slots.
  func write(_ values: borrowing SlotValues, to text: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .text(let bytes): text.append(contentsOf: bytes)
      case .slot(let slot): text.append(contentsOf: values[slot])
      }
    }
  }
}

/// What stands in the slots of one record: drawn anew for each, in buffers that are kept.
struct SlotValues: ~Copyable {
  private var values = [[UInt8]](repeating: [], count: Slot.allCases.count)

  subscript(slot: Slot) -> [UInt8] { values[Int(slot.rawValue)] }

  /// Puts a text into a slot.
  mutating func set(_ slot: Slot, to text: some Sequence<UInt8>) {
    values[Int(slot.rawValue)].removeAll(keepingCapacity: true)
    values[Int(slot.rawValue)].append(contentsOf: text)
  }

  /// Draws the identifiers and numbers of a record; the time is set apart.
  mutating func draw(from generator: inout SeededGenerator) {
    drawUUID(.eventID, from: &generator)
    drawUUID(.sharedEventID, from: &generator)
    draw(.requestID, 16, of: .requestID, from: &generator)
    draw(.hostID, 76, of: .base64, from: &generator)
    set(.object, to: Self.objectName(&generator).utf8)
    set(.address, to: Self.address(&generator).utf8)
    set(.bytes, to: String(generator.number(below: 64) * 4_096 + 512).utf8)
    draw(.session, 4, of: .hexadecimal, from: &generator)
  }

  private mutating func draw(
    _ slot: Slot, _ length: Int, of alphabet: Alphabet, from generator: inout SeededGenerator
  ) {
    let place = Int(slot.rawValue)
    values[place].removeAll(keepingCapacity: true)
    Self.append(length, of: alphabet, from: &generator, to: &values[place])
  }

  private mutating func drawUUID(_ slot: Slot, from generator: inout SeededGenerator) {
    let place = Int(slot.rawValue)
    values[place].removeAll(keepingCapacity: true)
    for (index, length) in [8, 4, 3, 3, 12].enumerated() {
      if index > 0 { values[place].append(UInt8(ascii: "-")) }
      if index == 2 { values[place].append(UInt8(ascii: "4")) }
      if index == 3 { values[place].append(UInt8(ascii: "a")) }
      Self.append(length, of: .hexadecimal, from: &generator, to: &values[place])
    }
  }

  /// Draws characters for 32 bits each, four from every 64 bits drawn.
  private static func append(
    _ length: Int, of alphabet: Alphabet, from generator: inout SeededGenerator,
    to text: inout [UInt8]
  ) {
    var bits: UInt64 = 0
    for index in 0..<length {
      if index % 4 == 0 { bits = generator.next() }
      text.append(alphabet.characters[Int(((bits & 0xFFFF) &* UInt64(alphabet.count)) >> 16)])
      bits >>= 16
    }
  }

  /// `2026/02/17/part-00042`: a part of a key that repeats often enough to be packed well.
  private static func objectName(_ generator: inout SeededGenerator) -> String {
    let month = generator.number(below: 3) + 1
    let day = generator.number(below: 28) + 1
    let number = generator.number(below: 100_000)
    return "2026/0\(month)/\(day < 10 ? "0" : "")\(day)/part-\(number)"
  }

  /// An address of the ranges kept for documentation (RFC 5737); 48 of them, as a company's
  /// gateways are few.
  private static func address(_ generator: inout SeededGenerator) -> String {
    let ranges = ["203.0.113", "198.51.100", "192.0.2"]
    return "\(ranges[generator.number(below: 3)]).\(10 + generator.number(below: 16))"
  }
}
