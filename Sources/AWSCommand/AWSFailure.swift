import Diagnostics

/// Why AWS gave no answer.
public enum AWSFailure: Error, Hashable, Sendable {
  /// There is no `aws` on the `PATH`.
  case notInstalled
  /// It is there and does not start, or its answer could not be taken in.
  case notRun(AWSCall, reason: String)
  /// The CLI found no credentials, or none that can be used; in its own words.
  case noCredentials(message: String)
  /// The credentials, or the session that they came from, are no longer valid.
  case expiredCredentials(message: String)
  /// The credentials do not allow the call.
  case denied(AWSCall, action: String, message: String)
  /// AWS asked to come back later, as often as was tried.
  case throttled(AWSCall, code: String)
  /// No connection came about.
  case unreachable(message: String)
  /// The service refused, with its error code.
  case refused(AWSCall, code: String, message: String)
  /// The CLI failed otherwise.
  case failed(AWSCall, message: String)
  /// The answer is not what the operation answers.
  case unreadableAnswer(AWSCall)
  /// The task was cancelled.
  case cancelled
}

extension AWSFailure {
  /// What is wrong, and how to mend it.
  public var diagnostic: Diagnostic { Diagnostic(.error, message, help: help) }

  /// The error code that AWS answered with; `nil` where it answered nothing.
  public var code: String? {
    switch self {
    case .refused(_, let code, _), .throttled(_, let code): code
    case .denied: "AccessDenied"
    default: nil
    }
  }

  private var message: String {
    switch self {
    case .notInstalled: "the AWS CLI is not there: no 'aws' on the PATH"
    case .notRun(let call, let reason): "\(call) could not be run: \(reason)"
    case .noCredentials(let message): "the AWS CLI has no credentials that work: \(message)"
    case .expiredCredentials(let message): "the AWS credentials have expired: \(message)"
    case .denied(let call, let action, let message):
      "\(call) was denied, for want of \(action): \(message)"
    case .throttled(let call, let code): "\(call) was turned away again and again (\(code))"
    case .unreachable(let message): "AWS cannot be reached: \(message)"
    case .refused(let call, let code, let message): "\(call) was refused (\(code)): \(message)"
    case .failed(let call, let message): "\(call) failed: \(message)"
    case .unreadableAnswer(let call): "\(call) answered what this version does not understand"
    case .cancelled: "stopped"
    }
  }

  private var help: String? {
    switch self {
    case .notInstalled: "install it: https://aws.amazon.com/cli/"
    case .noCredentials:
      "log in as for any other aws command ('aws sts get-caller-identity' shows who you are)"
    case .expiredCredentials: "log in anew, such as with 'aws sso login'"
    case .denied(_, let action, _):
      "allow \(action); 'bpa-ready collect --print-iam-policy' prints all that is needed"
    case .throttled: "run it again later: what was collected so far is kept"
    case .unreachable: "look at the network, the proxy, AWS_REGION and AWS_ENDPOINT_URL"
    default: nil
    }
  }
}
