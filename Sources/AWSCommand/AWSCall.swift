/// One operation of the AWS CLI, with the permission that it takes.
///
/// A source of evidence keeps its calls as constants, so that what it asks and what it must be allowed
/// stand in one place.
public struct AWSCall: Hashable, Sendable {
  /// The CLI's name for the service, such as `s3api`.
  public var service: String
  /// The CLI's name for the operation, such as `list-objects-v2`.
  public var operation: String
  /// The IAM action that allows it, such as `s3:ListBucket`.
  public var action: String

  /// An operation of a service, and the IAM action that allows it.
  public init(_ service: String, _ operation: String, action: String) {
    self.service = service
    self.operation = operation
    self.action = action
  }
}

extension AWSCall: CustomStringConvertible {
  /// As it is typed: `aws s3api list-objects-v2`.
  public var description: String { "aws \(service) \(operation)" }
}
