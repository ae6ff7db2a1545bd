import AWSCommand
import JSON

extension SnapshotTaking {
  /// What CloudTrail says of the account's trails, in the form `bpa-ready/trails/v1`: of those of all
  /// Regions, and of its organization's where the account may see it.
  ///
  /// - Throws: `AWSFailure` where AWS could not be asked. What it refuses is part of the document.
  public func trails(of account: String) async throws(AWSFailure) -> Snapshot {
    let takenAt = clock()
    let shown = try await aws.answer(TrailCalls.description, [])
    let listed = try await aws.answer(TrailCalls.list, [])
    var descriptions = shown["trailList"]?.elements ?? []
    let known = Set(descriptions.compactMap { $0["TrailARN"]?.string })
    // Trails of one Region show in that Region only.
    for trail in listed["Trails"]?.elements ?? [] {
      guard let arn = trail["TrailARN"]?.string, let region = trail["HomeRegion"]?.string,
        !known.contains(arn)
      else { continue }
      let answer = try await aws.answer(
        TrailCalls.description, ["--trail-name-list", arn, "--region", region])
      descriptions += answer["trailList"]?.elements ?? []
    }
    var trails: [JSONValue] = []
    for description in descriptions {
      guard let arn = description["TrailARN"]?.string else { continue }
      let region = description["HomeRegion"]?.string.map { ["--region", $0] } ?? []
      trails.append([
        "trail": .string(arn), "description": description,
        "eventSelectors": try await aws.answer(
          TrailCalls.eventSelectors, ["--trail-name", arn] + region),
        "status": try await aws.answer(TrailCalls.status, ["--name", arn] + region),
      ])
    }
    var members: [JSONValue.Member] = [
      .init("schema", "bpa-ready/trails/v1"), .init("takenAt", .string("\(takenAt)")),
      .init("account", .string(account)), .init("trails", .array(trails)),
    ]
    let refusals = [(TrailCalls.description, shown), (TrailCalls.list, listed)].compactMap {
      call, answer in answer["error"].map { JSONValue.Member(call.operation, $0) }
    }
    if !refusals.isEmpty { members.append(.init("errors", .object(refusals))) }
    return Snapshot(
      name: "trails-\(account)-\(takenAt)/trails.json", document: .object(members))
  }

  /// What CloudTrail refused to say, by call, as a warning tells it.
  public static func refusals(in trails: Snapshot) -> [String] {
    let lists = (trails.document["errors"]?.members ?? []).map {
      "\($0.name): \($0.value.string ?? "")"
    }
    let answers = (trails.document["trails"]?.elements ?? []).flatMap { trail in
      [("eventSelectors", TrailCalls.eventSelectors), ("status", TrailCalls.status)].compactMap {
        name, call in
        trail[name]?["error"]?.string.map {
          "\(call.operation) of \(trail["trail"]?.string ?? ""): \($0)"
        }
      }
    }
    return lists + answers
  }
}
