extension AWSFailure {
  /// What the CLI's standard error says of a call that failed.
  init(of call: AWSCall, standardError: String) {
    let lines = standardError.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    let said = lines.first { ServiceError(line: $0) != nil } ?? lines.last ?? "it does not say why"
    self =
      if let error = ServiceError(line: said) {
        Self(of: call, error)
      } else if let known = Self.known(said: lines) {
        known
      } else {
        .failed(call, message: said)
      }
  }

  private init(of call: AWSCall, _ error: ServiceError) {
    self =
      switch error.code {
      case let code where Self.expiryCodes.contains(code):
        .expiredCredentials(message: "\(error.message) (\(code))")
      case let code where Self.credentialCodes.contains(code):
        .noCredentials(message: "\(error.message) (\(code))")
      case let code where Self.denialCodes.contains(code):
        .denied(call, action: error.deniedAction ?? call.action, message: error.message)
      case let code where Self.throttlingCodes.contains(code): .throttled(call, code: code)
      default: .refused(call, code: error.code, message: error.message)
      }
  }

  /// Whether the same call may succeed a little later.
  var mayPass: Bool {
    switch self {
    case .throttled, .unreachable: true
    default: false
    }
  }

  /// Failures that the CLI tells of in words of its own, without having asked a service.
  private static func known(said lines: [String]) -> AWSFailure? {
    for line in lines {
      if expiryWords.contains(where: line.contains) { return .expiredCredentials(message: line) }
      if credentialWords.contains(where: line.contains) { return .noCredentials(message: line) }
      if connectionWords.contains(where: line.contains) { return .unreachable(message: line) }
    }
    return nil
  }

  // Source: AWS documentation, "Common errors" of the services, "Error responses" of Amazon S3, and
  // the AWS CLI's botocore and awscli packages for what the CLI says itself.
  private static let expiryCodes: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired",
  ]
  private static let credentialCodes: Set<String> = [
    "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidToken", "SignatureDoesNotMatch",
    "UnrecognizedClientException", "AuthFailure", "MissingAuthenticationToken",
  ]
  private static let denialCodes: Set<String> = [
    "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "UnauthorizedOperation", "403",
    "UnauthorizedException",
  ]
  private static let throttlingCodes: Set<String> = [
    "SlowDown", "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestLimitExceeded", "TooManyRequestsException", "BandwidthLimitExceeded",
    "ServiceUnavailable", "InternalError", "InternalFailure", "RequestTimeout", "503", "500",
  ]
  private static let expiryWords = [
    "Token has expired", "session associated with this profile has expired", "expired and refresh",
    "session has expired",
  ]
  private static let credentialWords = [
    "Unable to locate credentials", "Partial credentials found", "Error loading SSO Token",
    "could not be found", "Error when retrieving", "Error retrieving", "No access key",
  ]
  private static let connectionWords = [
    "Could not connect to the endpoint", "Connect timeout", "Read timeout", "Connection was closed",
    "Connection reset", "Failed to connect to proxy", "SSL validation failed",
  ]
}

/// `An error occurred (CODE) when calling the OPERATION operation: MESSAGE`, as the CLI writes it.
private struct ServiceError {
  var code: String
  var message: String

  init?(line: String) {
    guard let opening = line.firstOccurrence(of: "An error occurred ("),
      let closing = line[opening.upperBound...].firstOccurrence(of: ") when calling the")
    else { return nil }
    code = String(line[opening.upperBound..<closing.lowerBound])
    let rest = line[closing.upperBound...]
    message = rest.firstOccurrence(of: ": ").map { String(rest[$0.upperBound...]) } ?? String(rest)
  }

  /// The action in `... is not authorized to perform: s3:ListBucket on resource: ...`.
  var deniedAction: String? {
    guard let words = message.firstOccurrence(of: "not authorized to perform: ") else { return nil }
    let action = message[words.upperBound...].prefix { !$0.isWhitespace && $0 != "," }
    return action.contains(":") ? String(action) : nil
  }
}

extension StringProtocol {
  /// Where a text stands first; `nil` where it does not.
  fileprivate func firstOccurrence(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if let end = index(start, offsetBy: text.count, limitedBy: endIndex),
        self[start..<end] == text
      {
        return start..<end
      }
      formIndex(after: &start)
    }
    return nil
  }
}
