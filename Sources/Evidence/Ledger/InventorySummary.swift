import Timeline

/// What an S3 Inventory says of the ACLs of a bucket's objects.
///
/// Source: Amazon S3 User Guide, "Cataloging and analyzing your data with S3 Inventory", and
/// "Using object ACLs in S3 Inventory", for ObjectAccessControlList.
public struct InventorySummary: Hashable, Codable, Sendable {
  /// The bucket whose objects it lists.
  public var bucket: String
  /// The bucket that it was delivered to, as its ARN.
  public var destination: String
  /// The id of its configuration; `nil` where nothing says.
  public var configurationID: String?
  /// When it was begun. It may lack what was written shortly before.
  public var createdAt: Instant
  /// Objects that it lists, versions counted one by one, delete markers left out.
  public var objects = 0
  /// Objects of which it does not tell the ACL.
  public var objectsWithoutACL = 0
  /// Objects with a grant to everybody, or to every AWS account.
  public var publicObjects = 0
  /// Where those lie: by what stands before the first slash of their keys, most first, ten at most.
  public var publicPrefixes: [Prefix] = []
  /// Keys of some of them, three at most.
  public var samples: [String] = []
  /// Whether it lists versions that are not the current ones too.
  public var listsAllVersions: Bool
  /// Whether all of its files were there and could be read, unaltered.
  public var isWhole = true

  /// A part of a bucket.
  public struct Prefix: Hashable, Codable, Sendable {
    /// Such as `reports/`; empty for objects without a slash in their keys.
    public var prefix: String
    /// Objects with a public grant in it.
    public var count: Int

    /// A part of a bucket with so many objects that have a public grant.
    public init(prefix: String, count: Int) {
      self.prefix = prefix
      self.count = count
    }
  }

  /// The summary of an inventory of which nothing was read yet.
  public init(
    bucket: String, destination: String = "", configurationID: String? = nil, createdAt: Instant,
    listsAllVersions: Bool
  ) {
    self.bucket = bucket
    self.destination = destination
    self.configurationID = configurationID
    self.createdAt = createdAt
    self.listsAllVersions = listsAllVersions
  }

  /// Whether it tells the ACL of every object that it lists.
  public var tellsEveryACL: Bool { isWhole && objectsWithoutACL == 0 }
}

extension InventorySummary: Comparable {
  public static func < (a: InventorySummary, b: InventorySummary) -> Bool {
    (a.createdAt, a.bucket, a.configurationID ?? "", a.objects)
      < (b.createdAt, b.bucket, b.configurationID ?? "", b.objects)
  }
}

/// How an inventory was asked for, by `aws s3api get-bucket-inventory-configuration`. No inventory says
/// itself whether it lists the whole bucket.
public struct InventoryConfiguration: Hashable, Codable, Sendable {
  /// Its id, one a bucket.
  public var id: String
  /// The bucket that it is delivered to, as its ARN.
  public var destination: String
  /// The prefix that it lists only; empty for the whole bucket.
  public var prefix: String

  /// A configuration of these parts.
  public init(id: String, destination: String, prefix: String) {
    self.id = id
    self.destination = destination
    self.prefix = prefix
  }
}
