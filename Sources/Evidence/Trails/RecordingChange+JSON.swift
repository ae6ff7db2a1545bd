import JSON
import Timeline

extension RecordingChange {
  /// The change that a successful call made; `nil` where it changed nothing of what is recorded.
  init?(call: String, parameters: JSONValue?, account: String, time: Instant) {
    let trail = parameters?["trailName"]?.string ?? parameters?["name"]?.string ?? ""
    self.init(account: account, time: time, call: call, trail: TrailName.last(of: trail))
    switch call {
    case "PutEventSelectors": selection = parameters.flatMap(EventSelection.init(selectorsOf:))
    case "UpdateTrail":
      // Keys, topics and log groups are no matter.
      if let parameters, case .object = parameters,
        !parameters.members.contains(where: { Self.recordingParameters.contains($0.name) })
      {
        return nil
      }
    default: break
    }
  }

  /// The parameters of UpdateTrail on which depends what comes to a folder.
  private static let recordingParameters: Set<String> = [
    "s3BucketName", "s3KeyPrefix", "isMultiRegionTrail", "isOrganizationTrail",
    "includeGlobalServiceEvents",
  ]
}

/// What a trail is called.
enum TrailName {
  /// `main` of `arn:aws:cloudtrail:us-east-1:111122223333:trail/main`, and of `main`.
  static func last(of nameOrARN: String) -> String {
    nameOrARN.split(separator: "/").last.map(String.init) ?? ""
  }
}
