import JSON

extension Event {
  /// The record as CloudTrail writes it, its members in CloudTrail's order.
  public var json: JSONValue {
    var generator = SeededGenerator(seed: record(ids: nil).compactText)
    return record(
      ids: IDs(
        host: generator.text(of: 76, from: .base64),
        request: generator.text(of: 16, from: .requestID), event: generator.uuid()))
  }

  /// The record on one line.
  public var text: String { json.compactText }

  /// The ids that an event has where it does not say others.
  private struct IDs {
    var host: String
    var request: String
    var event: String
  }

  private func record(ids: IDs?) -> JSONValue {
    var members = MemberList()
    members.add("eventVersion", eventVersion)
    members.add("userIdentity", caller.identity)
    members.add("eventTime", eventTime)
    members.add("eventSource", eventSource)
    members.add("eventName", eventName)
    members.add("awsRegion", awsRegion)
    members.add("sourceIPAddress", sourceIPAddress)
    members.add("userAgent", userAgent)
    members.add("errorCode", errorCode)
    members.add("errorMessage", errorMessage)
    members.add("requestParameters", requestParameters.map(JSONValue.object) ?? .null)
    members.add("responseElements", responseElements)
    members.add("additionalEventData", additionalEventData(hostID: ids?.host))
    members.add("requestID", requestID ?? ids?.request)
    members.add("eventID", eventID ?? ids?.event)
    members.add("readOnly", .bool(readOnly))
    members.add("resources", resources.map(JSONValue.array))
    members.add("eventType", "AwsApiCall")
    members.add("managementEvent", .bool(isManagementEvent))
    members.add("recipientAccountId", recipientAccountId)
    members.add("sharedEventID", sharedEventID)
    members.add("vpcEndpointId", vpcEndpointId)
    members.add("eventCategory", isManagementEvent ? "Management" : "Data")
    members.add("tlsDetails", tlsDetails)
    members.apply(overrides, without: omitted)
    return .object(members.members)
  }

  private func additionalEventData(hostID: String?) -> JSONValue? {
    guard let transfer else { return nil }
    var members = MemberList()
    members.add("SignatureVersion", caller.isSigned ? "SigV4" : nil)
    members.add("CipherSuite", Self.cipherSuite)
    members.add("bytesTransferredIn", .number(transfer.bytesIn))
    members.add("AuthenticationMethod", caller.isSigned ? "AuthHeader" : nil)
    members.add("x-amz-id-2", transfer.hostID ?? hostID)
    members.add("bytesTransferredOut", .number(transfer.bytesOut))
    members.add("aclRequired", transfer.aclRequired ? "Yes" : nil)
    return .object(members.members)
  }

  private var tlsDetails: JSONValue? {
    guard let hostHeader else { return nil }
    return [
      "tlsVersion": "TLSv1.2", "cipherSuite": .string(Self.cipherSuite),
      "clientProvidedHostHeader": .string(hostHeader),
    ]
  }

  private static let cipherSuite = "ECDHE-RSA-AES128-GCM-SHA256"
}

/// The members of an object that is being written, in order.
private struct MemberList {
  var members: [JSONValue.Member] = []

  /// Adds a member, if there is a value.
  mutating func add(_ name: String, _ value: JSONValue?) {
    if let value { members.append(.init(name, value)) }
  }

  /// Adds a text, if there is one.
  mutating func add(_ name: String, _ text: String?) {
    add(name, text.map(JSONValue.string))
  }

  mutating func apply(_ overrides: [JSONValue.Member], without omitted: Set<String>) {
    for override in overrides {
      if let place = members.firstIndex(where: { $0.name == override.name }) {
        members[place] = override
      } else {
        members.append(override)
      }
    }
    members.removeAll { omitted.contains($0.name) }
  }
}
