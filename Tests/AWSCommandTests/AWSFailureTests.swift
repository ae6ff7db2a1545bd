import Testing

@testable import AWSCommand

/// What the CLI wrote, and what it is taken for.
struct Said: CustomTestStringConvertible, Sendable {
  var text: String
  var failure: AWSFailure
  var testDescription: String { text }

  init(_ text: String, _ failure: AWSFailure) {
    self.text = text
    self.failure = failure
  }
}

private let list = AWSCall("s3api", "list-objects-v2", action: "s3:ListBucket")
private let noCredentials = "Unable to locate credentials. You can configure credentials by running"

@Suite("What the CLI says of a failure")
struct AWSFailureTests {
  @Test(
    "is told apart by what mends it",
    arguments: [
      Said("\n\(noCredentials)\n", .noCredentials(message: noCredentials)),
      Said(
        "The config profile (audit) could not be found",
        .noCredentials(message: "The config profile (audit) could not be found")),
      Said(
        "Error when retrieving token from sso: Token has expired and refresh failed",
        .expiredCredentials(
          message: "Error when retrieving token from sso: Token has expired and refresh failed")),
      Said(
        "An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: It expired.",
        .expiredCredentials(message: "It expired. (ExpiredToken)")),
      Said(
        "An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: No such",
        .noCredentials(message: "No such (InvalidAccessKeyId)")),
      Said(
        "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied",
        .denied(list, action: "s3:ListBucket", message: "Access Denied")),
      Said(
        "fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden",
        .denied(list, action: "s3:ListBucket", message: "Forbidden")),
      Said(
        """
        download failed: s3://b/k to ./k An error occurred (AccessDenied) when calling the GetObject \
        operation: User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: kms:Decrypt on \
        resource: arn:aws:kms:us-east-1:1:key/2
        """,
        .denied(
          list, action: "kms:Decrypt",
          message: """
            User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: kms:Decrypt on \
            resource: arn:aws:kms:us-east-1:1:key/2
            """)),
      Said(
        "An error occurred (SlowDown) when calling the X operation (reached max retries: 4): Reduce",
        .throttled(list, code: "SlowDown")),
      Said(
        "An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: It is not there",
        .refused(list, code: "NoSuchBucket", message: "It is not there")),
      Said(
        "Could not connect to the endpoint URL: \"https://s3.example.com/\"",
        .unreachable(message: "Could not connect to the endpoint URL: \"https://s3.example.com/\"")),
      Said("You must specify a region.", .failed(list, message: "You must specify a region.")),
      Said(
        "Traceback:\n  File\nRuntimeError: out of luck\n",
        .failed(list, message: "RuntimeError: out of luck")),
      Said("", .failed(list, message: "it does not say why")),
    ])
  func reading(_ said: Said) {
    #expect(AWSFailure(of: list, standardError: said.text) == said.failure)
  }

  @Test("names the action that is to be allowed")
  func help() {
    let failure = AWSFailure.denied(list, action: "kms:Decrypt", message: "Access Denied")
    #expect(failure.diagnostic.help?.contains("allow kms:Decrypt") ?? false)
    #expect(failure.diagnostic.message.contains("aws s3api list-objects-v2"))
  }
}
