import JSON
import PolicyFiles
import RawEvidence
import S3Access

extension PolicyFileDecoder {
  mutating func event(_ node: YAMLNode) -> TestEvent? {
    guard let fields = fields(of: node, "an entry of 'events'", EventKey.self) else { return nil }
    let operation = required(.operation, in: fields, help: "name the call: PutObject").flatMap {
      operationName($0)
    }
    var event = TestEvent(operation: operation ?? "")
    event.time = fields[.at].flatMap { instant($0, "'at'") }
    event.bucket = bucket(fields, of: operation)
    event.account = fields[.account].flatMap { account($0, "'account'") }
    event.region = fields[.region].flatMap { word($0, "'region'") }
    event.key = fields[.key].flatMap { text($0, "'key'") }
    event.caller = fields[.caller].flatMap { caller($0) }
    event.userAgent = fields[.userAgent].flatMap { text($0, "'user-agent'") }
    event.sourceAddress = fields[.sourceAddress].flatMap { word($0, "'source-address'") }
    event.errorCode = fields[.errorCode].flatMap { word($0, "'error-code'") }
    event.isACLRequired = fields[.aclRequired].flatMap { boolean($0, "'acl-required'") }
    event.acl = fields[.acl].flatMap { choice($0, "'acl'", "a canned ACL", CannedACL.self) }
    event.grants = fields[.grants].map { grants($0) } ?? []
    readConfiguration(fields, into: &event)
    checkKey(fields, of: event)
    return operation == nil ? nil : event
  }

  /// The parameters that one operation alone takes. Elsewhere they would do nothing, and the test would
  /// prove nothing.
  private mutating func readConfiguration(_ fields: Fields<EventKey>, into event: inout TestEvent) {
    let takers: [(EventKey, Set<String>)] = [
      (.policy, ["PutBucketPolicy"]),
      (.settings, ["PutBucketPublicAccessBlock", "PutAccountPublicAccessBlock"]),
      (.objectOwnership, ["PutBucketOwnershipControls"]),
    ]
    for (key, operations) in takers where !event.operation.isEmpty {
      if let span = fields.span(of: key), !operations.contains(event.operation) {
        report(
          "'\(key.rawValue)' belongs to \(operations.sorted().joined(separator: " or ")),"
            + " not to \(event.operation)", at: span)
      }
      if fields[key] == nil, operations.contains(event.operation) {
        _ = required(key, in: fields)
      }
    }
    event.policy = fields[.policy].flatMap { policy($0) }
    event.settings = fields[.settings].flatMap { node in
      if case .scalar(let scalar) = node.content, scalar.text == "all" {
        return Set(BlockPublicAccessSetting.allCases)
      }
      return set(node, "'settings'") { $0.setting($1, "an entry of 'settings'") }
    }
    event.objectOwnership = fields[.objectOwnership].flatMap {
      choice($0, "'object-ownership'", "an object ownership", ObjectOwnership.self)
    }
  }

  /// The name of an operation: a slip in it would make a test that proves nothing.
  private mutating func operationName(_ node: YAMLNode) -> String? {
    guard let name = word(node, "'operation'") else { return nil }
    guard name.first?.isUppercase == true,
      name.allSatisfy({ $0.isASCII && $0.isLetter || $0.isNumber })
    else {
      report(
        "\(quoted(name)) is not the name of an API operation", at: node.span,
        help: name.hasPrefix("s3:")
          ? "write \(name.dropFirst(3)), without 's3:'" : "write it as AWS does: PutObject")
      return nil
    }
    return name
  }

  private mutating func bucket(_ fields: Fields<EventKey>, of operation: String?) -> String? {
    guard let operation else { return fields[.bucket].flatMap { bucketName($0, "'bucket'") } }
    if BucketlessCall.contains(operation) {
      if let span = fields.span(of: .bucket) {
        report("\(operation) is not a call on a bucket", at: span)
      }
      return nil
    }
    return required(.bucket, in: fields).flatMap { bucketName($0, "'bucket'") }
  }

  /// A bucket's name, not a pattern.
  mutating func bucketName(_ node: YAMLNode, _ name: String) -> String? {
    guard let pattern = pattern(node, name, BucketPattern.init) else { return nil }
    guard let bucket = pattern.exactName else {
      report("\(name) takes a bucket's name, not a pattern", at: node.span)
      return nil
    }
    return bucket
  }

  /// A call on an object that S3 is not known to have is a slip: it would be taken for one on the bucket.
  private mutating func checkKey(_ fields: Fields<EventKey>, of event: TestEvent) {
    guard let span = fields.span(of: .key), !event.operation.isEmpty,
      !S3Operation(event.operation).isDataEvent
    else { return }
    report("\(event.operation) is not a call on an object, so it has no 'key'", at: span)
  }

  private mutating func caller(_ node: YAMLNode) -> EventCaller? {
    guard let text = word(node, "'caller'") else { return nil }
    if let caller = EventCaller(text) { return caller }
    report(
      "\(quoted(text)) is not a caller", at: node.span,
      help: "write the ARN of a role or user, anonymous, account 999988887777, or a service such"
        + " as delivery.logs.amazonaws.com")
    return nil
  }

  private mutating func boolean(_ node: YAMLNode, _ name: String) -> Bool? {
    if case .scalar(let scalar) = node.content, let value = Bool(scalar.text) { return value }
    if case .refused = node.content { return nil }
    report("\(name) takes true or false", at: node.span)
    return nil
  }

  private mutating func grants(_ node: YAMLNode) -> [Grant] {
    set(node, "'grants'") { $0.grant($1) }?.sorted() ?? []
  }

  private mutating func grant(_ node: YAMLNode) -> Grant? {
    guard let text = word(node, "an entry of 'grants'") else { return nil }
    let words = text.split(separator: " ")
    let grantees = [Grantee.allUsers, .authenticatedUsers, .logDelivery, .otherAccount]
    if words.count == 2, let grantee = grantees.first(where: { $0.description == words[0] }),
      let permission = ACLPermission(rawValue: String(words[1]))
    {
      return Grant(grantee, permission)
    }
    report(
      "\(quoted(text)) is not a grant", at: node.span,
      help:
        "write a grantee (\(grantees.map(\.description).joined(separator: ", "))) and a permission ("
        + ACLPermission.allCases.map(\.rawValue).joined(separator: ", ") + "): AllUsers READ")
    return nil
  }
}

// MARK: - Bucket policies

extension PolicyFileDecoder {
  /// A bucket policy as YAML, or as the text of its JSON.
  private mutating func policy(_ node: YAMLNode) -> JSONValue? {
    switch node.content {
    case .mapping: return json(node)
    case .scalar(let scalar) where !scalar.text.isEmpty:
      var parser = JSONParser()
      if let document = parser?.parse(scalar.text), !document.members.isEmpty { return document }
      report(
        "'policy' is not the JSON text of a policy document", at: node.span,
        help: "the document can be written as YAML too")
      return nil
    default:
      reportType(
        of: node, "'policy'", takes: "a policy document, as YAML or as the text of its JSON")
      return nil
    }
  }

  /// The value of a policy element. Whatever YAML's readers take for a number or a date is text in a
  /// policy: account ids, the document's version.
  private func json(_ node: YAMLNode) -> JSONValue {
    switch node.content {
    case .scalar(let scalar):
      guard scalar.implicitType == .boolean, let value = Bool(scalar.text) else {
        return .string(scalar.text)
      }
      return .bool(value)
    case .sequence(let items): return .array(items.map { json($0) })
    case .mapping(let entries):
      return .object(
        entries.compactMap { entry in
          guard case .scalar(let name) = entry.key.content else { return nil }
          return JSONValue.Member(name.text, json(entry.value))
        })
    case .refused: return .null
    }
  }
}
