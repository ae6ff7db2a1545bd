import AWSCommand

extension S3Location {
  /// What reading the log files below this place takes. Where the trail's files are encrypted with a KMS
  /// key, `kms:Decrypt` on that key is needed beside it.
  ///
  /// Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
  public func readPermissions(in partition: AWSPartition) -> [IAMPolicy.Statement] {
    [
      IAMPolicy.Statement(
        "ListTrail", allow: [TrailListing.call], on: [partition.s3(bucket)],
        where: .init("StringLike", "s3:prefix", ["\(prefix)*"])),
      IAMPolicy.Statement(
        "ReadTrail", allow: [LogFetch.call], on: [partition.s3("\(bucket)/\(prefix)*")]),
    ]
  }
}
