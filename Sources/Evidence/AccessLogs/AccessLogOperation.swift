import S3Access

/// What the operation field of an access log line says, such as `REST.PUT.OBJECT`.
///
/// Source: Amazon S3 User Guide, "Amazon S3 server access log format", Operation; the names that AWS
/// does not list as seen in public log lines.
struct AccessLogOperation {
  /// The call's name as CloudTrail's `eventName` spells it; the log's own where nothing is known of it.
  let eventName: String
  /// Whether the lines tell calls apart only with their keys: all of a `DeleteObjects` share one id.
  let isPartOfBatch: Bool
  let canCarryACL: Bool
  let setsOnlyACL: Bool
  let provesAccess: Bool
  /// Whether S3 did it by itself, such as the end of an object's life.
  let isOfService: Bool

  /// The operation of a line that names an object, or none.
  init(_ operation: String, onObject: Bool) {
    let parts = operation.split(separator: ".", maxSplits: 1)
    let source = parts.first ?? ""
    let call = parts.dropFirst().first.map(String.init) ?? ""
    let eventName =
      switch source {
      case "SOAP": call
      case "REST", "WEBSITE", "BATCH":
        (onObject ? Self.callsOnObjects[call] : nil) ?? Self.calls[call] ?? operation
      default: operation
      }
    let known = S3Operation(eventName)
    self.eventName = eventName
    isPartOfBatch = source == "BATCH"
    isOfService = source == "S3"
    canCarryACL = known.canCarryACL
    setsOnlyACL = known.setsOnlyACL
    provesAccess = known.provesAccess && !call.hasPrefix("OPTIONS.")
  }

  /// Calls that have another name where they are on an object.
  private static let callsOnObjects = ["GET.ACL": "GetObjectAcl", "PUT.ACL": "PutObjectAcl"]

  private static let calls = [
    "COPY.OBJECT": "CopyObject", "COPY.OBJECT_GET": "GetObject", "COPY.PART": "UploadPartCopy",
    "COPY.PART_GET": "GetObject", "DELETE.BUCKET": "DeleteBucket",
    "DELETE.BUCKETPOLICY": "DeleteBucketPolicy", "DELETE.OBJECT": "DeleteObject",
    "DELETE.OBJECT_TAGGING": "DeleteObjectTagging", "DELETE.UPLOAD": "AbortMultipartUpload",
    "GET.ACL": "GetBucketAcl", "GET.BUCKET": "ListObjects", "GET.BUCKETPOLICY": "GetBucketPolicy",
    "GET.BUCKETVERSIONS": "ListObjectVersions", "GET.LOCATION": "GetBucketLocation",
    "GET.LOGGING_STATUS": "GetBucketLogging", "GET.OBJECT": "GetObject",
    "GET.OBJECT_ATTRIBUTES": "GetObjectAttributes", "GET.OBJECT_TAGGING": "GetObjectTagging",
    "GET.UPLOAD": "ListParts", "GET.UPLOADS": "ListMultipartUploads",
    "GET.VERSIONING": "GetBucketVersioning", "GET.WEBSITE": "GetBucketWebsite",
    "HEAD.BUCKET": "HeadBucket", "HEAD.OBJECT": "HeadObject",
    "OPTIONS.PREFLIGHT": "PreflightRequest",
    "POST.BUCKET": "PostObject", "POST.MULTI_OBJECT_DELETE": "DeleteObjects",
    "POST.OBJECT": "PostObject", "POST.RESTORE": "RestoreObject",
    "POST.UPLOAD": "CompleteMultipartUpload", "POST.UPLOADS": "CreateMultipartUpload",
    "PUT.ACL": "PutBucketAcl", "PUT.BUCKET": "CreateBucket", "PUT.BUCKETPOLICY": "PutBucketPolicy",
    "PUT.OBJECT": "PutObject", "PUT.OBJECT_TAGGING": "PutObjectTagging", "PUT.PART": "UploadPart",
    "PUT.PUBLIC_ACCESS_BLOCK": "PutBucketPublicAccessBlock", "PUT.WEBSITE": "PutBucketWebsite",
  ]
}
