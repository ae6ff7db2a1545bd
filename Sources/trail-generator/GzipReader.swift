import CDeflate

/// Inflates gzip files, one after the other, into one buffer that is kept. One task has one.
struct GzipReader: ~Copyable {
  private let decompressor: OpaquePointer
  private var text: [UInt8] = []

  /// Makes a reader; `nil` where there is no memory.
  init?() {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    self.decompressor = decompressor
  }

  deinit { libdeflate_free_decompressor(decompressor) }

  /// The length of the text in a file of one gzip member, whose checksum it proves; `nil` where the
  /// file is damaged.
  mutating func inflatedLength(of file: [UInt8]) -> Int? {
    guard file.count >= 18 else { return nil }
    // The last four bytes of a member give the length of its text.
    let length = file.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    // Deflate packs 1,032 to 1 at most, so a larger length is damage.
    guard length <= file.count * 1_032 else { return nil }
    if text.count < length { text = [UInt8](repeating: 0, count: length) }
    let result = file.withUnsafeBytes { source in
      text.withUnsafeMutableBytes { target in
        libdeflate_gzip_decompress(
          decompressor, source.baseAddress, source.count, target.baseAddress, length, nil)
      }
    }
    return result == LIBDEFLATE_SUCCESS ? length : nil
  }
}
