import RawEvidence
import Timeline

/// One request that a fact adds up.
///
/// All but its time stays in one place however often it is copied, for uses are kept, sorted and selected
/// by the thousand.
public struct Use: Sendable {
  /// When the request completed.
  public let time: Instant
  private let parts: Parts

  private final class Parts: Sendable {
    let file: String
    /// `eventID`, key and `requestID`.
    let texts: TextTriple
    let userAgent: String
    let sourceAddress: String

    init(file: String, texts: TextTriple, userAgent: String, sourceAddress: String) {
      self.file = file
      self.texts = texts
      self.userAgent = userAgent
      self.sourceAddress = sourceAddress
    }
  }

  /// The record's `eventID`.
  public var eventID: String { parts.texts.first }
  /// The object's key; empty for a call on the bucket.
  public var key: String { parts.texts.second }
  /// The record's `requestID`, which access logs and S3's answers share; empty where it has none.
  public var requestID: String { parts.texts.third }
  /// The caller's tool, as it names itself, without CloudTrail's square brackets.
  public var userAgent: String { parts.userAgent }
  /// Where the request came from: an address, or an AWS service's name.
  public var sourceAddress: String { parts.sourceAddress }
  /// The file that told of it.
  public var file: String { parts.file }

  /// A use of these parts.
  public init(
    time: Instant, eventID: String, requestID: String = "", key: String = "",
    userAgent: String = "", sourceAddress: String = "", file: String = ""
  ) {
    self.init(
      time: time, texts: TextTriple(eventID, key, requestID), userAgent: userAgent,
      sourceAddress: sourceAddress, file: file)
  }

  /// A use of these parts; `texts` are its `eventID`, its key and its `requestID`.
  init(
    time: Instant, texts: TextTriple, userAgent: String, sourceAddress: String, file: String
  ) {
    self.time = time
    parts = Parts(file: file, texts: texts, userAgent: userAgent, sourceAddress: sourceAddress)
  }
}

extension Use: Comparable, Hashable {
  /// By time, and then by file: of the records that tell of one request, the first is kept. The rest only
  /// makes the order total.
  public static func < (a: Use, b: Use) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.parts === b.parts { return false }
    if a.file != b.file { return a.file < b.file }
    return (a.parts.texts, a.userAgent, a.sourceAddress)
      < (b.parts.texts, b.userAgent, b.sourceAddress)
  }

  public static func == (a: Use, b: Use) -> Bool {
    a.time == b.time
      && (a.parts === b.parts
        || (a.file, a.parts.texts, a.userAgent, a.sourceAddress)
          == (b.file, b.parts.texts, b.userAgent, b.sourceAddress))
  }

  /// By the texts, of which the ids are hardly ever the same.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(time)
    hasher.combine(parts.texts)
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
