import JSON

/// The ACL that a request asks for: a canned one, or grants in headers or in an ACL document.
///
/// Source: Amazon S3 API Reference, "PutObjectAcl"; the forms in records as seen in public
/// CloudTrail samples.
public struct RequestedACL: Hashable, Codable, Sendable {
  /// The canned ACL of the `x-amz-acl` header or form field; `nil` where there is none.
  public var canned: CannedACL?
  /// A value of `x-amz-acl` that is none of the canned ACLs; `nil` where there is none.
  public var unrecognized: String?
  /// The grants of the `x-amz-grant-*` headers and of the ACL document, in a fixed order.
  public private(set) var grants: [Grant]

  /// An ACL of these parts; repeated grants count once.
  public init(
    canned: CannedACL? = nil, unrecognized: String? = nil, grants: some Sequence<Grant> = []
  ) {
    self.canned = canned
    self.unrecognized = unrecognized
    self.grants = Set(grants).sorted()
  }

  /// The ACL that one value of the `x-amz-acl` header asks for.
  public init(headerValue: String) {
    let canned = CannedACL(headerValue: headerValue)
    self.init(canned: canned, unrecognized: canned == nil ? headerValue : nil)
  }

  /// Every grant beside the owner's own: those of the canned ACL and those that are spelled out.
  public var allGrants: [Grant] {
    Set(grants + (canned?.grants ?? [])).sorted()
  }

  /// Whether AWS calls it public, so that BlockPublicAcls refuses the request.
  public var isPublic: Bool {
    allGrants.contains(where: \.isPublic)
  }

  /// How it is called in reports: the canned ACL's name, else its grants (`grant:AllUsers`).
  public var name: String {
    if let canned { return canned.rawValue }
    if let unrecognized { return unrecognized }
    return Set(grants.map { "grant:\($0.grantee)" }).sorted().joined(separator: ",")
  }
}

extension RequestedACL: Comparable {
  public static func < (a: RequestedACL, b: RequestedACL) -> Bool {
    (a.name, a.grants.map(\.description).joined()) < (b.name, b.grants.map(\.description).joined())
  }
}

extension Grant: CustomStringConvertible {
  /// `AllUsers READ`.
  public var description: String { "\(grantee) \(permission.rawValue)" }
}

// MARK: - Reading `requestParameters`

extension RequestedACL {
  /// The ACL in a CloudTrail record's `requestParameters`, in any of the forms there are: `x-amz-acl`
  /// as a string or an array, grant headers at the top or below `accessControlList`, a document below
  /// `AccessControlPolicy` with one `Grant` or several. Header names are compared without case.
  ///
  /// `nil` where the parameters carry no ACL, and where they carry one of which a part cannot be read
  /// while nothing else in it is public: whether it was is then not known. The bare `acl` member is
  /// the sub-resource of the URL and not a value, except on a form upload (PostObject), whose field
  /// has that name.
  public init?(requestParameters: JSONValue, isFormUpload: Bool = false) {
    var canned: [String] = []
    var grants: [Grant?] = []
    for member in requestParameters.members {
      let name = member.name.lowercased()
      switch name {
      case "acl" where isFormUpload:
        canned += member.value.elements.compactMap(\.string)
      case "accesscontrollist":
        for header in member.value.elements.flatMap(\.members) {
          canned += Self.values(ofCannedACL: header)
          grants += Self.grants(inHeader: header)
        }
        grants += Self.grants(inAccessControlList: member.value, owner: nil)
      case "accesscontrolpolicy":
        grants += Self.grants(inAccessControlPolicy: member.value)
      default:
        canned += Self.values(ofCannedACL: member)
        grants += Self.grants(inHeader: member)
      }
    }
    canned.removeAll { $0.allSatisfy(\.isWhitespace) }
    guard !canned.isEmpty || !grants.isEmpty else { return nil }
    // Two values of one header: the most open one decides, for S3 may take either.
    let known = canned.compactMap { CannedACL(headerValue: $0) }
    self.init(
      canned: known.first(where: \.isPublic) ?? known.first,
      unrecognized: known.isEmpty ? canned.first : nil,
      grants: grants.compactMap { $0 })
    if grants.contains(nil), !isPublic { return nil }
  }

  /// How the names of parameters begin that can hold an ACL, in lower case; but for the field `acl` of
  /// a form upload.
  public static let parameterNames = ["x-amz-acl", "x-amz-grant-", "accesscontrol"]

  private static func values(ofCannedACL header: JSONValue.Member) -> [String] {
    header.name.lowercased() == "x-amz-acl" ? header.value.elements.compactMap(\.string) : []
  }

  /// The headers that grant, by the permission that each grants.
  private static let grantHeaders: [String: ACLPermission] = [
    "x-amz-grant-read": .read,
    "x-amz-grant-write": .write,
    "x-amz-grant-read-acp": .readACP,
    "x-amz-grant-write-acp": .writeACP,
    "x-amz-grant-full-control": .fullControl,
  ]

  /// The grants of a header, with `nil` for each that cannot be read.
  private static func grants(inHeader header: JSONValue.Member) -> [Grant?] {
    guard let permission = grantHeaders[header.name.lowercased()] else { return [] }
    return header.value.elements.flatMap { value -> [Grantee?] in
      value.string.map(grantees(inHeaderValue:)) ?? [nil]
    }.map { grantee in grantee.map { Grant($0, permission) } }
  }

  /// The grantees of a header such as `uri="http://...", id="...", emailAddress=...`: quoted or not,
  /// with or without spaces; `nil` for each that cannot be read.
  static func grantees(inHeaderValue value: String) -> [Grantee?] {
    value.split(separator: ",").compactMap { entry -> Grantee?? in
      let entry = entry.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
      if entry.isEmpty { return nil }
      let parts = entry.split(separator: "=", maxSplits: 1)
      switch (parts.first?.lowercased(), parts.count) {
      case ("uri", 2): return Grantee(groupURI: parts[1])
      case ("id", 2), ("emailaddress", 2): return .otherAccount
      default: return .some(globalGroup(in: entry))
      }
    }
  }

  /// A public group that is named in a text of no form that S3 documents.
  private static func globalGroup(in text: String) -> Grantee? {
    let grantee = Grantee(groupURI: text)
    return grantee == .allUsers || grantee == .authenticatedUsers ? grantee : nil
  }

  private static func grants(inAccessControlPolicy policy: JSONValue) -> [Grant?] {
    policy.elements.flatMap { policy in
      let owner = policy.member(named: "owner")?.member(named: "id")?.string
      return policy.members.filter { $0.name.lowercased() == "accesscontrollist" }.flatMap {
        grants(inAccessControlList: $0.value, owner: owner)
      }
    }
  }

  private static func grants(inAccessControlList list: JSONValue, owner: String?) -> [Grant?] {
    let entries = list.elements.flatMap { element in
      element.members.filter { $0.name.lowercased() == "grant" }.flatMap(\.value.elements)
    }
    return entries.map { entry in
      guard let grantee = entry.member(named: "grantee").flatMap({ self.grantee($0, owner: owner) })
      else { return nil }
      // A grant whose permission cannot be read is still a grant.
      let permission = entry.member(named: "permission")?.string.flatMap {
        ACLPermission(rawValue: $0.filter { !$0.isWhitespace }.uppercased())
      }
      return Grant(grantee, permission ?? .read)
    }
  }

  private static func grantee(_ value: JSONValue, owner: String?) -> Grantee? {
    if let text = value.string { return globalGroup(in: text) }
    if let uri = value.member(named: "uri") {
      return uri.elements.first?.string.map { Grantee(groupURI: $0) }
    }
    if let id = value.member(named: "id")?.string { return id == owner ? .owner : .otherAccount }
    return value.member(named: "emailaddress") == nil ? nil : .otherAccount
  }
}

extension JSONValue {
  /// The first member of that name, letter case aside; `name` is given in lower case.
  fileprivate func member(named name: String) -> JSONValue? {
    members.first { $0.name.lowercased() == name }?.value
  }
}
