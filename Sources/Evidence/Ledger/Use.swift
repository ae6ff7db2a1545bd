import Timeline

/// One request that a fact adds up.
public struct Use: Hashable, Sendable {
  /// When the request completed.
  public var time: Instant
  /// The record's `eventID`.
  public var eventID: String
  /// The record's `requestID`, which access logs and S3's answers share; empty where it has none.
  public var requestID: String
  /// The object's key; empty for a call on the bucket.
  public var key: String
  /// The caller's tool, as it names itself, without CloudTrail's square brackets.
  public var userAgent: String
  /// Where the request came from: an address, or an AWS service's name.
  public var sourceAddress: String
  /// The file that told of it.
  public var file: String

  /// A use of these parts.
  public init(
    time: Instant, eventID: String, requestID: String = "", key: String = "",
    userAgent: String = "", sourceAddress: String = "", file: String = ""
  ) {
    self.time = time
    self.eventID = eventID
    self.requestID = requestID
    self.key = key
    self.userAgent = userAgent
    self.sourceAddress = sourceAddress
    self.file = file
  }
}

extension Use: Comparable {
  /// By time; the rest only makes the order total.
  public static func < (a: Use, b: Use) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.eventID != b.eventID { return a.eventID < b.eventID }
    if a.file != b.file { return a.file < b.file }
    return (a.key, a.requestID, a.userAgent, a.sourceAddress)
      < (b.key, b.requestID, b.userAgent, b.sourceAddress)
  }
}

/// What makes one request one request, however many records tell of it: 128 bits of its
/// `sharedEventID`, which the copies for several accounts share, else of its `eventID`.
public struct UseIdentity: Hashable, Sendable, Comparable {
  /// The upper half.
  public var high: UInt64
  /// The lower half.
  public var low: UInt64

  /// An identity of two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The identity that an event id stands for. Ids are random UUIDs, but a log may hold anything, so
  /// the text is hashed: the same way on every machine and in every run.
  public init(id: some StringProtocol) {
    var high: UInt64 = 0xCBF2_9CE4_8422_2325
    var low: UInt64 = 0x6C62_272E_07BB_0142
    for byte in id.utf8 {
      high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      low = (low &+ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
      low ^= low >> 29
    }
    self.init(high: Self.mixed(high), low: Self.mixed(low))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let once = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return once ^ (once >> 33)
  }

  public static func < (a: UseIdentity, b: UseIdentity) -> Bool {
    a.high == b.high ? a.low < b.low : a.high < b.high
  }
}
