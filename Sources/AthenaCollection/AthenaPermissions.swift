public import AWSCommand
import TrailBucket

extension QueryContext {
  /// What running queries and fetching their results takes, beside the reading of the table's files.
  ///
  /// Source: Amazon Athena User Guide, "Access to workgroups and tags", "Fine-grained access to
  /// databases and tables in the AWS Glue Data Catalog", "Specify a query result location".
  public func permissions(in partition: AWSPartition) -> [IAMPolicy.Statement] {
    func arn(_ service: String, _ resource: String) -> String {
      "arn:\(partition.rawValue):\(service):*:*:\(resource)"
    }
    var running = [AthenaCalls.start, AthenaCalls.state, AthenaCalls.stop]
    // Results that Athena keeps itself are asked for row by row.
    if outputLocation == nil { running.append(AthenaCalls.rows) }
    var statements = [
      IAMPolicy.Statement(
        "RunQueries", allow: running, on: [arn("athena", "workgroup/\(workgroup ?? "primary")")]),
      IAMPolicy.Statement(
        "ReadCatalog", allow: ["glue:GetDatabase", "glue:GetPartitions", AthenaCalls.table.action],
        on: ["catalog", "database/\(table.database)", "table/\(table.database)/\(table.table)"]
          .map { arn("glue", $0) }),
    ]
    if catalog != Self.defaultCatalog {
      statements.append(
        IAMPolicy.Statement(
          "UseCatalog", allow: ["athena:GetDataCatalog"],
          on: [arn("athena", "datacatalog/\(catalog)")]))
    }
    guard let outputLocation else { return statements }
    statements += [
      IAMPolicy.Statement(
        "FindResults",
        allow: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        on: [partition.s3(outputLocation.bucket)]),
      IAMPolicy.Statement(
        "KeepResults",
        allow: [
          AthenaCalls.result.action, "s3:PutObject", "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts",
        ], on: [partition.s3("\(outputLocation.bucket)/\(outputLocation.prefix)*")]),
    ]
    return statements
  }
}
