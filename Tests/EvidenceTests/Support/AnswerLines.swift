import Evidence
import S3Access

extension Ledger {
  /// What S3 answered, a line each, in a fixed order.
  var answerLines: [String] {
    answers.map { answer in
      let scope =
        switch answer.scope {
        case .bucket(let name): name
        case .account(let id): "account \(id)"
        }
      return "\(scope) \(answer.time) \(answer.content.line)"
    }.sorted()
  }
}

extension ConfigurationAnswer.Content {
  var line: String {
    switch self {
    case .publicAccessBlock(let found):
      "settings(\(found.enabled.sorted().map(\.rawValue).joined(separator: ",")))"
    case .objectOwnership(let found): "ownership(\(found?.rawValue ?? "none"))"
    case .bucketACL(let grants):
      "acl(\(grants.sorted().map(\.description).joined(separator: ",")))"
    case .policy(let document): "policy(\(document?.line ?? "none"))"
    case .isPolicyPublic(let answer): "is-public(\(answer))"
    case .website(let answer): "website(\(answer))"
    case .region(let name): "region(\(name))"
    case .accessPoints(let names): "access-points(\(names.sorted().joined(separator: ",")))"
    case .accessPoint(let name, let content): "access-point(\(name), \(content.line))"
    case .notTold(let call, let code): "not-told(\(call), \(code))"
    }
  }
}

extension ConfigurationAnswer.AccessPointContent {
  var line: String {
    switch self {
    case .isInVPC(let answer): "vpc(\(answer))"
    case .policy(let document): "policy(\(document?.line ?? "none"))"
    case .isPolicyPublic(let answer): "is-public(\(answer))"
    }
  }
}
