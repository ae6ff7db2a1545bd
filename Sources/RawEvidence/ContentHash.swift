import Crypto

extension ByteBuffer {
  /// The SHA-256 of the content, in lower-case hexadecimal as CloudTrail's digests write it.
  var contentHash: String {
    let hash = SHA256.hash(data: UnsafeRawBufferPointer(start: base, count: count))
    return hash.reduce(into: "") { text, byte in
      for digit in [byte >> 4, byte & 0xF] { text.append(String(digit, radix: 16)) }
    }
  }
}
