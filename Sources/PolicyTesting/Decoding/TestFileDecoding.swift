import Diagnostics
import PolicyFiles
import S3Access
import Timeline

extension PolicyTestFile {
  /// Reads a test file, as strictly as policy files are read. Throws whatever is wrong with it, all at
  /// once.
  public init(path: String, bytes: [UInt8]) throws(PolicyTestErrors) {
    let source: SourceText
    do throws(Diagnostic) {
      source = try SourceText(path: path, bytes: bytes)
    } catch {
      throw PolicyTestErrors(diagnostics: [error])
    }
    let document = YAMLDocument(
      source, beginning: "a test file begins with 'version: 1' and 'tests:'")
    var decoder = PolicyFileDecoder(source)
    let file = document.root.flatMap { decoder.testFile($0) }
    let diagnostics = document.diagnostics + decoder.reports.map(\.error)
    guard let file, diagnostics.isEmpty else {
      throw PolicyTestErrors(
        diagnostics: diagnostics.sorted { $0.place < $1.place })
    }
    self = file
  }
}

extension Diagnostic {
  fileprivate var place: SourceLocation { location ?? SourceLocation(file: "") }
}

/// What holds for the tests of a file that do not say otherwise.
private struct TestDefaults {
  var asOf: Instant?
  var account: String?
  var region = "us-east-1"
  var recorded: [PolicyTest.Recording] = []
}

extension PolicyFileDecoder {
  fileprivate mutating func testFile(_ root: YAMLNode) -> PolicyTestFile? {
    guard let fields = fields(of: root, "a test file", TestFileKey.self) else { return nil }
    version(required(.version, in: fields, help: "write 'version: 1'"))
    let policies = fields[.policies].map { paths($0, "'policies'") }
    let defaults = fields[.defaults].map { testDefaults($0) } ?? TestDefaults()
    let tests = required(.tests, in: fields).flatMap { list($0, "'tests'") } ?? []
    if let node = fields[.tests], case .sequence(let items) = node.content, items.isEmpty {
      report("'tests' is empty: nothing would be tested", at: node.span)
    }
    return PolicyTestFile(
      path: source.path, policies: policies, tests: tests.compactMap { test($0, defaults) })
  }

  private mutating func testDefaults(_ node: YAMLNode) -> TestDefaults {
    var defaults = TestDefaults()
    guard let fields = fields(of: node, "'defaults'", TestDefaultsKey.self) else { return defaults }
    defaults.asOf = fields[.asOf].flatMap { instant($0, "'as-of'") }
    defaults.account = fields[.account].flatMap { account($0, "'account'") }
    defaults.region = fields[.region].flatMap { word($0, "'region'") } ?? defaults.region
    defaults.recorded = fields[.recorded].map { recordings($0) } ?? []
    return defaults
  }

  private mutating func test(_ node: YAMLNode, _ defaults: TestDefaults) -> PolicyTest? {
    guard let fields = fields(of: node, "an entry of 'tests'", TestKey.self) else { return nil }
    let nameNode = required(.name, in: fields, help: "say what the test shows")
    let name = nameNode.flatMap { word($0, "'name'") }
    let asOf = fields[.asOf].map { instant($0, "'as-of'") } ?? defaults.asOf
    if asOf == nil, !fields.intends(.asOf) {
      report(
        "a test needs the key 'as-of', here or in 'defaults'", at: fields.span,
        help: "give the instant that the verdicts speak of: 2020-02-10")
    }
    let account = fields[.account].flatMap { self.account($0, "'account'") } ?? defaults.account
    let region = fields[.region].flatMap { word($0, "'region'") } ?? defaults.region
    let evidence = fields[.evidence].map { paths($0, "'evidence'") } ?? []
    let recorded = fields[.recorded].map { recordings($0) } ?? defaults.recorded
    let events = fields[.events].flatMap { list($0, "'events'") }?.compactMap { event($0) } ?? []
    let expected = required(.expect, in: fields, help: "a test that expects nothing cannot fail")
      .map { expectations($0) }
    guard let nameNode, let name, let asOf, let expected else { return nil }
    return PolicyTest(
      name: name, location: location(of: nameNode.span), asOf: asOf, account: account,
      region: region, evidence: evidence, recorded: recorded, events: events, expected: expected)
  }

  /// Where a list of one is written without brackets too.
  private mutating func paths(_ node: YAMLNode, _ name: String) -> [NamedPath] {
    let items =
      if case .scalar = node.content { [node] } else { list(node, name) ?? [] }
    return items.compactMap { item in
      word(item, name == "'policies'" ? "an entry of 'policies'" : "a path in 'evidence'").map {
        NamedPath(
          text: $0, location: location(of: item.span),
          excerpt: source.diagnostic(.error, "", at: item.span).excerpt)
      }
    }
  }

  private mutating func version(_ node: YAMLNode?) {
    guard let node else { return }
    guard case .scalar(let scalar) = node.content, scalar.implicitType == .number else {
      return reportType(of: node, "'version'", takes: "the number 1")
    }
    if scalar.text != "1" {
      report(
        "version \(quoted(scalar.text)) is not known; this program reads version 1", at: node.span)
    }
  }
}

// MARK: - Recording

extension PolicyFileDecoder {
  /// `all`, `none`, one stretch of time, or several.
  private mutating func recordings(_ node: YAMLNode) -> [PolicyTest.Recording] {
    switch node.content {
    case .scalar(let scalar) where scalar.text == "all":
      return [.init(from: nil, to: nil, classes: Set(EvidenceClass.allCases))]
    case .scalar(let scalar) where scalar.text == "none": return []
    case .mapping: return [recording(node)].compactMap(\.self)
    case .sequence(let items): return items.compactMap { recording($0) }
    default:
      reportType(
        of: node, "'recorded'", takes: "'all', 'none', a mapping, or a list of mappings",
        help: "for example {from: 2020-01-01, classes: [object-writes]}")
      return []
    }
  }

  private mutating func recording(_ node: YAMLNode) -> PolicyTest.Recording? {
    guard let fields = fields(of: node, "'recorded'", RecordedKey.self) else { return nil }
    let from = fields[.from].flatMap { instant($0, "'from'") }
    let to = fields[.to].flatMap { instant($0, "'to'") }
    let classes = fields[.classes].flatMap { node in
      set(node, "'classes'") {
        $0.choice($1, "an entry of 'classes'", "a class of evidence", EvidenceClass.self)
      }
    }
    if let from, let to, to < from || to - from > Self.longestRecording {
      let span = fields.span(of: .to) ?? fields.span
      report(
        to < from ? "'to' lies before 'from'" : "'recorded' spans more than a hundred years",
        at: span)
      return nil
    }
    return .init(from: from, to: to, classes: classes ?? Set(EvidenceClass.allCases))
  }

  private static var longestRecording: TimeSpan { .days(36_525) }

  /// An instant such as `2020-02-03T15:34:11Z`, or the first of a day.
  mutating func instant(_ node: YAMLNode, _ name: String) -> Instant? {
    guard case .scalar(let scalar) = node.content else {
      reportType(of: node, name, takes: "an instant")
      return nil
    }
    if let instant = Instant(iso8601: scalar.text) { return instant }
    report(
      scalar.text.isEmpty
        ? "\(name) has no value" : "\(quoted(scalar.text)) is not an instant of the calendar",
      at: node.span, help: "write 2020-02-10, or 2020-02-10T00:00:00Z with its offset from UTC")
    return nil
  }
}
