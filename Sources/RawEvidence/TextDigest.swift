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

/// Makes the digest of a file's content, which may be large and come in pieces: 32 bytes at a time, in four
/// strands of which none waits for another.
///
/// Of every byte: a file with a hole in its middle, as a broken download leaves it, has the size and the ends
/// of the sound one, and is another all the same.
struct ContentDigester {
  private static let block = 32

  private let size: Int
  private var strands: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
  /// What fills no block yet, and how many bytes that is.
  private var rest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var restCount = 0

  /// A digester of a file of this size.
  init(size: Int) {
    self.size = size
  }

  /// Adds what follows in the file.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var start = 0
    if restCount > 0 {
      start = min(Self.block - restCount, bytes.count)
      keep(UnsafeRawBufferPointer(rebasing: bytes[..<start]))
      guard restCount == Self.block else { return }
      let block = rest
      withUnsafeBytes(of: block) { addBlocks(of: $0) }
      restCount = 0
    }
    let end = start + (bytes.count - start) / Self.block * Self.block
    addBlocks(of: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    keep(UnsafeRawBufferPointer(rebasing: bytes[end...]))
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
    let start = restCount
    withUnsafeMutableBytes(of: &rest) {
      UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyBytes(from: bytes)
    }
    restCount += bytes.count
  }

  private mutating func addBlocks(of bytes: UnsafeRawBufferPointer) {
    func added(_ offset: Int, to strand: UInt64) -> UInt64 {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let product = (strand ^ word) &* 0x9E37_79B9_7F4A_7C15
      return product ^ (product >> 32)
    }
    var strands = strands
    var offset = 0
    while offset < bytes.count {
      strands.0 = added(offset, to: strands.0)
      strands.1 = added(offset + 8, to: strands.1)
      strands.2 = added(offset + 16, to: strands.2)
      strands.3 = added(offset + 24, to: strands.3)
      offset += Self.block
    }
    self.strands = strands
  }

  /// The digest of what was added.
  var digest: TextDigest {
    let rest = withUnsafeBytes(of: rest) {
      TextDigest(of: UnsafeRawBufferPointer(rebasing: $0[..<restCount]))
    }
    let words = [
      UInt64(size), strands.0, strands.1, strands.2, strands.3, rest.high, rest.low,
    ]
    return words.withUnsafeBytes { TextDigest(of: $0) }
  }
}
