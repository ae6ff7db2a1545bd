import Glibc

/// A large file that is read and inflated piece by piece: for texts of lines, which mean something
/// before their end is known.
///
/// Memory is bounded by the longest line, whatever the file's size. Whether a compressed file is sound
/// shows at its end only: what it said has to be kept apart until then.
public struct StreamedFile: ~Copyable {
  /// A longer line is none of any log.
  private static let longestLine = 64 << 20

  private let descriptor: Int32
  private let size: Int
  private let limits: InflationLimits
  private var text = ByteBuffer()
  private var packed = ByteBuffer()
  private var packedPlace = 0
  private var inflater: GzipInflater?
  private var isAtEnd = false
  private var damage: GzipError?
  private var digest: ContentDigester
  private var bytes = 0
  private var textBytes = 0

  /// Whether the file is compressed, by its first bytes.
  public private(set) var isCompressed = false

  /// Opens an ordinary file, and reads the first piece of it.
  ///
  /// - Throws: ``FileError`` where it cannot be opened or read.
  public init(_ path: String, limits: InflationLimits) throws(FileError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    let isOpen = descriptor >= 0 && fstat(descriptor, &status) == 0
    let code = errno
    size = isOpen ? Int(status.st_size) : 0
    self.limits = limits
    digest = ContentDigester(size: size)
    guard isOpen else {
      if descriptor >= 0 { close(descriptor) }
      throw FileError(code: code, action: "cannot be opened")
    }
    // Thrown from here on, the file is closed by `deinit`.
    try begin()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The beginning of the text.
  public func withBeginning<Result>(_ body: (borrowing ByteBuffer) -> Result) -> Result {
    body(text)
  }

  /// Where a piece of the text stands.
  public struct Piece: Sendable {
    /// Where it begins, in bytes of the text.
    public var offset: Int
    /// Whether nothing follows.
    public var isLast: Bool
  }

  /// Calls `body` with piece after piece, to the end of the file or to where it is damaged.
  ///
  /// - Parameter body: returns how many bytes of the piece it is done with. What is left comes again,
  ///   with what follows.
  /// - Throws: ``FileError`` where the file cannot be read.
  public mutating func forEachPiece(
    _ body: (borrowing ByteBuffer, Piece) -> Int
  ) throws(FileError) -> InflatedFile.Outcome {
    var offset = 0
    while true {
      try fill()
      if damage != nil { break }
      let used = body(text, Piece(offset: offset, isLast: isAtEnd))
      if isAtEnd { break }
      offset += used
      text.removeFirst(used)
      if text.count >= Self.longestLine {
        damage = GzipError(
          offset: bytes, reason: "holds a line of more than \(Self.longestLine >> 20) MiB")
        break
      }
    }
    if damage == nil, bytes != size {
      damage = GzipError(offset: 0, reason: "changed while it was read")
    }
    return InflatedFile.Outcome(
      bytes: bytes, digest: digest.digest, textBytes: textBytes, damage: damage)
  }
}

extension StreamedFile {
  private mutating func begin() throws(FileError) {
    packed.reserve(limits.pieceBytes)
    text.setCount(0)
    try receivePacked()
    isCompressed = Gunzip.isGzip(packed)
    if isCompressed { inflater = GzipInflater() }
    if isCompressed, inflater == nil {
      throw FileError(code: ENOMEM, action: "cannot be read")
    }
    try fill()
  }

  /// Adds a piece to what is left of the text.
  private mutating func fill() throws(FileError) {
    let wanted = text.count + limits.pieceBytes
    text.reserve(wanted)
    while text.count < wanted, !isAtEnd, damage == nil {
      if packedPlace == packed.count, bytes < size || packed.count > 0 { try receivePacked() }
      if packed.count == 0 {
        isAtEnd = true
        if isCompressed, inflater?.isAtEnd != true { noteDamage() }
      } else if isCompressed {
        inflatePiece(upTo: wanted)
      } else {
        let count = min(packed.count - packedPlace, wanted - text.count)
        text.append(packed.bytes(from: packedPlace, count: count))
        packedPlace += count
        textBytes += count
      }
    }
  }

  private mutating func receivePacked() throws(FileError) {
    packedPlace = 0
    try packed.receive(from: descriptor, atMost: limits.pieceBytes)
    packed.withBytes { digest.add($0) }
    bytes += packed.count
  }

  private mutating func inflatePiece(upTo wanted: Int) {
    let input = packed.bytes(from: packedPlace, count: packed.count - packedPlace)
    guard let step = text.extend(to: wanted, by: { inflater?.step(input, into: $0) }) else {
      return noteDamage()
    }
    packedPlace += step.consumed
    textBytes += step.produced
    guard textBytes > limits.ratioMattersFrom, textBytes / limits.ratio > bytes else { return }
    damage = GzipError(
      offset: 0, reason: "inflates to more than \(limits.ratio) times its size, which is refused")
  }

  private mutating func noteDamage() {
    damage = GzipError(
      offset: bytes - packed.count + packedPlace, reason: "the gzip data is damaged or cut off")
  }
}

extension ByteBuffer {
  fileprivate mutating func removeFirst(_ removed: Int) {
    guard removed > 0 else { return }
    base.copyMemory(from: base + removed, byteCount: count - removed)
    setCount(count - removed)
  }

  fileprivate mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    (base + count).copyMemory(from: start, byteCount: bytes.count)
    setCount(count + bytes.count)
  }

  /// Has somebody write behind the content, up to a size that there is room for.
  fileprivate mutating func extend(
    to wanted: Int, by write: (UnsafeMutableRawBufferPointer) -> GzipInflater.Step?
  ) -> GzipInflater.Step? {
    let room = UnsafeMutableRawBufferPointer(start: base + count, count: wanted - count)
    guard let step = write(room) else { return nil }
    setCount(count + step.produced)
    return step
  }

  fileprivate func bytes(from start: Int, count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + start, count: count)
  }

  fileprivate func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Replaces the content by what can be read next, nothing at the end of the file.
  fileprivate mutating func receive(from descriptor: Int32, atMost most: Int) throws(FileError) {
    while true {
      let received = Glibc.read(descriptor, base, min(most, capacity))
      if received >= 0 { return setCount(received) }
      guard errno == EINTR else { throw FileError(code: errno, action: "cannot be read") }
    }
  }
}
