/// Memory that one worker reads files into, one after the other.
///
/// It keeps its size from file to file, so that a hundred thousand files cost no more allocations
/// than one, and gives it back after a file that was far larger than most.
public struct ByteBuffer: ~Copyable {
  /// Readable bytes behind the content, zero, as simdjson needs them.
  static let padding = 64
  /// What is kept from file to file: CloudTrail's own files hold 50 MB of text at most.
  private static let keptCapacity = 64 << 20

  private(set) var base: UnsafeMutableRawPointer
  private(set) var capacity: Int

  /// How many bytes it holds.
  public private(set) var count = 0

  /// An empty buffer.
  public init() {
    capacity = 1 << 16
    base = .allocate(byteCount: capacity + Self.padding, alignment: 64)
  }

  deinit {
    base.deallocate()
  }

  /// Forgets the content, and most of the memory where it is unusually much.
  mutating func removeAll() {
    count = 0
    if capacity > Self.keptCapacity { reallocate(1 << 16) }
  }

  /// Makes room for this many bytes in all, keeping the content.
  mutating func reserve(_ wanted: Int) {
    if wanted > capacity { reallocate(max(wanted, min(capacity * 2, capacity + (256 << 20)))) }
  }

  /// Says how many bytes have been written, and clears the padding behind them.
  mutating func setCount(_ newCount: Int) {
    precondition(newCount >= 0 && newCount <= capacity)
    count = newCount
    base.advanced(by: newCount).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
  }

  /// The content as text, for tests and messages.
  public var text: String {
    String(decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// The first bytes, as many as there are up to `length`.
  public func prefix(_ length: Int) -> [UInt8] {
    [UInt8](UnsafeRawBufferPointer(start: base, count: min(count, length)))
  }

  /// The first byte that is no white space, nor part of a byte order mark.
  public var firstVisibleByte: UInt8? {
    var place = beginsWithByteOrderMark ? 3 : 0
    while place < count {
      let byte = base.load(fromByteOffset: place, as: UInt8.self)
      if byte != 0x20 && !(0x09...0x0D).contains(byte) { return byte }
      place += 1
    }
    return nil
  }

  /// Whether a mark stands before the text that it is UTF-8.
  var beginsWithByteOrderMark: Bool {
    count >= 3 && UnsafeRawBufferPointer(start: base, count: 3).elementsEqual([0xEF, 0xBB, 0xBF])
  }

  /// Replaces the content.
  public mutating func assign(_ bytes: some Collection<UInt8>) {
    removeAll()
    reserve(bytes.count)
    UnsafeMutableRawBufferPointer(start: base, count: bytes.count).copyBytes(from: bytes)
    setCount(bytes.count)
  }

  private mutating func reallocate(_ newCapacity: Int) {
    let larger = UnsafeMutableRawPointer.allocate(
      byteCount: newCapacity + Self.padding, alignment: 64)
    larger.copyMemory(from: base, byteCount: min(count, newCapacity))
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}
