import S3Access
import Testing

@Suite("S3's operations")
struct S3OperationTests {
  @Test(
    "that only read",
    arguments: [
      "GetObject", "HeadObject", "HeadBucket", "ListObjects", "ListBuckets", "GetBucketPolicy",
      "SelectObjectContent", "PreflightRequest",
    ])
  func reads(_ name: String) { #expect(S3Operation(name).isRead) }

  @Test(
    "that change something",
    arguments: [
      "PutObject", "DeleteObjects", "CopyObject", "RestoreObject", "PostObject", "CreateBucket",
      "UploadPart", "PutBucketAcl", "AbortMultipartUpload", "AnOperationThatNobodyKnows",
    ])
  func writes(_ name: String) { #expect(!S3Operation(name).isRead) }

  @Test(
    "that can carry an ACL",
    arguments: [
      "PutObject", "PutObjectAcl", "CopyObject", "CreateMultipartUpload", "PostObject",
      "PutBucketAcl", "CreateBucket",
    ])
  func carriers(_ name: String) {
    #expect(S3Operation(name).canCarryACL)
    #expect(S3Operation(name).setsOnlyACL == (name == "PutObjectAcl" || name == "PutBucketAcl"))
    #expect(S3Operation(name).isDataEvent == !name.contains("Bucket"))
  }

  @Test("a preflight proves nothing, for it is answered whoever asks")
  func preflight() {
    #expect(!S3Operation("PreflightRequest").provesAccess)
    #expect(!S3Operation("OPTIONS").provesAccess)
    #expect(S3Operation("GetObject").provesAccess)
  }
}
