/// A source of random numbers that gives the same ones for the same seed on every machine.
///
/// The algorithm is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators"). The standard library's own ways to draw a number in a range may change between
/// versions, so this type draws them itself.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator whose numbers follow from a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// A generator whose numbers follow from a text, by its FNV-1a hash.
  public init(seed text: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    self.init(seed: hash)
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// A number from 0 up to, not including, `bound`, which must be positive. Slightly uneven for
  /// bounds near 2^32, which no log needs.
  public mutating func number(below bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
  }
}

extension SeededGenerator {
  /// A text of characters drawn from an alphabet of ASCII characters.
  public mutating func text(of length: Int, from alphabet: Alphabet) -> String {
    String(
      decoding: (0..<length).map { _ in alphabet.characters[number(below: alphabet.count)] },
      as: UTF8.self)
  }

  /// An identifier in the form of a random UUID (version 4), as in `eventID`.
  public mutating func uuid() -> String {
    let digits = [8, 4, 3, 3, 12].map { text(of: $0, from: .hexadecimal) }
    let variant = Alphabet.hexadecimal.characters[8 + number(below: 4)]
    return "\(digits[0])-\(digits[1])-4\(digits[2])-"
      + String(decoding: [variant], as: UTF8.self) + "\(digits[3])-\(digits[4])"
  }
}

/// The characters that a kind of identifier is made of.
public struct Alphabet: Sendable {
  /// The characters, as ASCII.
  public let characters: [UInt8]
  /// How many there are.
  public var count: Int { characters.count }

  private init(_ text: StaticString) {
    characters = text.withUTF8Buffer { Array($0) }
  }

  /// Lower-case hexadecimal digits: event ids.
  public static let hexadecimal = Alphabet("0123456789abcdef")
  /// Digits and capital letters: S3's request ids.
  public static let requestID = Alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  /// Base64: `x-amz-id-2`.
  public static let base64 = Alphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  /// Letters and digits: the ends of log file names.
  public static let alphanumeric = Alphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
  /// Capital letters and the digits 2 to 7: the ids of users, roles and access keys.
  public static let principalID = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
}
