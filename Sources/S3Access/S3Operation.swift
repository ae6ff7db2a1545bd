/// What is known of an S3 call by the `eventName` of its CloudTrail record.
///
/// Source: Amazon S3 User Guide, "Amazon S3 CloudTrail events".
public struct S3Operation: Hashable, Sendable {
  /// The event's name, such as `PutObject`.
  public var name: String

  /// The operation of that event name.
  public init(_ name: String) {
    self.name = name
  }

  /// Whether the name alone says that the call only reads. Records without `readOnly` need it.
  public var isRead: Bool {
    ["Get", "Head", "List", "Select", "Preflight", "OPTIONS"].contains { name.hasPrefix($0) }
  }

  /// Whether the call is a data event, for records that do not say so: event versions before 1.06
  /// have no `managementEvent`, those before 1.07 no `eventCategory`.
  public var isDataEvent: Bool { Self.dataEvents.contains(name) }

  private static let dataEvents: Set<String> = [
    "AbortMultipartUpload", "CompleteMultipartUpload", "CopyObject", "CreateMultipartUpload",
    "DeleteObject", "DeleteObjects", "DeleteObjectTagging", "GetObject", "GetObjectAcl",
    "GetObjectAttributes", "GetObjectLegalHold", "GetObjectRetention", "GetObjectTagging",
    "GetObjectTorrent", "HeadBucket", "HeadObject", "ListMultipartUploads", "ListObjects",
    "ListObjectsV2",
    "ListObjectVersions", "ListParts", "PostObject", "PreflightRequest", "PutObject",
    "PutObjectAcl", "PutObjectLegalHold", "PutObjectRetention", "PutObjectTagging",
    "RenameObject", "RestoreObject", "SelectObjectContent", "UpdateObjectEncryption",
    "UploadPart", "UploadPartCopy", "WriteGetObjectResponse",
  ]

  /// Whether the call can carry an ACL, so that a record without its parameters leaves open whether
  /// it did. Calls that are not named here are judged by the parameters that they show.
  ///
  /// Source: Amazon S3 API Reference, the request syntax of each.
  public var canCarryACL: Bool { Self.aclCarriers.contains(name) }

  /// Whether the call does nothing but set an ACL: one of these that shows none has had it cut off.
  public var setsOnlyACL: Bool { name == "PutObjectAcl" || name == "PutBucketAcl" }

  /// Whether the call is a browser's form upload, whose ACL stands in a field named `acl`.
  ///
  /// Source: Amazon S3 API Reference, "POST Object".
  public var isFormUpload: Bool { name == "PostObject" }

  /// The names of the calls that can carry an ACL.
  public static let aclCarriers: Set<String> = [
    "PutObject", "PutObjectAcl", "CopyObject", "CreateMultipartUpload", "PostObject",
    "PutBucketAcl", "CreateBucket",
  ]

  /// Whether a success proves that somebody was let in to the bucket. A browser's preflight request
  /// is answered from the CORS configuration without asking who calls.
  public var provesAccess: Bool {
    !["Preflight", "OPTIONS", "Options"].contains { name.hasPrefix($0) }
  }
}
