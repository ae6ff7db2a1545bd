import Evidence

/// What an entry of a ledger is that cannot be read.
struct DamagedEntry: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// Writes numbers and texts one after the other: small numbers in one byte, seven bits a byte.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(count: Int) { write(UInt64(count)) }

  /// Small numbers of either sign take few bytes.
  mutating func write(signed number: Int64) {
    write(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }

  mutating func write(_ text: String) {
    write(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ identity: UseIdentity) {
    for half in [identity.high, identity.low] {
      for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: half >> (56 - 8 * place))) }
    }
  }

  mutating func write(_ identity: UseIdentity?) {
    bytes.append(identity == nil ? 0 : 1)
    if let identity { write(identity) }
  }
}

/// Reads what ``ByteWriter`` wrote. Nothing is believed: a count of more than the rest of the bytes
/// can hold is refused before any room is made for it.
struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place == bytes.count }

  private mutating func byte() throws(DamagedEntry) -> UInt8 {
    guard place < bytes.count else { throw DamagedEntry("it ends too early") }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func number() throws(DamagedEntry) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 64, by: 7) {
      let byte = try byte()
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw DamagedEntry("a number of it has no end")
  }

  mutating func signed() throws(DamagedEntry) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// A number of things that take at least so many bytes each.
  mutating func count(ofAtLeast size: Int) throws(DamagedEntry) -> Int {
    let count = try number()
    guard count <= UInt64((bytes.count - place) / size) else {
      throw DamagedEntry("it ends too early")
    }
    return Int(count)
  }

  mutating func text() throws(DamagedEntry) -> String {
    let length = try count(ofAtLeast: 1)
    defer { place += length }
    return String(decoding: bytes[place..<place + length], as: UTF8.self)
  }

  mutating func identity() throws(DamagedEntry) -> UseIdentity {
    guard bytes.count - place >= 16 else { throw DamagedEntry("it ends too early") }
    var halves: (UInt64, UInt64) = (0, 0)
    for offset in 0..<8 { halves.0 = halves.0 << 8 | UInt64(bytes[place + offset]) }
    for offset in 8..<16 { halves.1 = halves.1 << 8 | UInt64(bytes[place + offset]) }
    place += 16
    return UseIdentity(high: halves.0, low: halves.1)
  }

  mutating func optionalIdentity() throws(DamagedEntry) -> UseIdentity? {
    try byte() == 0 ? nil : try identity()
  }
}
