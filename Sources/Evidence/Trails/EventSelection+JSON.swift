import JSON

extension EventSelection {
  /// The selectors of `aws cloudtrail get-event-selectors`, or of the parameters of PutEventSelectors,
  /// whose names begin with a small letter; `nil` where there are none.
  ///
  /// A trail has classic or advanced selectors. Where both show, neither can be relied on.
  init?(selectorsOf document: JSONValue) {
    let classic = document[anyCase: "EventSelectors"]?.list ?? []
    let advanced = document[anyCase: "AdvancedEventSelectors"]?.list ?? []
    guard classic.isEmpty != advanced.isEmpty else { return nil }
    self.init(
      classic.flatMap(Self.selectors(ofClassic:))
        + advanced.compactMap(EventSelector.init(advanced:)))
  }

  // MARK: Classic selectors

  private static func selectors(ofClassic selector: JSONValue) -> [EventSelector] {
    var shared = EventSelector(category: .data)
    switch selector[anyCase: "ReadWriteType"]?.string {
    case "All": break
    case "ReadOnly": shared.selectsWrites = false
    case "WriteOnly": shared.selectsReads = false
    case let other:
      shared.narrowings = [
        "only what a ReadWriteType '\(other ?? "")', which is not understood, lets through"
      ]
    }
    var selectors: [EventSelector] = []
    if selector[anyCase: "IncludeManagementEvents"] == .bool(true) {
      var management = shared
      management.category = .management
      let excluded = selector[anyCase: "ExcludeManagementEventSources"]?.list ?? []
      // kms.amazonaws.com and rdsdata.amazonaws.com are the only ones that can be excluded.
      if excluded.contains(where: { $0.string?.hasPrefix("s3") ?? true }) {
        management.narrowings.append("only what ExcludeManagementEventSources leaves")
      }
      selectors.append(management)
    }
    let values = (selector[anyCase: "DataResources"]?.list ?? []).filter {
      $0[anyCase: "Type"]?.string == "AWS::S3::Object"
    }.flatMap { $0[anyCase: "Values"]?.list ?? [] }.compactMap(\.string)
    for isWhole in [true, false] {
      let values = values.filter { $0.isOfWholeNames == isWhole }
      guard !values.isEmpty else { continue }
      var data = shared
      data.objects.selecting = values.map {
        TextCondition(position: .start, text: $0.inUsualPartition)
      }
      if !isWhole {
        data.narrowings.append(
          "only what a value that ends within a bucket's name lets through")
      }
      selectors.append(data)
    }
    return selectors
  }
}

// MARK: - Advanced selectors

extension EventSelector {
  /// `nil` where it selects nothing of S3's buckets and objects.
  fileprivate init?(advanced selector: JSONValue) {
    let fields = (selector[anyCase: "FieldSelectors"]?.list ?? []).map(FieldSelector.init)
    func values(of name: String) -> FieldSelector? { fields.first { $0.name == name } }
    switch values(of: "eventCategory").map({ ($0.admits("Data"), $0.admits("Management")) }) {
    case (true, false)?: self.init(category: .data)
    case (false, true)?: self.init(category: .management)
    default: return nil
    }
    if category == .data {
      guard let type = values(of: "resources.type"), type.admits("AWS::S3::Object") else {
        return nil
      }
    }
    for field in fields {
      guard apply(field) else { return nil }
    }
  }

  /// Applies one more condition; `false` where it leaves out every call on S3.
  private mutating func apply(_ field: FieldSelector) -> Bool {
    if !field.isUnderstood {
      narrowings.append(
        "only what a condition on \(field.name), which is not understood, lets through")
      return true
    }
    switch field.name {
    case "eventCategory", "resources.type": return true
    case "readOnly":
      selectsReads = selectsReads && field.admits("true")
      selectsWrites = selectsWrites && field.admits("false")
      return selectsReads || selectsWrites
    case "eventSource": return field.admits("s3.amazonaws.com")
    case "eventType": return field.admits("AwsApiCall")
    case "resources.ARN" where category == .data && objects == ARNCondition():
      objects = ARNCondition(
        selecting: field.selecting.map(\.inUsualPartition),
        deselecting: field.deselecting.map(\.inUsualPartition))
      return true
    case let name:
      narrowings.append("only what a condition on \(name) lets through")
      return true
    }
  }
}

/// One of the FieldSelectors of an advanced event selector.
private struct FieldSelector {
  let name: String
  let isUnderstood: Bool
  let selecting: [TextCondition]
  let deselecting: [TextCondition]

  init(_ value: JSONValue) {
    name = value[anyCase: "Field"]?.string ?? ""
    var selecting: [TextCondition] = []
    var deselecting: [TextCondition] = []
    var isUnderstood = true
    for member in value.members where member.name.lowercased() != "field" && member.value != .null {
      let texts = member.value.list.map(\.string)
      guard let (position, selects) = Self.operators[member.name.lowercased()],
        texts.allSatisfy({ $0 != nil })
      else {
        isUnderstood = false
        continue
      }
      let conditions = texts.compactMap { $0.map { TextCondition(position: position, text: $0) } }
      if selects { selecting += conditions } else { deselecting += conditions }
    }
    (self.selecting, self.deselecting) = (selecting, deselecting)
    self.isUnderstood = isUnderstood && !(selecting.isEmpty && deselecting.isEmpty)
  }

  /// Whether an event with this value is let through.
  func admits(_ value: String) -> Bool {
    (selecting.isEmpty || selecting.contains { $0.isMet(by: value) })
      && !deselecting.contains { $0.isMet(by: value) }
  }

  private static let operators: [String: (TextCondition.Position, selects: Bool)] = [
    "equals": (.whole, true), "startswith": (.start, true), "endswith": (.end, true),
    "notequals": (.whole, false), "notstartswith": (.start, false), "notendswith": (.end, false),
  ]
}

extension TextCondition {
  fileprivate var inUsualPartition: TextCondition {
    TextCondition(position: position, text: position == .end ? text : text.inUsualPartition)
  }
}

extension String {
  /// Whether the value of a classic selector names all buckets, or one up to the slash that ends its name.
  ///
  /// Source: AWS CloudTrail API Reference, "DataResource", Values.
  fileprivate var isOfWholeNames: Bool {
    let arn = inUsualPartition
    return arn == "arn:aws:s3" || arn == "arn:aws:s3:::" || arn.contains("/")
  }

  /// An ARN as it would be in the partition `aws`: buckets of other partitions are named alike.
  fileprivate var inUsualPartition: String {
    for partition in ["arn:aws-cn:", "arn:aws-us-gov:"] where hasPrefix(partition) {
      return "arn:aws:" + dropFirst(partition.count)
    }
    return self
  }
}

extension JSONValue {
  /// The member of that name, its first letter large as in AWS's answers or small as in CloudTrail's
  /// records.
  subscript(anyCase name: String) -> JSONValue? {
    self[name] ?? self[name.prefix(1).lowercased() + name.dropFirst()]
  }

  /// The elements of an array; none of anything else.
  var list: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }
}
