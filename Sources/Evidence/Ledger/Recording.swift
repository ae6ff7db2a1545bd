import S3Access
import Timeline

/// A trail's place: the account that received the records, the Region that they are of, and the folder
/// that the trail's files were found in.
///
/// The folder keeps two trails of one account and Region apart, so that the files of one cannot hide
/// that those of the other ended. Of two trails that deliver to one folder this takes their digests.
public struct TrailPlace: Hashable, Codable, Sendable, Comparable {
  /// The account whose trail it is, by `recipientAccountId`; empty where nothing says.
  public var account: String
  /// The AWS Region; empty where nothing says.
  public var region: String
  /// The folder above the folders of accounts, Regions and days: see ``TrailFolder``.
  public var folder: String

  /// The place of an account's records of one Region.
  public init(account: String, region: String, folder: String = "") {
    self.account = account
    self.region = region
    self.folder = folder
  }

  public static func < (a: TrailPlace, b: TrailPlace) -> Bool {
    (a.account, a.region, a.folder) < (b.account, b.region, b.folder)
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
