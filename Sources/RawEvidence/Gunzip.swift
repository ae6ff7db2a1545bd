import CDeflate

/// What is wrong with a compressed file, and from which byte on.
public struct GzipError: Error, Hashable, Sendable {
  /// Where the member begins that is damaged, in bytes of the file.
  public var offset: Int
  /// What is wrong with it.
  public var reason: String
}

/// How much one file may become.
public struct InflationLimits: Hashable, Sendable {
  /// The most bytes that one file may hold after inflating.
  public var bytes: Int
  /// The most bytes that each compressed byte may become, where a file becomes large by it.
  public var ratio: Int
  /// Below this size the ratio does not matter.
  public var ratioMattersFrom: Int
  /// Files of lines or rows that have at least this size are read piece by piece, and may be larger than
  /// ``bytes``. Smaller ones are read whole, which is faster where they are compressed.
  public var piecewiseFrom: Int
  /// The size of such a piece; one holds the longest line.
  public var pieceBytes: Int

  /// Limits of these sizes.
  public init(
    bytes: Int, ratio: Int, ratioMattersFrom: Int, piecewiseFrom: Int = 8 << 20,
    pieceBytes: Int = 4 << 20
  ) {
    self.bytes = bytes
    self.ratio = ratio
    self.ratioMattersFrom = ratioMattersFrom
    self.piecewiseFrom = piecewiseFrom
    self.pieceBytes = pieceBytes
  }

  /// CloudTrail writes 50 MB a file at most and compresses about ten to one; other tools join files.
  public static let standard = InflationLimits(
    bytes: 1 << 30, ratio: 250, ratioMattersFrom: 64 << 20)
}

/// Inflates gzip files whole, every member checked against its own checksum and size.
public struct Gunzip: ~Copyable {
  private let decompressor: OpaquePointer

  /// A decompressor; `nil` where there is no memory for one.
  public init?() {
    guard let made = libdeflate_alloc_decompressor() else { return nil }
    decompressor = made
  }

  deinit {
    libdeflate_free_decompressor(decompressor)
  }

  /// Whether bytes begin as a gzip member does.
  public static func isGzip(_ bytes: borrowing ByteBuffer) -> Bool {
    isGzip(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
  }

  private static func isGzip(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// Inflates all members of a gzip file into `text`.
  ///
  /// What the members before a damaged one hold stays in `text`: their checksums were right.
  /// - Throws: ``GzipError`` for damage, for bytes behind the last member that are not zero, and for
  ///   a file that becomes larger than the limits allow.
  public func inflate(
    _ file: borrowing ByteBuffer, into text: inout ByteBuffer, limits: InflationLimits = .standard
  ) throws(GzipError) {
    text.removeAll()
    text.setCount(0)
    let bytes = UnsafeRawBufferPointer(start: file.base, count: file.count)
    let most = Self.mostInflated(bytes.count, limits: limits)
    text.reserve(min(most, Self.sizeHint(bytes)))
    var offset = 0
    while offset < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      guard Self.isGzip(rest) else {
        if rest.allSatisfy({ $0 == 0 }) { return }
        throw GzipError(
          offset: offset,
          reason: offset == 0 ? "is not gzip" : "bytes follow that belong to no gzip member")
      }
      offset += try inflateMember(rest, at: offset, into: &text, most: most)
    }
  }

  /// Inflates one member behind what `text` holds, and returns how many bytes it took.
  private func inflateMember(
    _ member: UnsafeRawBufferPointer, at offset: Int, into text: inout ByteBuffer, most: Int
  ) throws(GzipError) -> Int {
    while true {
      var consumed = 0
      var produced = 0
      let result = libdeflate_gzip_decompress_ex(
        decompressor, member.baseAddress, member.count, text.base + text.count,
        min(text.capacity, most) - text.count, &consumed, &produced)
      switch result {
      case LIBDEFLATE_SUCCESS:
        text.setCount(text.count + produced)
        return consumed
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        guard text.capacity < most else {
          throw GzipError(
            offset: offset, reason: "inflates to more than \(most >> 20) MiB, which is refused")
        }
        text.reserve(text.capacity + 1)
      default:
        throw GzipError(offset: offset, reason: "the gzip data is damaged or cut off")
      }
    }
  }

  private static func mostInflated(_ count: Int, limits: InflationLimits) -> Int {
    min(
      limits.bytes,
      max(limits.ratioMattersFrom, count.multipliedReportingOverflow(by: limits.ratio).partialValue)
    )
  }

  /// What the last member says of its size, where that can be; it is a hint only, and may be a lie.
  private static func sizeHint(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.count >= 18 else { return 1 << 16 }
    let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    // Deflate makes 1,032 bytes of one at most.
    return size < bytes.count * 1_032 && size >= bytes.count / 2 ? size : bytes.count * 12
  }
}
