import RawEvidence
import Testing
import TrailFixtures

@Suite("Inflating gzip")
struct GunzipTests {
  typealias Error = RawEvidence.GzipError

  struct Inflated {
    var text: String
    var error: Error?
  }

  struct NoDecompressor: Swift.Error {}

  static func inflate(_ bytes: [UInt8], limits: InflationLimits = .standard) throws -> Inflated {
    guard let gunzip = Gunzip() else { throw NoDecompressor() }
    var file = ByteBuffer()
    var text = ByteBuffer()
    file.assign(bytes)
    do throws(Error) {
      try gunzip.inflate(file, into: &text, limits: limits)
      return Inflated(text: text.text)
    } catch {
      return Inflated(text: text.text, error: error)
    }
  }

  static func words(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { Array("word \($0 * 7_919 % 1_000) ".utf8) }
  }

  @Test("of any length", arguments: [0, 1, 100, 65_536, 65_537, 1_000_000])
  func lengths(length: Int) throws {
    let text = [UInt8](repeating: 65, count: length)
    let inflated = try Self.inflate(gzip(text))
    #expect(inflated.error == nil)
    #expect(inflated.text.utf8.elementsEqual(text))
  }

  @Test("of several members, and of zeros behind the last")
  func members() throws {
    let bytes = try gzip(Array("one".utf8)) + gzip([]) + gzip(Array(" two".utf8)) + [0, 0, 0]
    let inflated = try Self.inflate(bytes)
    #expect(inflated.error == nil)
    #expect(inflated.text == "one two")
  }

  @Test("cut off anywhere is damaged, and keeps the members before")
  func truncated() throws {
    let first = try gzip(Array("one".utf8))
    let second = try gzip(Self.words(50))
    for length in 1..<second.count {
      let inflated = try Self.inflate(first + second.prefix(length))
      #expect(inflated.text == "one")
      #expect(inflated.error?.offset == first.count)
    }
  }

  @Test("with any bit flipped is damaged, or the bit meant nothing")
  func flipped() throws {
    let text = Self.words(40)
    let bytes = try gzip(text)
    var harmless = 0
    for place in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[place] ^= 1 << bit
        let inflated = try Self.inflate(flipped)
        if inflated.error != nil { continue }
        harmless += 1
        #expect(inflated.text.utf8.elementsEqual(text), "byte \(place), bit \(bit)")
      }
    }
    // Time, system and level in the header, one flag, and what fills the last byte of the content.
    #expect(harmless <= 6 * 8 + 1 + 7)
  }

  @Test("that says a wrong length or checksum is damaged", arguments: [-1, -4, -5, -8])
  func trailer(place: Int) throws {
    var bytes = try gzip(Self.words(1_000))
    bytes[bytes.count + place] ^= 0x40
    #expect(try Self.inflate(bytes).error?.offset == 0)
  }

  @Test("with bytes behind that belong to no member says where they begin")
  func trailing() throws {
    let bytes = try gzip(Array("one".utf8))
    for tail in [[1], [0, 0, 1], Array("{}".utf8), [0x1F]] as [[UInt8]] {
      let inflated = try Self.inflate(bytes + tail)
      #expect(inflated.text == "one")
      #expect(inflated.error?.offset == bytes.count)
    }
  }

  @Test("that becomes larger than the limits allow is refused")
  func limits() throws {
    let zeros = try gzip([UInt8](repeating: 0, count: 1 << 20), level: 12)
    let small = InflationLimits(bytes: (1 << 20) - 1, ratio: 10_000, ratioMattersFrom: 0)
    let flat = InflationLimits(bytes: 1 << 30, ratio: 100, ratioMattersFrom: 1 << 16)
    let enough = InflationLimits(bytes: 1 << 20, ratio: 10_000, ratioMattersFrom: 0)
    #expect(try Self.inflate(zeros, limits: small).error != nil)
    #expect(try Self.inflate(zeros, limits: flat).error != nil)
    #expect(try Self.inflate(zeros, limits: enough).error == nil)
    // The limit is the file's and not the member's.
    #expect(try Self.inflate(zeros + zeros, limits: enough).error?.offset == zeros.count)
  }
}
