/// A range of IP addresses in CIDR notation, or one address.
struct AddressBlock: Hashable, Sendable {
  /// The first address: 4 bytes for IPv4, 16 for IPv6; all bits past the width are 0.
  private(set) var bytes: [UInt8]
  /// How many bits are fixed.
  private(set) var width: Int

  private init(_ bytes: [UInt8], width: Int) {
    self.bytes = bytes
    self.width = width
    for index in bytes.indices {
      let kept = min(max(width - index * 8, 0), 8)
      self.bytes[index] &= UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
    }
  }

  /// Reads `203.0.113.0/24`, `2001:db8::/32` or a single address; `nil` for anything else.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let address = parts.first, parts.count <= 2 else { return nil }
    guard let bytes = Self.ipv4(address) ?? Self.ipv6(address) else { return nil }
    guard parts.count == 2 else {
      self.init(bytes, width: bytes.count * 8)
      return
    }
    guard let width = Self.decimal(parts[1]), width <= bytes.count * 8 else { return nil }
    self.init(bytes, width: width)
  }

  /// The widths below which AWS calls a range very broad: /8 and /32.
  ///
  /// AWS leaves out the private ranges of RFC 1918. None of them is broader than /8, so that a
  /// broader range always holds public addresses as well (measured: 365, 10.0.0.0/7 is public).
  ///
  /// Source: Amazon S3 User Guide, "The meaning of 'public'", aws:SourceIp. Measured: 335 to 419.
  private var leastWidth: Int { bytes.count == 4 ? 8 : 32 }

  /// Whether AWS calls the range very broad, and so public.
  var isVeryBroad: Bool { width < leastWidth }

  /// Whether the range lies in `::ffff:0:0/96`, where IPv6 writes IPv4 addresses.
  var isMappedIPv4: Bool {
    bytes.count == 16 && bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
  }

  /// Whether ranges that are not very broad, one by one, make up one that is.
  static func addUpToVeryBroad(_ texts: [String]) -> Bool {
    var byWidth: [Int: Set<AddressBlock>] = [:]
    for block in texts.compactMap(AddressBlock.init) {
      byWidth[block.width, default: []].insert(block)
    }
    for width in stride(from: 128, to: 0, by: -1) {
      for block in byWidth[width] ?? [] where byWidth[width]?.contains(block.sibling) == true {
        let parent = AddressBlock(block.bytes, width: width - 1)
        if parent.isVeryBroad { return true }
        byWidth[width - 1, default: []].insert(parent)
      }
    }
    return false
  }

  /// The other half of the range that is one bit wider; the block itself at width 0.
  private var sibling: AddressBlock {
    var sibling = self
    guard width > 0 else { return sibling }
    let bit = width - 1
    sibling.bytes[bit / 8] ^= 0x80 >> UInt8(bit % 8)
    return sibling
  }
}

extension AddressBlock {
  private typealias Text = Substring.UTF8View

  private static func decimal(_ text: Text) -> Int? {
    guard (1...3).contains(text.count), text.count == 1 || text.first != UInt8(ascii: "0") else {
      return nil
    }
    return text.allSatisfy { (0x30...0x39).contains($0) } ? Int(Substring(text)) : nil
  }

  private static func ipv4(_ text: Text) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let bytes = parts.compactMap { decimal($0).flatMap(UInt8.init(exactly:)) }
    return parts.count == 4 && bytes.count == 4 ? bytes : nil
  }

  /// Source: RFC 4291, section 2.2.
  private static func ipv6(_ text: Text) -> [UInt8]? {
    var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    // "::" at either end leaves two empty parts, of which one is the gap.
    if parts[0].isEmpty {
      guard parts[1].isEmpty else { return nil }
      parts.removeFirst()
    }
    if parts[parts.count - 1].isEmpty {
      guard parts[parts.count - 2].isEmpty else { return nil }
      parts.removeLast()
    }
    var head: [UInt8] = []
    var tail: [UInt8]?
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        guard tail == nil else { return nil }
        tail = []
        continue
      }
      let isLast = index == parts.count - 1
      guard let bytes = word(part) ?? (isLast ? ipv4(part) : nil) else { return nil }
      if tail == nil { head += bytes } else { tail? += bytes }
    }
    guard let tail else { return head.count == 16 ? head : nil }
    let gap = 16 - head.count - tail.count
    return gap > 0 ? head + [UInt8](repeating: 0, count: gap) + tail : nil
  }

  private static func word(_ text: Text) -> [UInt8]? {
    guard (1...4).contains(text.count), text.allSatisfy(isHexadecimal),
      let word = UInt16(Substring(text), radix: 16)
    else { return nil }
    return [UInt8(word >> 8), UInt8(word & 0xFF)]
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}
