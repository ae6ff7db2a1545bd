import AWSCommand

/// What is asked of Athena, and of the catalog that holds its tables.
enum AthenaCalls {
  static let start = AWSCall(
    "athena", "start-query-execution", action: "athena:StartQueryExecution")
  static let state = AWSCall("athena", "get-query-execution", action: "athena:GetQueryExecution")
  static let stop = AWSCall("athena", "stop-query-execution", action: "athena:StopQueryExecution")
  static let rows = AWSCall("athena", "get-query-results", action: "athena:GetQueryResults")
  /// Of one file, which the CLI fetches in several parts at once and checks.
  static let result = AWSCall("s3", "cp", action: "s3:GetObject")
  static let table = AWSCall("glue", "get-table", action: "glue:GetTable")
}
