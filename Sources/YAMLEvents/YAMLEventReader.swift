import CLibYAML

/// A place in the text as libyaml counts it, turned to count from 1.
package struct YAMLMark: Hashable, Sendable {
  /// The line, from 1.
  package var line: Int
  /// The column in Unicode scalars, from 1.
  package var column: Int
  /// The number of scalars before it in the whole text.
  package var index: Int

  fileprivate init(_ mark: yaml_mark_t) {
    (line, column, index) = (Int(mark.line) + 1, Int(mark.column) + 1, Int(mark.index))
  }
}

/// One event of the YAML serialization tree.
package struct YAMLEvent: Sendable {
  /// What it says.
  package enum Content: Sendable {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias(String)
    case scalar(String, isPlain: Bool)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  package var content: Content
  /// The anchor (`&name`) that stands before the node.
  package var anchor: String?
  /// The tag that is written before the node, resolved.
  package var tag: String?
  package var start: YAMLMark
  package var end: YAMLMark
}

/// Reads a text as YAML events: the fence around libyaml's parser, which no pointer leaves.
///
/// The parser holds a pointer to itself and one to the text, so both live at fixed addresses until
/// this value ends.
package struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>
  /// libyaml's parser may not be asked again once it has failed.
  private var failure: YAMLProblem?

  /// A reader of a text in UTF-8 without a byte order mark.
  package init(utf8: some Collection<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    text = .allocate(capacity: utf8.count)
    _ = text.initialize(from: utf8)
    guard yaml_parser_initialize(parser) == 1 else {
      failure = .outOfMemory
      return
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
    text.deallocate()
  }

  /// The next event. After `streamEnd` there are no more.
  package mutating func next() throws(YAMLProblem) -> YAMLEvent {
    if let failure { throw failure }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let problem = YAMLProblem(parser.pointee)
      failure = problem
      throw problem
    }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(event)
  }
}

extension YAMLProblem {
  fileprivate static let outOfMemory = YAMLProblem(message: "out of memory")

  fileprivate init(_ parser: yaml_parser_t) {
    let hasMark = parser.error == YAML_SCANNER_ERROR || parser.error == YAML_PARSER_ERROR
    self.init(
      message: parser.problem.map { String(cString: $0) } ?? Self.outOfMemory.message,
      mark: hasMark ? YAMLMark(parser.problem_mark) : nil,
      context: parser.context.map { String(cString: $0) },
      contextMark: hasMark && parser.context != nil ? YAMLMark(parser.context_mark) : nil)
  }
}

extension YAMLEvent {
  fileprivate init(_ event: yaml_event_t) {
    start = YAMLMark(event.start_mark)
    end = YAMLMark(event.end_mark)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      content = .scalar(
        String(decoding: value, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      (anchor, tag) = (Self.string(scalar.anchor), Self.string(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      content = .sequenceStart
      anchor = Self.string(event.data.sequence_start.anchor)
      tag = Self.string(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      content = .mappingStart
      anchor = Self.string(event.data.mapping_start.anchor)
      tag = Self.string(event.data.mapping_start.tag)
    case YAML_ALIAS_EVENT: content = .alias(Self.string(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_END_EVENT: content = .sequenceEnd
    case YAML_MAPPING_END_EVENT: content = .mappingEnd
    case YAML_STREAM_START_EVENT: content = .streamStart
    case YAML_DOCUMENT_START_EVENT: content = .documentStart
    case YAML_DOCUMENT_END_EVENT: content = .documentEnd
    default: content = .streamEnd
    }
  }

  private static func string(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    characters.map { String(decodingCString: $0, as: UTF8.self) }
  }
}
