import S3Access
import Timeline

/// A trail's place: the account that received the records and the Region that they are of.
public struct TrailPlace: Hashable, Codable, Sendable, Comparable {
  /// The account whose trail it is, by `recipientAccountId`; empty where nothing says.
  public var account: String
  /// The AWS Region; empty where nothing says.
  public var region: String

  /// The place of an account's records of one Region.
  public init(account: String, region: String) {
    self.account = account
    self.region = region
  }

  public static func < (a: TrailPlace, b: TrailPlace) -> Bool {
    (a.account, a.region) < (b.account, b.region)
  }
}

/// That events of one class were recorded for one bucket, in one trail place.
public struct Sighting: Hashable, Codable, Sendable {
  /// The bucket's name.
  public var bucket: String
  /// The class of the events.
  public var evidenceClass: EvidenceClass
  /// Where they were recorded.
  public var place: TrailPlace

  /// The sighting of a class of a bucket's events in a trail place.
  public init(bucket: String, evidenceClass: EvidenceClass, place: TrailPlace) {
    self.bucket = bucket
    self.evidenceClass = evidenceClass
    self.place = place
  }
}

/// A call to CloudTrail after which less may be recorded than before: which trail's records these logs
/// are nobody can say, so it counts for all of the account's.
///
/// Source: CloudTrail API Reference, "StopLogging", "DeleteTrail", "PutEventSelectors".
public struct RecordingChange: Hashable, Codable, Sendable, Comparable {
  /// The account that made it for its trails.
  public var account: String
  /// When.
  public var time: Instant
  /// The call, as `eventName` spells it.
  public var call: String

  /// A change of these parts.
  public init(account: String, time: Instant, call: String) {
    self.account = account
    self.time = time
    self.call = call
  }

  public static func < (a: RecordingChange, b: RecordingChange) -> Bool {
    (a.time, a.account, a.call) < (b.time, b.account, b.call)
  }

  static let calls: Set<String> = ["StopLogging", "DeleteTrail", "PutEventSelectors"]
}

/// What tells which account owns a bucket.
public struct OwnershipClaim: Hashable, Codable, Sendable {
  /// The bucket's name.
  public var bucket: String
  /// The account.
  public var account: String
  /// Whether a record's `resources` names it as the bucket's; otherwise it only received a record
  /// that names no owner.
  public var isNamed: Bool

  /// A claim of these parts.
  public init(bucket: String, account: String, isNamed: Bool) {
    self.bucket = bucket
    self.account = account
    self.isNamed = isNamed
  }
}

/// Evidence that is there and could not be read, or not to its end.
public struct UnreadableEvidence: Hashable, Codable, Sendable {
  /// The file.
  public var file: String
  /// Where in it the trouble begins, in bytes; of compressed files see ``isOffsetInflated``.
  public var offset: Int
  /// Whether ``offset`` counts bytes of the text after inflating, rather than of the file.
  public var isOffsetInflated: Bool
  /// What the trouble is.
  public var reason: String
  /// The trail place that the file's name tells; `nil` where it tells none, so that it may speak of
  /// any bucket.
  public var place: TrailPlace?
  /// When the file was delivered, as its name tells: it holds nothing from after that.
  public var deliveredAt: Instant?
  /// The only bucket that it can speak of; `nil` where nothing says that.
  public var bucket: String?

  /// Unreadable evidence of these parts.
  public init(
    file: String, offset: Int, isOffsetInflated: Bool = false, reason: String,
    place: TrailPlace? = nil, deliveredAt: Instant? = nil, bucket: String? = nil
  ) {
    self.file = file
    self.offset = offset
    self.isOffsetInflated = isOffsetInflated
    self.reason = reason
    self.place = place
    self.deliveredAt = deliveredAt
    self.bucket = bucket
  }
}

extension UnreadableEvidence: Comparable {
  public static func < (a: UnreadableEvidence, b: UnreadableEvidence) -> Bool {
    (a.file, a.offset, a.reason) < (b.file, b.offset, b.reason)
  }
}
