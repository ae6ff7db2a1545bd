import CZlib

/// Inflates a gzip file piece by piece, through zlib. Each member is checked against its own checksum
/// and size when it ends.
struct GzipInflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private var isBetweenMembers = false
  private var hasFilling = false

  /// An inflater of one file; `nil` where there is no memory for one.
  init?() {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window are what deflate has at most; 16 more ask for gzip and nothing else.
    let code = inflateInit2_(
      stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      stream.deallocate()
      return nil
    }
    self.stream = stream
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Whether the file may end here: behind a member, or the zeros that follow the last.
  var isAtEnd: Bool { isBetweenMembers }

  /// How far one step went.
  struct Step {
    var consumed: Int
    var produced: Int
  }

  /// Inflates as much of some bytes as there is room for.
  ///
  /// - Returns: `nil` where the bytes are damaged, or belong to no member.
  mutating func step(
    _ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) -> Step? {
    var skipped = 0
    if isBetweenMembers {
      // What fills up the last block of a tape, or of a copy, is zeros.
      while skipped < bytes.count, bytes[skipped] == 0 { skipped += 1 }
      hasFilling = hasFilling || skipped > 0
      guard skipped < bytes.count else { return Step(consumed: skipped, produced: 0) }
      guard !hasFilling, bytes[0] == 0x1F, inflateReset(stream) == Z_OK else { return nil }
      isBetweenMembers = false
    }
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: Bytef.self))
    stream.pointee.avail_in = uInt(clamping: bytes.count)
    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_out = uInt(clamping: room.count)
    let code = inflate(stream, Z_NO_FLUSH)
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { return nil }
    isBetweenMembers = code == Z_STREAM_END
    return Step(
      consumed: min(bytes.count, Int(uInt.max)) - Int(stream.pointee.avail_in),
      produced: min(room.count, Int(uInt.max)) - Int(stream.pointee.avail_out))
  }
}
