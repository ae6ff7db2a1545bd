public import JSON
import YAMLEvents

/// The text of a template in YAML, as the JSON that CloudFormation makes of it: `!Ref Name` is
/// `{"Ref": "Name"}`, `!Sub text` is `{"Fn::Sub": "text"}`.
///
/// Source: AWS CloudFormation User Guide, "Intrinsic function reference" and "Format of CloudFormation
/// templates", YAML.
public struct TemplateText: ~Copyable {
  private var reader: YAMLEventReader

  /// A reading of a text in UTF-8, without a byte order mark.
  public init(yaml text: some Collection<UInt8>) {
    reader = YAMLEventReader(utf8: text)
  }

  /// CloudFormation takes templates of 1 MB; nesting this deep is no person's work.
  private static let deepest = 100

  /// The template.
  ///
  /// - Throws: ``ChangePlanError`` that names the line of what is no YAML, or none that CloudFormation
  ///   takes.
  public consuming func document() throws(ChangePlanError) -> JSONValue {
    var root: JSONValue?
    while true {
      let event = try next()
      switch event.content {
      case .streamStart, .documentEnd: continue
      case .documentStart:
        guard root == nil else { throw Self.error("a second document begins", at: event.start) }
        root = try value(try next(), depth: 1)
      case .streamEnd:
        guard let root else { throw ChangePlanError("it is empty") }
        return root
      default: throw Self.error("it is not YAML", at: event.start)
      }
    }
  }

  private mutating func next() throws(ChangePlanError) -> YAMLEvent {
    do {
      return try reader.next()
    } catch {
      guard let mark = error.mark else { throw ChangePlanError("it is not YAML: \(error.message)") }
      throw Self.error("it is not YAML: \(error.message)", at: mark)
    }
  }

  private mutating func value(
    _ event: YAMLEvent, depth: Int
  ) throws(ChangePlanError) -> JSONValue {
    guard depth <= Self.deepest else {
      throw Self.error("it is nested too deeply", at: event.start)
    }
    let content: JSONValue
    switch event.content {
    case .scalar(let text, let isPlain):
      content = isPlain && event.tag == nil ? Self.scalar(text) : .string(text)
    case .sequenceStart:
      var elements: [JSONValue] = []
      while let element = try element(depth: depth) { elements.append(element) }
      content = .array(elements)
    case .mappingStart:
      var members: [JSONValue.Member] = []
      while let (name, mark) = try name() {
        guard !members.contains(where: { $0.name == name }) else {
          throw Self.error("'\(name)' is there a second time", at: mark)
        }
        members.append(JSONValue.Member(name, try self.value(try next(), depth: depth + 1)))
      }
      content = .object(members)
    case .alias(let name):
      throw Self.error(
        "'*\(name)' is an alias, which CloudFormation does not take", at: event.start)
    default: throw Self.error("it is not YAML", at: event.start)
    }
    return event.tag.map { Self.call($0, content) } ?? content
  }

  /// The next element of a list; `nil` at its end.
  private mutating func element(depth: Int) throws(ChangePlanError) -> JSONValue? {
    let event = try next()
    switch event.content {
    case .sequenceEnd: return nil
    default: return try value(event, depth: depth + 1)
    }
  }

  /// The next name in an object; `nil` at its end.
  private mutating func name() throws(ChangePlanError) -> (String, YAMLMark)? {
    let event = try next()
    switch event.content {
    case .mappingEnd: return nil
    case .scalar(let text, _): return (text, event.start)
    default: throw Self.error("a name is expected here", at: event.start)
    }
  }

  /// A word without quotes. Numbers stay texts, for an account's may begin with a zero.
  private static func scalar(_ text: String) -> JSONValue {
    switch text.lowercased() {
    case "", "~", "null": .null
    case "true", "yes", "on": .bool(true)
    case "false", "no", "off": .bool(false)
    default: .string(text)
    }
  }

  /// The function that a tag such as `!GetAtt` is short for; a tag of YAML's own changes nothing.
  private static func call(_ tag: String, _ value: JSONValue) -> JSONValue {
    guard tag.hasPrefix("!"), tag.count > 1 else { return value }
    let name = String(tag.dropFirst())
    switch name {
    case "Ref", "Condition": return .object([.init(name, value)])
    default: return .object([.init("Fn::\(name)", value)])
    }
  }

  private static func error(_ reason: String, at mark: YAMLMark) -> ChangePlanError {
    ChangePlanError("line \(mark.line), column \(mark.column): \(reason)")
  }
}
