import S3Access

/// Which events a trail records, by its event selectors, as far as they concern objects and buckets of
/// S3.
///
/// What is not understood takes away: a field or an operator that nobody here knows may leave out
/// anything.
///
/// Source: CloudTrail User Guide, "Logging data events" and "Filtering data events by using advanced
/// event selectors"; CloudTrail API Reference, "AdvancedFieldSelector" and "DataResource".
public struct EventSelection: Hashable, Codable, Sendable {
  /// The selectors, of which one is enough to record an event.
  var selectors: [EventSelector]

  /// A selection of these selectors.
  init(_ selectors: [EventSelector]) {
    self.selectors = selectors
  }

  /// How much of a class of a bucket's events a trail records.
  public enum Extent: Hashable, Sendable {
    /// All of them.
    case whole
    /// Some of them: which, in words that follow on "records".
    case part(String)
    /// None.
    case nothing
  }

  /// How much of a class of a bucket's events is recorded.
  public func extent(of evidenceClass: EvidenceClass, ofBucket bucket: String) -> Extent {
    var parts: [String] = []
    for selector in selectors {
      switch selector.extent(of: evidenceClass, ofBucket: bucket) {
      case .whole: return .whole
      case .part(let which): parts.append(which)
      case .nothing: break
      }
    }
    return parts.isEmpty ? .nothing : .part(parts.joined(separator: ", and "))
  }

  /// Whether data events of any bucket are recorded, so that there should be some among the logs.
  public var holdsDataEvents: Bool {
    selectors.contains { $0.category == .data }
  }
}

/// One selector: the events that fulfil all of its conditions.
struct EventSelector: Hashable, Codable, Sendable {
  enum Category: Hashable, Codable, Sendable {
    case data, management
  }

  var category: Category
  /// Whether it selects calls that only read.
  var selectsReads = true
  /// Whether it selects calls that write.
  var selectsWrites = true
  /// Which objects' events it selects, by their ARNs.
  var objects = ARNCondition()
  /// What it asks for besides, which may leave out any event: in words that follow on "records".
  var narrowings: [String] = []

  func extent(of evidenceClass: EvidenceClass, ofBucket bucket: String) -> EventSelection.Extent {
    switch evidenceClass {
    case .management:
      guard category == .management, selectsReads || selectsWrites else { return .nothing }
      // What Block Public Access depends on is changed by calls that write.
      return selectsWrites ? narrowed(.whole) : .part("only calls that read")
    case .objectReads:
      return category == .data && selectsReads
        ? narrowed(objects.extent(ofBucket: bucket)) : .nothing
    case .objectWrites:
      return category == .data && selectsWrites
        ? narrowed(objects.extent(ofBucket: bucket)) : .nothing
    }
  }

  private func narrowed(_ extent: EventSelection.Extent) -> EventSelection.Extent {
    switch extent {
    case .nothing: .nothing
    case .whole: narrowings.isEmpty ? .whole : .part(narrowings.joined(separator: " and "))
    case .part(let which): .part(([which] + narrowings).joined(separator: " and "))
    }
  }
}

/// Conditions on the ARN of an object. Those that select are alternatives; of those that deselect, one is
/// enough to leave an event out.
struct ARNCondition: Hashable, Codable, Sendable {
  /// What the ARN may be, or begin or end with; without one, any.
  var selecting: [TextCondition] = []
  /// What it may not be, or begin or end with.
  var deselecting: [TextCondition] = []

  func extent(ofBucket bucket: String) -> EventSelection.Extent {
    let objects = "arn:aws:s3:::\(bucket)/"
    let selected = selecting.map { $0.share(ofTextsBeginning: objects) }
    let left = deselecting.map { ($0, $0.share(ofTextsBeginning: objects)) }
    if left.contains(where: { $0.1 == .all }) { return .nothing }
    if !selected.isEmpty, selected.allSatisfy({ $0 == .none }) { return .nothing }
    let without = left.filter { $0.1 != .none }.map {
      "no objects whose \($0.0.words(after: objects))"
    }
    if selected.isEmpty || selected.contains(.all) {
      return without.isEmpty ? .whole : .part(without.joined(separator: " and "))
    }
    let only = zip(selecting, selected).filter { $0.1 != .none }.map { $0.0.words(after: objects) }
    return .part(
      (["only objects whose " + only.joined(separator: " or ")] + without).joined(
        separator: " and "))
  }
}

/// What a text has to be, or to begin or end with.
struct TextCondition: Hashable, Codable, Sendable {
  enum Position: Hashable, Codable, Sendable {
    case whole, start, end
  }

  var position: Position
  var text: String

  func isMet(by value: String) -> Bool {
    switch position {
    case .whole: value == text
    case .start: value.hasPrefix(text)
    case .end: value.hasSuffix(text)
    }
  }

  enum Share: Hashable { case none, some, all }

  /// How many of the texts that begin so meet it.
  func share(ofTextsBeginning start: String) -> Share {
    switch position {
    case .start: start.hasPrefix(text) ? .all : text.hasPrefix(start) ? .some : .none
    case .whole: text.hasPrefix(start) ? .some : .none
    case .end: .some
    }
  }

  /// `key begins with "reports/"`.
  fileprivate func words(after start: String) -> String {
    let key = text.hasPrefix(start) ? String(text.dropFirst(start.count)) : text
    return switch position {
    case .whole: "key is \"\(key)\""
    case .start: "key begins with \"\(key)\""
    case .end: "ARN ends with \"\(key)\""
    }
  }
}
