import Evidence

/// What queries make of the `resources` of a record.
enum RecordResources {
  /// The resources as JSON, with objects by the bucket that they lie in only: of those there is one, and
  /// of keys there are many. What a resource does not say is left out.
  static let json = """
    '[' || array_join(transform(resources, resource -> '{' || array_join(ARRAY[
          '"ARN":"' || \(text(bucketARN)) || '"',
          '"accountId":"' || \(text("resource.accountid")) || '"',
          '"type":"' || \(text("resource.type")) || '"'], ',') || '}'), ',') || ']'
    """

  private static let bucketARN = """
    CASE WHEN regexp_like(resource.arn, '\(bucketPattern)')
            THEN regexp_extract(resource.arn, '\(bucketPattern)') ELSE resource.arn END
    """
  private static let bucketPattern = "^arn:[^:]*:s3:::[^/]+/"

  /// A text that may stand between quotes. What these fields hold has no quotes of its own.
  private static func text(_ expression: String) -> String {
    "replace(replace(\(expression), '\\', ''), '\"', '')"
  }
}

/// What queries make of the `requestParameters` of a record.
enum RecordParameters {
  /// Whether they are there, as an object.
  static let areShown = #"regexp_like(requestparameters, '^\s*\{')"#

  /// The bucket that they name.
  static let bucketName =
    "CASE WHEN \(areShown) THEN json_extract_scalar(requestparameters, '$.bucketName') END"
}

/// Names as a statement lists them.
func list(_ names: some Sequence<String>) -> String {
  names.map { "'\($0)'" }.joined(separator: ", ")
}
