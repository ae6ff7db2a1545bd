import Evidence
import JSON
import Readiness
import S3Access

extension JSONReport {
  static func finding(_ finding: Finding) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("kind", .string(finding.kind.rawValue)),
      .init("settings", .strings(finding.settings.map(\.rawValue))),
    ]
    if finding.kind == .forbiddenACLWrite { members.append(.init("cause", "policy")) }
    members += [
      .init("certainty", .string(finding.certainty.rawValue)),
      .init("state", .string(finding.state.name)),
    ]
    members += state(finding.state)
    members += request(finding)
    members.append(.init("count", .count(finding.count)))
    if finding.isEstimate { members.append(.init("countIsEstimate", true)) }
    members += [
      .init("first", .instant(finding.extent.from)),
      .init("last", .instant(finding.extent.to)),
      .init("samples", .array(finding.samples.map(sample))),
      .init("explanation", .string(finding.explanation)),
      .init("remedy", .string(finding.remedy)),
    ]
    return .object(members)
  }

  /// What a state carries beside its name.
  private static func state(_ state: Finding.State) -> [JSONValue.Member] {
    switch state {
    case .active, .accountLevel: []
    case .waived(let waiver), .expiredWaiver(let waiver):
      [
        .init(
          "waiver",
          [
            "id": .string(waiver.id), "lastDay": .string(waiver.lastDay),
            "declaredAt": .location(waiver.location),
          ])
      ]
    case .alreadyRefused(let errorCode): [.init("errorCode", .string(errorCode))]
    }
  }

  private static func request(_ finding: Finding) -> [JSONValue.Member] {
    [
      .init("operation", .string(finding.operation)),
      .init("acl", .text(finding.acl?.name)),
      .init("grants", .array((finding.acl?.allGrants ?? []).map(grant))),
      .init("principal", .string(finding.caller.principal)),
      .init("principalKind", .string(finding.caller.kind.rawValue)),
      .init("userAgents", .strings(finding.userAgents)),
      .init("sourceAddresses", .strings(finding.sourceAddresses)),
    ]
  }

  private static func grant(_ grant: Grant) -> JSONValue {
    [
      "grantee": .string(grant.grantee.description),
      "permission": .string(grant.permission.rawValue),
    ]
  }

  /// `key` and `requestID` are `null` where the record has none.
  private static func sample(_ use: Use) -> JSONValue {
    [
      "eventID": .text(use.eventID),
      "key": .text(use.key),
      "time": .instant(use.time),
      "file": .text(use.file),
      "requestID": .text(use.requestID),
    ]
  }
}
