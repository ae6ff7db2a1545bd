import Diagnostics
import S3Access
import Timeline

extension PolicyFileDecoder {
  mutating func waivers(_ fields: Fields<FileKey>, of file: PolicyFile) -> [Waiver] {
    guard let node = fields[.waivers], let items = list(node, "'waivers'") else { return [] }
    return items.compactMap { waiver($0, of: file) }
  }

  /// `nil` where the id or the bucket cannot be read; whatever else is missing is left empty, so that
  /// the waiver can still be held against the others.
  private mutating func waiver(_ node: YAMLNode, of file: PolicyFile) -> Waiver? {
    let name = "an entry of 'waivers'"
    guard let fields = fields(of: node, name, WaiverKey.self) else { return nil }
    let idNode = required(.id, in: fields, help: "reports call the waiver by it")
    let id = idNode.flatMap { word($0, "'id'") }
    let bucket = required(.bucket, in: fields).flatMap {
      pattern($0, "'bucket'", BucketPattern.init)
    }
    let scope = scope(fields)
    let owner = required(.owner, in: fields, help: "say who answers for it").flatMap {
      word($0, "'owner'")
    }
    let reason = required(.reason, in: fields, help: "say why it is accepted").flatMap {
      text($0, "'reason'")
    }
    let expires = required(.expires, in: fields, help: "give its last valid day: 2020-03-31")
      .flatMap { day($0, "'expires'") }
    guard let idNode, let id, let bucket else { return nil }
    return Waiver(
      id: id, team: file.team, bucket: bucket, scope: scope, owner: owner ?? "",
      reason: reason ?? "", expires: expires ?? Instant(secondsSince1970: 0),
      declaredAt: location(of: idNode.span))
  }

  private mutating func scope(_ fields: Fields<WaiverKey>) -> Waiver.Scope {
    var scope = Waiver.Scope()
    scope.setting = fields[.setting].flatMap { setting($0, "'setting'") }
    scope.principal = glob(.principal, in: fields)
    scope.operation = fields[.operation].flatMap { pattern($0, "'operation'", Self.operation) }
    scope.acl = fields[.acl].flatMap { acl($0, "'acl'") }
    scope.key = glob(.key, in: fields)
    scope.sourceAddress = fields[.sourceAddress].flatMap {
      pattern($0, "'source-address'", Self.address)
    }
    scope.userAgent = glob(.userAgent, in: fields)
    return scope
  }

  private mutating func glob(_ key: WaiverKey, in fields: Fields<WaiverKey>) -> GlobPattern? {
    fields[key].flatMap { pattern($0, "'\(key.rawValue)'", GlobPattern.init) }
  }

  /// An operation's name: a policy's action would match nothing and waive nothing.
  private static func operation(_ text: String) throws(PatternProblem) -> GlobPattern {
    if text.contains(":") {
      throw PatternProblem(
        "is an action of a policy, not an API operation", help: "write PutObject, not s3:PutObject")
    }
    return try GlobPattern(text)
  }

  /// An address: a block in CIDR notation would match nothing and waive nothing.
  private static func address(_ text: String) throws(PatternProblem) -> GlobPattern {
    if text.contains("/") {
      throw PatternProblem(
        "is a block of addresses, not a pattern", help: "write a pattern such as 203.0.113.*")
    }
    return try GlobPattern(text)
  }
}
