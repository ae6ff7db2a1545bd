/// One file after the other, read and inflated where it is compressed.
public struct InflatedFile: ~Copyable {
  var file = ByteBuffer()
  var text = ByteBuffer()
  private let gunzip: Gunzip
  private let limits: InflationLimits

  /// Whether the file read last was compressed.
  public private(set) var isCompressed = false

  /// A reader of files; `nil` where there is no memory for one.
  public init?(limits: InflationLimits) {
    guard let gunzip = Gunzip() else { return nil }
    self.gunzip = gunzip
    self.limits = limits
  }

  /// What reading a file gave.
  public struct Outcome: Sendable {
    /// Bytes of the file.
    public var bytes: Int
    /// What tells its content from others: the digest of its bytes as they were read.
    public var digest: TextDigest
    /// Bytes of its text.
    public var textBytes: Int
    /// What is wrong with a compressed file. What stands before the damage is in the text: its own
    /// checksum was right.
    public var damage: GzipError?

    init(bytes: Int, digest: TextDigest, textBytes: Int, damage: GzipError? = nil) {
      self.bytes = bytes
      self.digest = digest
      self.textBytes = textBytes
      self.damage = damage
    }

    /// Of a file of so many bytes whose text nobody looked at.
    public init(unreadBytes bytes: Int) {
      self.init(bytes: bytes, digest: TextDigest(of: ""), textBytes: 0)
    }
  }

  /// Reads a file; `-` is standard input. Whether it is compressed is told from its first bytes and
  /// not from its name. Of a file whose content is at hand nothing is opened.
  ///
  /// - Throws: ``FileError`` where it cannot be read.
  public mutating func load(
    _ path: String, content: [UInt8]? = nil
  ) throws(FileError) -> Outcome {
    if let content {
      file.assign(content)
    } else {
      try file.read(fileAt: path, limit: limits.bytes)
    }
    var outcome = Outcome(
      bytes: file.count,
      digest: TextDigest(ofContent: UnsafeRawBufferPointer(start: file.base, count: file.count)),
      textBytes: file.count)
    isCompressed = Gunzip.isGzip(file)
    if file.count > limits.bytes {
      let reason = "is larger than \(limits.bytes >> 20) MiB, which is refused"
      outcome.damage = GzipError(offset: limits.bytes, reason: reason)
      file.removeAll()
      isCompressed = false
    } else if isCompressed {
      do {
        try gunzip.inflate(file, into: &text, limits: limits)
      } catch {
        outcome.damage = error
      }
    }
    outcome.textBytes = isCompressed ? text.count : file.count
    return outcome
  }

  /// The SHA-256 of the text of the file read last, in hexadecimal.
  public var contentHash: String {
    withText { $0.contentHash }
  }

  /// The MD5 of the bytes of the file read last, in lower-case hexadecimal as S3 Inventory writes it.
  public var checksum: String { file.md5 }

  /// Calls `body` with the text of the file read last.
  public func withText<Result>(_ body: (borrowing ByteBuffer) -> Result) -> Result {
    isCompressed ? body(text) : body(file)
  }
}
