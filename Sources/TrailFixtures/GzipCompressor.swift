import CDeflate

/// Compresses texts into gzip members, one after the other. Owns libdeflate's compressor, so one
/// task keeps one and no two share it.
public struct GzipCompressor: ~Copyable {
  private let compressor: OpaquePointer

  /// Makes a compressor of a level from 1 to 12.
  ///
  /// - Throws: ``GzipError`` where there is no such level, or no memory.
  public init(level: Int = 6) throws(GzipError) {
    guard let compressor = libdeflate_alloc_compressor(Int32(clamping: level)) else {
      throw GzipError.noCompressor(level: level)
    }
    self.compressor = compressor
  }

  deinit { libdeflate_free_compressor(compressor) }

  /// One gzip member. The same bytes and level give the same member for one version of libdeflate;
  /// another version may pack the same text otherwise.
  public func compress(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
    let bound = libdeflate_gzip_compress_bound(compressor, bytes.count)
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = bytes.withUnsafeBytes {
        libdeflate_gzip_compress(
          compressor, $0.baseAddress, $0.count, buffer.baseAddress, buffer.count)
      }
    }
    if packed.isEmpty { throw GzipError.outOfRoom }
    return packed
  }
}

/// Why a text could not be compressed.
public enum GzipError: Error {
  /// libdeflate knows no such level, or had no memory.
  case noCompressor(level: Int)
  /// The bound that libdeflate gave was too small.
  case outOfRoom
}

/// One gzip member that holds these bytes.
public func gzip(_ bytes: [UInt8], level: Int = 6) throws(GzipError) -> [UInt8] {
  try GzipCompressor(level: level).compress(bytes)
}
