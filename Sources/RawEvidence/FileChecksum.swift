import Crypto

extension ByteBuffer {
  /// The MD5 of the content, in lower-case hexadecimal. It shows accidents, and no intent: who alters a
  /// file can find another with the same MD5.
  var md5: String {
    var hash = Insecure.MD5()
    hash.update(bufferPointer: UnsafeRawBufferPointer(start: base, count: count))
    return hash.finalize().reduce(into: "") { text, byte in
      for digit in [byte >> 4, byte & 0xF] { text.append(String(digit, radix: 16)) }
    }
  }
}
