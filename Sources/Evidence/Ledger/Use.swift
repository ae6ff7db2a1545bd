import RawEvidence
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
  /// By time, and then by file: of the records that tell of one request, the first is kept, and these
  /// two are known before the rest is read. The rest only makes the order total.
  public static func < (a: Use, b: Use) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.file != b.file { return a.file < b.file }
    if a.eventID != b.eventID { return a.eventID < b.eventID }
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
  /// it is made of the text's digest.
  public init(id: some StringProtocol) {
    self.init(TextDigest(of: id))
  }

  /// The identity of the request whose id has this digest.
  init(_ digest: TextDigest) {
    self.init(high: digest.high, low: digest.low)
  }

  /// The halves are random already, so that one of them is enough.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(low)
  }

  public static func < (a: UseIdentity, b: UseIdentity) -> Bool {
    a.high == b.high ? a.low < b.low : a.high < b.high
  }
}
