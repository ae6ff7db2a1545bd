import JSON

/// A value of a policy document together with its place, so that whatever is wrong can say where.
struct PolicyElement {
  let value: JSONValue
  let path: DocumentPath

  init(_ value: JSONValue, at path: DocumentPath) {
    self.value = value
    self.path = path
  }

  func error(expected: String) -> BucketPolicyError {
    BucketPolicyError(at: path, expected: expected, found: value)
  }

  /// The text of a string.
  func text() throws(BucketPolicyError) -> String {
    guard let text = value.string else { throw error(expected: "a string") }
    return text
  }

  /// The elements of an array that is not empty, or the value itself as the only one.
  func oneOrMore(_ expected: String) throws(BucketPolicyError) -> [PolicyElement] {
    guard case .array(let elements) = value else { return [self] }
    guard !elements.isEmpty else { throw error(expected: expected) }
    return elements.enumerated().map { PolicyElement($1, at: path.element($0)) }
  }

  /// One string or several.
  func texts() throws(BucketPolicyError) -> [String] {
    var texts: [String] = []
    for element in try oneOrMore("a string, or an array of strings") {
      texts.append(try element.text())
    }
    return texts
  }

  /// The values of a condition key: strings, numbers and booleans by their text, one or several or,
  /// other than anywhere else, none.
  func conditionValues() throws(BucketPolicyError) -> [String] {
    var values: [String] = []
    let elements = value.elements.enumerated()
    for (index, element) in elements {
      switch element {
      case .string(let text): values.append(text)
      case .number(let digits): values.append(digits)
      case .bool(let value): values.append(value ? "true" : "false")
      case .null, .array, .object:
        var place = path
        if case .array = value { place = path.element(index) }
        throw BucketPolicyError(
          at: place, expected: "a string, a number or a boolean", found: element)
      }
    }
    return values
  }

  /// The members of an object, each of them once.
  func members(of what: String) throws(BucketPolicyError) -> PolicyMembers {
    guard case .object(let members) = value else { throw error(expected: "an object") }
    var read = PolicyMembers(owner: what, path: path)
    for member in members {
      let place = path.member(member.name)
      guard read.add(member.name, PolicyElement(member.value, at: place)) else {
        throw BucketPolicyError(
          at: place, expected: "each member of \(what) once", found: "a second one")
      }
    }
    return read
  }

  /// The members of an object, each of them once and none but these.
  func members(of what: String, known: [String]) throws(BucketPolicyError) -> PolicyMembers {
    let members = try members(of: what)
    for member in members.all where !known.contains(where: { $0.foldedASCII == member.folded }) {
      throw BucketPolicyError(
        at: member.element.path,
        expected: "only members of \(what): \(known.joined(separator: ", "))",
        found: quoted(member.name))
    }
    return members
  }
}

/// The members of an object, found by name without regard to letter case.
struct PolicyMembers {
  struct Member {
    let name: String
    let folded: String
    let element: PolicyElement
  }

  let owner: String
  let path: DocumentPath
  /// The members in the order of the document.
  private(set) var all: [Member] = []
  private var places: [String: Int] = [:]

  init(owner: String, path: DocumentPath) {
    self.owner = owner
    self.path = path
  }

  /// Adds a member, unless there is one of that name.
  fileprivate mutating func add(_ name: String, _ element: PolicyElement) -> Bool {
    let folded = name.foldedASCII
    guard places.updateValue(all.count, forKey: folded) == nil else { return false }
    all.append(Member(name: name, folded: folded, element: element))
    return true
  }

  subscript(name: String) -> PolicyElement? {
    places[name.foldedASCII].map { all[$0].element }
  }

  func required(_ name: String) throws(BucketPolicyError) -> PolicyElement {
    guard let element = self[name] else {
      throw BucketPolicyError(
        at: path, expected: "the member \(name)", found: "\(owner) without it")
    }
    return element
  }

  /// The one of two members that exclude each other, and whether it is the second.
  func either(
    _ name: String, or negation: String
  ) throws(BucketPolicyError) -> (element: PolicyElement, isNegation: Bool) {
    switch (self[name], self[negation]) {
    case (let element?, nil): return (element, false)
    case (nil, let element?): return (element, true)
    case (nil, nil):
      throw BucketPolicyError(
        at: path, expected: "the member \(name) or \(negation)", found: "\(owner) without either")
    case (.some, let element?):
      throw BucketPolicyError(
        at: element.path, expected: "one of \(name) and \(negation)", found: "both")
    }
  }
}
