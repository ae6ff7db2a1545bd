/// 128 bits that stand for a text: the same ones on every machine and in every run, so that what is
/// chosen by them does not depend on where or when it is chosen.
///
/// Not for secrets: whoever wants two texts with the same digest can make them.
public struct TextDigest: Hashable, Sendable {
  /// The upper half; of many texts, spread evenly over all numbers.
  public let high: UInt64
  /// The lower half.
  public let low: UInt64

  /// The digest of a text's UTF-8.
  public init(of text: some StringProtocol) {
    var text = String(text)
    self = text.withUTF8 { TextDigest(of: UnsafeRawBufferPointer($0)) }
  }

  /// The digest of bytes, taken eight at a time.
  init(of bytes: UnsafeRawBufferPointer) {
    var digester = TextDigester(count: bytes.count)
    let rest = digester.addWords(of: bytes)
    if !rest.isEmpty { digester.addWord(rest.reversed().reduce(0) { $0 << 8 | UInt64($1) }) }
    self = digester.digest
  }

  fileprivate init(high: UInt64, low: UInt64) {
    self.high = Self.mixed(high)
    self.low = Self.mixed(low)
  }

  /// The digest of a file's content: see ``ContentDigester``.
  init(ofContent bytes: UnsafeRawBufferPointer) {
    var digester = ContentDigester(size: bytes.count)
    digester.add(bytes)
    self = digester.digest
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let once = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    let twice = (once ^ (once >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return twice ^ (twice >> 33)
  }
}

/// Makes the digest of bytes that come piece by piece, of which it is known how many they will be.
struct TextDigester {
  private var high: UInt64
  private var low: UInt64
  /// Up to seven bytes that do not fill a word yet, the first one lowest.
  private var begun: UInt64 = 0
  private var begunBytes = 0

  init(count: Int) {
    high = 0xCBF2_9CE4_8422_2325 ^ UInt64(count)
    low = 0x6C62_272E_07BB_0142 &+ UInt64(count)
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while begunBytes > 0, let byte = rest.first {
      addByte(byte)
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
    }
    for byte in addWords(of: rest) { addByte(byte) }
  }

  /// Adds all but the bytes at the end that fill no word, and returns those. Of a text that is whole it
  /// is called for each field of each line.
  @inline(__always)
  fileprivate mutating func addWords(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var rest = bytes
    while rest.count >= 8 {
      addWord(UInt64(littleEndian: rest.loadUnaligned(as: UInt64.self)))
      rest = UnsafeRawBufferPointer(rebasing: rest[8...])
    }
    return rest
  }

  private mutating func addByte(_ byte: UInt8) {
    begun |= UInt64(byte) << (8 * UInt64(begunBytes))
    begunBytes += 1
    if begunBytes == 8 {
      addWord(begun)
      (begun, begunBytes) = (0, 0)
    }
  }

  @inline(__always)
  fileprivate mutating func addWord(_ word: UInt64) {
    high = (high ^ word) &* 0x9E37_79B9_7F4A_7C15
    high ^= high >> 32
    low = (low &+ word) &* 0xD6E8_FEB8_6659_FD93
    low ^= low >> 29
  }

  /// The digest of what was added.
  var digest: TextDigest {
    var whole = self
    if begunBytes > 0 { whole.addWord(begun) }
    return TextDigest(high: whole.high, low: whole.low)
  }
}

/// Makes the digest of a file's content, which may be large: of its size and of its two ends. Two log files
/// that differ anywhere differ there too: times stand at both, and a compressed file ends with the checksum
/// of its text.
struct ContentDigester {
  /// How many bytes of each end count.
  static let end = 4 << 10

  private let size: Int
  private var place = 0
  private var digester: TextDigester

  /// A digester of a file of this size.
  init(size: Int) {
    self.size = size
    digester = TextDigester(count: size)
  }

  /// Adds what follows in the file.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let lastEnd = max(size - Self.end, Self.end)
    for range in [0..<Self.end, lastEnd..<max(size, lastEnd)] {
      let part = range.clamped(to: place..<place + bytes.count)
      digester.add(
        UnsafeRawBufferPointer(rebasing: bytes[part.lowerBound - place..<part.upperBound - place]))
    }
    place += bytes.count
  }

  /// The digest of what was added.
  var digest: TextDigest { digester.digest }
}
