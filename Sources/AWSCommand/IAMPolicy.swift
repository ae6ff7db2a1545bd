import JSON

/// An identity policy that allows calls.
///
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language".
public struct IAMPolicy: Hashable, Sendable {
  /// What is allowed together.
  public struct Statement: Hashable, Sendable {
    /// What it is for: letters and digits, as `Sid` takes them.
    public var id: String
    /// The IAM actions, in the order of the alphabet.
    public var actions: [String]
    /// The ARNs, or `*`.
    public var resources: [String]
    /// Operator, key and values of the one condition; `nil` for none.
    public var condition: Condition?

    /// A condition on one key.
    public struct Condition: Hashable, Sendable {
      var comparison: String
      var key: String
      var values: [String]

      /// A comparison (`StringLike`) of a key (`s3:prefix`) with values.
      public init(_ comparison: String, _ key: String, _ values: [String]) {
        self.comparison = comparison
        self.key = key
        self.values = values
      }
    }

    /// A statement that allows what these calls need.
    public init(
      _ id: String, allow calls: [AWSCall], on resources: [String],
      where condition: Condition? = nil
    ) {
      self.init(id, allow: calls.map(\.action), on: resources, where: condition)
    }

    /// A statement that allows these actions.
    public init(
      _ id: String, allow actions: [String], on resources: [String],
      where condition: Condition? = nil
    ) {
      self.id = id
      self.actions = Set(actions).sorted()
      self.resources = resources
      self.condition = condition
    }
  }

  /// Its statements.
  public var statements: [Statement]

  /// A policy of these statements.
  public init(_ statements: [Statement]) {
    self.statements = statements
  }

  /// The document.
  public var json: JSONValue {
    ["Version": "2012-10-17", "Statement": .array(statements.map(\.json))]
  }
}

extension IAMPolicy.Statement {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("Sid", .string(id)), .init("Effect", "Allow"),
      .init("Action", .array(actions.map { .string($0) })),
      .init("Resource", .array(resources.map { .string($0) })),
    ]
    if let condition {
      members.append(
        .init(
          "Condition",
          [
            condition.comparison: [condition.key: .array(condition.values.map { .string($0) })]
          ]))
    }
    return .object(members)
  }
}

/// A part of AWS whose ARNs begin alike.
///
/// Source: IAM User Guide, "Amazon Resource Names (ARNs)".
public enum AWSPartition: String, Sendable {
  case commercial = "aws"
  case china = "aws-cn"
  case usGovernment = "aws-us-gov"

  /// The partition of a Region; the commercial one where none is said.
  public init(region: String?) {
    self =
      switch region {
      case let region? where region.hasPrefix("cn-"): .china
      case let region? where region.hasPrefix("us-gov-"): .usGovernment
      default: .commercial
      }
  }

  /// An ARN of S3: a bucket, or a bucket and the pattern of keys.
  public func s3(_ resource: String) -> String { "arn:\(rawValue):s3:::\(resource)" }
}
