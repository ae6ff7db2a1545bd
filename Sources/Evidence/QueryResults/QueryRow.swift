import JSON
import RawEvidence
import S3Access

/// One row of a query's result, told as the CloudTrail record that it is of.
struct QueryRow {
  private let values: [QueryColumns.Column: String]
  private let tellsParameters: Bool
  private let tellsAccount: Bool

  init(_ row: borrowing CSVRow, _ columns: QueryColumns) {
    var values: [QueryColumns.Column: String] = [:]
    for column in QueryColumns.Column.allCases {
      if let place = columns[column], let value = row[place], value != "null" {
        values[column] = value
      }
    }
    self.values = values
    tellsParameters = columns.has(.requestParameters)
    tellsAccount = columns.has(.identityAccount) || columns.has(.userIdentity)
  }

  /// What a column says; `nil` where it says nothing.
  subscript(column: QueryColumns.Column) -> String? { values[column] }

  /// The record, with what the row says of it and no more.
  ///
  /// - Parameters:
  ///   - time: when it happened; `nil` for what the row says.
  ///   - tellsIDs: whether it has the ids of the row, which may be that of one of many.
  func record(
    at time: String? = nil, tellsIDs: Bool = true, parsing parse: (String) -> JSONValue?
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("eventSource", .string(values[.eventSource] ?? Self.s3))
    ]
    for (column, name) in Self.texts where tellsIDs || !Self.ids.contains(column) {
      let value = column == .eventTime ? time ?? values[column] : values[column]
      if let value { members.append(.init(name, .string(value))) }
    }
    for (column, name) in Self.flags {
      if let value = values[column] { members.append(.init(name, .bool(value == "true"))) }
    }
    members.append(.init("userIdentity", .object(identity)))
    members.append(.init("requestParameters", parameters(parse)))
    if let data = additionalData(parse) { members.append(.init("additionalEventData", data)) }
    if let resources = values[.resources] {
      members.append(.init("resources", .array(Self.resources(resources, parse))))
    }
    return .object(members)
  }

  private static let s3 = "s3.amazonaws.com"

  private static let texts: [(QueryColumns.Column, String)] = [
    (.eventTime, "eventTime"), (.eventName, "eventName"), (.awsRegion, "awsRegion"),
    (.sourceIPAddress, "sourceIPAddress"), (.userAgent, "userAgent"), (.errorCode, "errorCode"),
    (.eventID, "eventID"), (.sharedEventID, "sharedEventID"), (.requestID, "requestID"),
    (.recipientAccount, "recipientAccountId"), (.eventCategory, "eventCategory"),
  ]

  private static let ids: Set<QueryColumns.Column> = [.eventID, .sharedEventID, .requestID]

  private static let flags: [(QueryColumns.Column, String)] = [
    (.readOnly, "readOnly"), (.managementEvent, "managementEvent"),
  ]

  // MARK: Who

  private var identity: [JSONValue.Member] {
    let told = values[.userIdentity].map(HiveStruct.members) ?? [:]
    let arn = values[.identityARN] ?? told["arn"]
    let issuer =
      values[.identityIssuer] ?? told["sessionissuer"].map(HiveStruct.members)?["arn"]
    // Where the account is told and is not there, the record has none.
    let account = tellsAccount ? nil : arn.flatMap { ARN($0)?.accountID }
    let parts: [(String, String?)] = [
      ("type", values[.identityType] ?? told["type"]), ("arn", arn),
      ("accountId", values[.identityAccount] ?? told["accountid"] ?? account),
      ("principalId", values[.identityPrincipal] ?? told["principalid"]),
      ("invokedBy", values[.invokedBy] ?? told["invokedby"]),
    ]
    var members = parts.compactMap { name, value in
      value.map { JSONValue.Member(name, .string($0)) }
    }
    if let issuer {
      members.append(.init("sessionContext", ["sessionIssuer": ["arn": .string(issuer)]]))
    }
    return members
  }

  // MARK: What

  private func parameters(_ parse: (String) -> JSONValue?) -> JSONValue {
    var members: [JSONValue.Member]? = []
    if tellsParameters {
      guard case .object(let told)? = values[.requestParameters].flatMap(parse) else {
        return .null
      }
      members = told
    }
    for (column, name) in [(QueryColumns.Column.bucketName, "bucketName"), (.key, "key")] {
      guard let value = values[column], members.map({ JSONValue.object($0)[name] == nil }) ?? false
      else { continue }
      members?.append(.init(name, .string(value)))
    }
    return members.map { .object($0) } ?? .null
  }

  private func additionalData(_ parse: (String) -> JSONValue?) -> JSONValue? {
    if let text = values[.additionalEventData], let value = parse(text) { return value }
    return values[.aclRequired].map { ["aclRequired": .string($0)] }
  }

  /// The resources: JSON, or Athena's own way of writing a list of structures. A bucket that only a column
  /// of its own names is one of them.
  private static func resources(
    _ text: String, _ parse: (String) -> JSONValue?
  ) -> [JSONValue] {
    if let value = parse(text) { return value.elements }
    return text.split(separator: "{").dropFirst().map { part in
      let members = HiveStruct.members("{" + part)
      return .object(
        [("ARN", members["arn"]), ("accountId", members["accountid"]), ("type", members["type"])]
          .compactMap { name, value in value.map { JSONValue.Member(name, .string($0)) } })
    }
  }
}

/// A structure as Athena writes it into a result: `{type=IAMUser, arn=arn:aws:iam::..., invokedby=null}`.
/// Values are not escaped, so that one with a comma and a space in it is read as two.
enum HiveStruct {
  /// The members whose values are told, by their names in lower case; of structures within, the text in
  /// braces.
  static func members(_ text: String) -> [String: String] {
    var members: [String: String] = [:]
    var depth = 0
    var current = ""
    func end() {
      let parts = current.split(separator: "=", maxSplits: 1)
      current = ""
      guard parts.count == 2, parts[1] != "null" else { return }
      let name = parts[0].filter { !$0.isWhitespace }.lowercased()
      let value = String(parts[1])
      members[name] = value
      // What lies deeper is found by its own name too.
      if value.hasPrefix("{") {
        members.merge(self.members(value)) { outer, _ in outer }
      }
    }
    for letter in text {
      switch letter {
      case "{", "[":
        depth += 1
        if depth > 1 { current.append(letter) }
      case "}", "]":
        depth -= 1
        if depth > 0 { current.append(letter) }
        if depth == 0 { end() }
      case "," where depth <= 1: end()
      default: current.append(letter)
      }
    }
    return members
  }
}
